import { type SQL, sql } from "drizzle-orm";
import {
  historicalTvsSnapshots,
  operatorDelegatorShares,
  operatorStrategyState,
  strategies,
  strategyExchangeRates,
  tokenMetadata,
  tokenPriceHistory,
} from "@/drizzle/analytics/schema";
import { instant, usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { isDelegated } from "./delegated";
import { allocations } from "./exposure";
import { asOf, asOfDay, quantity } from "./expressions";
import { isHeld } from "./held";

/** Qualified by hand: drizzle drops the table's name from columns that stand directly in a selected expression. */
const strategyId = sql`${strategies}.id`;
const tokenId = sql`${strategyExchangeRates}.underlying_token`;

/** The value of each strategy on the newest day of values up to 30 days ago, at most a week older. */
const monthAgo = (
  only: SQL,
) => sql`(select h.strategy_id, sum(h.tvs_usd) as tvs_usd from ${historicalTvsSnapshots} h
  where h.snapshot_date = (select max(x.snapshot_date) from ${historicalTvsSnapshots} x
    where x.snapshot_date between ${asOfDay} - 37 and ${asOfDay} - 30) and ${only}
  group by h.strategy_id)`;

const held = sql`(select s.strategy_id, sum(s.tvs_usd) as tvs_usd, count(*) as operators
  from ${operatorStrategyState} s where ${isHeld("s")} group by s.strategy_id)`;

const price = (column: string) =>
  sql`(select p.${sql.raw(column)} from ${tokenPriceHistory} p
    where p.token_address = ${tokenId} and p.timestamp <= ${asOf} order by p.timestamp desc limit 1)`;

/** A staker delegates to one operator at a time, so that no row counts one twice. */
const delegators = (only: SQL) => sql`(select d.strategy_id, count(*) as delegators
  from ${operatorDelegatorShares} d where ${isDelegated("d")} and ${only} group by d.strategy_id)`;

/**
 * Every strategy's headline figures, one row each: the one source of the list, the page, the CSV and the API. Who asks
 * for one `strategy` only does not wait for what has to be counted for the others, and must not use their rows.
 * `exchangeRate` is underlying tokens per share; `priceUsd` the newest price up to the data's last moment with its
 * time, and `isProxyPrice` says that another token's price stands in for it. `allocatedUsd` is the part of the value
 * allocated to operator sets in effect now, `allocatedRatio` that part of the whole, 0..1.
 * Units: USD, ratios, counts, instants. Sources: strategies, strategy_exchange_rates, token_metadata,
 * token_price_history, operator_strategy_state, historical_tvs_snapshots, operator_delegator_shares,
 * operator_delegators, and those of `allocations`.
 */
export const strategyFigures = (db: AnalyticsDb, strategy?: string) => {
  const only = (table: string) =>
    strategy === undefined ? sql`true` : sql`${sql.raw(table)}.strategy_id = ${strategy}`;
  const allocated = allocations(db);
  const claimed = db
    .select({
      claimedOf: sql<string>`allocated.strategy`.as("claimed_of"),
      claimedUsd: sql`sum(allocated.allocated_usd)`.as("claimed_usd"),
      claimedBy: sql`count(distinct allocated.avs)`.as("claimed_by"),
    })
    .from(allocated)
    .groupBy(sql`allocated.strategy`)
    .as("claimed");
  return db
    .select({
      address: sql<string>`${strategyId}`.as("address"),
      symbol: sql<string | null>`nullif(trim(${tokenMetadata}.symbol), '')`.as("symbol"),
      name: sql<string | null>`nullif(trim(${tokenMetadata}.name), '')`.as("name"),
      token: sql<string | null>`${tokenId}`.as("token"),
      decimals: sql<number | null>`${tokenMetadata}.decimals`.as("decimals"),
      exchangeRate: quantity(
        sql`(${strategyExchangeRates}.shares_to_underlying_rate / 1000000000000000000)`,
        Number,
      ).as("exchange_rate"),
      rateUpdatedAt: quantity(sql`${strategyExchangeRates}.rate_updated_at`, instant).as("rate_updated_at"),
      priceUsd: quantity(price("price_usd"), usd).as("price_usd"),
      pricedAt: quantity(price("timestamp"), instant).as("priced_at"),
      isProxyPrice: sql<boolean | null>`${price("is_proxy_price")}`.as("is_proxy_price"),
      proxySymbol: sql<string | null>`${price("proxy_token_symbol")}`.as("proxy_symbol"),
      tvsUsd: quantity(sql`held.tvs_usd`, usd).as("tvs_usd"),
      tvsChange30dRatio: quantity(sql`(held.tvs_usd / nullif(month_ago.tvs_usd, 0) - 1)`, Number).as(
        "tvs_change",
      ),
      ofNetworkRatio: quantity(sql`(held.tvs_usd / nullif(sum(held.tvs_usd) over (), 0))`, Number).as(
        "of_network",
      ),
      operatorCount: sql<number>`coalesce(held.operators, 0)`.mapWith(Number).as("operator_count"),
      delegatorCount: sql<number>`coalesce(staked.delegators, 0)`.mapWith(Number).as("delegator_count"),
      allocatedUsd: quantity(sql`claimed.claimed_usd`, usd).as("allocated_usd"),
      allocatedRatio: quantity(sql`(claimed.claimed_usd / nullif(held.tvs_usd, 0))`, Number).as(
        "allocated_ratio",
      ),
      avsCount: sql<number>`coalesce(claimed.claimed_by, 0)`.mapWith(Number).as("avs_count"),
    })
    .from(strategies)
    .leftJoin(strategyExchangeRates, sql`${strategyExchangeRates}.strategy_address = ${strategyId}`)
    .leftJoin(tokenMetadata, sql`${tokenMetadata}.contract_address = ${tokenId}`)
    .leftJoin(sql`${held} as held`, sql`held.strategy_id = ${strategyId}`)
    .leftJoin(sql`${delegators(only("d"))} as staked`, sql`staked.strategy_id = ${strategyId}`)
    .leftJoin(sql`${monthAgo(only("h"))} as month_ago`, sql`month_ago.strategy_id = ${strategyId}`)
    .leftJoin(claimed, sql`claimed.claimed_of = ${strategyId}`)
    .as("figures");
};

export type StrategyFigures = ReturnType<typeof strategyFigures>;
