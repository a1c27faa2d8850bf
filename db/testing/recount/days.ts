import postgres, { type Sql } from "postgres";

/** How much slashes took of the pipeline's value of an operator in a strategy on one day. */
export interface Taken {
  operator: string;
  strategy: string;
  day: string;
  usd: number;
  isUpperBound: boolean;
}

/**
 * Returns the slashed part of each day, computed again in plain numbers from the tables. Shares written between the
 * same two slashes form one lot, withdrawals come from the oldest lot, and each lot loses its part in every later
 * slash.
 */
export async function readTaken(sql: Sql): Promise<Taken[]> {
  const slashes = await sql<
    { operator: string; strategy: string; block: number; left: number; isWhole: boolean }[]
  >`
    select i.operator_id as operator, a.strategy_id as strategy, i.slashed_at_block as block,
      1 - max(a.wad_slashed)::float8 / 1e18 as left, max(a.wad_slashed) = 1e18 as "isWhole"
    from operator_slashing_incidents i join operator_slashing_amounts a on a.slashing_incident_id = i.id
    where a.wad_slashed > 0 group by 1, 2, 3, i.operator_set_id, i.transaction_hash order by 3`;
  const days = await sql<
    { operator: string; strategy: string; day: string; block: number; shares: number; usd: number }[]
  >`
    select h.operator_id as operator, h.strategy_id as strategy, h.snapshot_date::text as day,
      d.snapshot_block as block, h.shares::float8 as shares, h.tvs_usd::float8 as usd
    from historical_tvs_snapshots h join network_daily_aggregates d using (snapshot_date)
    where (h.operator_id, h.strategy_id) in (
      select i.operator_id, a.strategy_id from operator_slashing_incidents i
      join operator_slashing_amounts a on a.slashing_incident_id = i.id where a.wad_slashed > 0)
    order by 1, 2, 3`;
  const heaps = new Map<string, number[]>();
  return days.map(({ operator, strategy, day, block, shares, usd }) => {
    const passed = slashes.filter(
      (slash) => slash.operator === operator && slash.strategy === strategy && slash.block <= block,
    );
    const pair = heaps.get(`${operator} ${strategy}`) ?? [];
    heaps.set(`${operator} ${strategy}`, pair);
    while (pair.length <= passed.length) pair.push(0);
    const change = shares - pair.reduce((sum, heap) => sum + heap, 0);
    if (change > 0) pair[passed.length] = (pair[passed.length] ?? 0) + change;
    let leaves = Math.max(0, -change);
    for (const [index, heap] of pair.entries()) {
      const gone = Math.min(heap, leaves);
      pair[index] = heap - gone;
      leaves -= gone;
    }
    const isDead = passed.some(({ isWhole }) => isWhole);
    const rest = pair.reduce(
      (sum, heap, index) => sum + passed.slice(index).reduce((part, { left }) => part * left, heap),
      0,
    );
    const later = pair.slice(1).reduce((sum, heap) => sum + heap, 0);
    const lost = shares === 0 ? 0 : usd * (1 - (isDead ? 0 : rest) / shares);
    return { operator, strategy, day, usd: lost, isUpperBound: later > shares * 1e-9 && !isDead };
  });
}

/** Returns an operator's daily values as the pipeline stores them, oldest first. */
export const readOperatorDays = (sql: Sql, operator: string) => sql<{ day: string; usd: number }[]>`
  select snapshot_date::text as day, total_tvs::float8 as usd from operator_daily_snapshots
  where operator_id = ${operator} order by 1`;

/** Returns the network's daily values as the pipeline stores them, oldest first. */
export const readNetworkDays = (sql: Sql) => sql<{ day: string; usd: number }[]>`
  select snapshot_date::text as day, total_tvs::float8 as usd from network_daily_aggregates order by 1`;

/** Returns a strategy's daily values as the pipeline stores them, oldest first. */
export const readStrategyDays = (sql: Sql, strategy: string) => sql<{ day: string; usd: number }[]>`
  select snapshot_date::text as day, sum(tvs_usd)::float8 as usd from historical_tvs_snapshots
  where strategy_id = ${strategy} group by 1 order by 1`;

/** Returns an operator's stake in each strategy on some days, at that day's price and at today's. */
export const readPairDays = (sql: Sql, operator: string, days: string[]) =>
  sql<{ day: string; strategy: string; usd: number; usdToday: number }[]>`
    select h.snapshot_date::text as day, h.strategy_id as strategy, coalesce(h.tvs_usd, 0)::float8 as usd,
      (h.shares * r.shares_to_underlying_rate / 1e18 / (10::numeric ^ t.decimals) * p.price_usd)::float8 as "usdToday"
    from historical_tvs_snapshots h
    join strategy_exchange_rates r on r.strategy_address = h.strategy_id
    join token_metadata t on t.contract_address = r.underlying_token
    join lateral (select price_usd from token_price_history
      where token_address = r.underlying_token order by timestamp desc limit 1) p on true
    where h.operator_id = ${operator} and h.snapshot_date::text = any(${days})`;

/** Returns the result of `ask`, run on its own connection to `url`. */
export async function withTables<T>(url: string, ask: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  return await ask(sql).finally(() => sql.end());
}
