import type { Sql } from "postgres";
import type { Slash } from "./slashes";

/** Returns the price of one share, in its smallest unit, in US dollars. */
export async function readPrices(sql: Sql) {
  const rows = await sql<{ strategy: string; usd: number | null }[]>`
    select s.id as strategy,
      (r.shares_to_underlying_rate / 1e18 / (10::numeric ^ t.decimals) * p.price_usd)::float8 as usd
    from strategies s
    left join strategy_exchange_rates r on r.strategy_address = s.id
    left join token_metadata t on t.contract_address = r.underlying_token
    left join lateral (
      select price_usd from token_price_history
      where token_address = r.underlying_token and timestamp <= now()
      order by timestamp desc limit 1) p on true`;
  return new Map(rows.map(({ strategy, usd }) => [strategy, usd]));
}

/**
 * Returns the value of every operator in every strategy, summed position by position, each with the slashes after
 * the block that wrote it.
 */
export async function readPositions(sql: Sql, slashes: Slash[], prices: Map<string, number | null>) {
  const totals = await sql<{ pair: string; operator: string; strategy: string; shares: number }[]>`
    select h.operator_id || '-' || h.strategy_id as pair, h.operator_id as operator, h.strategy_id as strategy,
      sum(h.shares)::float8 as shares
    from operator_delegator_shares h
    where h.shares > 0 and exists (select from operator_delegators d
      where d.operator_id = h.operator_id and d.staker_id = h.staker_id and d.is_delegated)
    group by 1, 2, 3`;
  const slashed = [...new Set(slashes.map(({ operator, strategy }) => `${operator}-${strategy}`))];
  const single = await sql<{ pair: string; shares: number; block: number }[]>`
    select h.operator_id || '-' || h.strategy_id as pair, h.shares::float8 as shares,
      h.shares_updated_block as block
    from operator_delegator_shares h
    join operator_delegators d using (operator_id, staker_id)
    where h.shares > 0 and d.is_delegated and h.operator_id || '-' || h.strategy_id = any(${slashed})`;
  const left = new Map<string, number>();
  for (const { pair, shares, block } of single) {
    const after = slashes.filter(
      (slash) => `${slash.operator}-${slash.strategy}` === pair && slash.block > block,
    );
    const worth = after.reduce((rest, { left }) => rest * left, shares);
    left.set(pair, (left.get(pair) ?? 0) + worth);
  }
  const dead = await sql<{ pair: string }[]>`
    select operator_id || '-' || strategy_id as pair from operator_strategy_state
    where max_magnitude = 0 and max_magnitude_updated_block is not null`;
  for (const { pair } of dead) left.set(pair, 0);
  return new Map(
    totals.map(({ pair, operator, strategy, shares }) => {
      const price = prices.get(strategy) ?? null;
      const now = left.get(pair) ?? shares;
      return [pair, { operator, usd: now === 0 ? 0 : price === null ? null : now * price }];
    }),
  );
}
