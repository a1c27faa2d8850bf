import { sql } from "drizzle-orm";
import {
  historicalTvsSnapshots,
  operatorDelegatorShares,
  operatorState,
  operatorStrategyState,
} from "@/drizzle/analytics/schema";
import { usd, wei } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { isDelegated } from "./delegated";
import { asOfDay, quantity } from "./expressions";
import { isHeld } from "./held";
import { type Paging, pageFrom } from "./listing";
import { operatorName } from "./names";

export const STRATEGY_OPERATOR_SORTS = ["name", "value"] as const;
export const STRATEGY_HOLDER_SORTS = [
  ...STRATEGY_OPERATOR_SORTS,
  "share",
  "delegators",
  "utilization",
] as const;

type Page<Sort extends string> = Paging & { sort: Sort };

const holding = operatorStrategyState;
const operatorId = sql`${holding}.operator_id`;
const strategyId = sql`${holding}.strategy_id`;
const holdsNow = (strategy: string) =>
  sql`${strategyId} = ${strategy} and ${isHeld("operator_strategy_state")}`;

const columns = {
  address: sql<string>`${operatorId}`.as("address"),
  name: operatorName(operatorId).as("name"),
  ofStrategyRatio: quantity(
    sql`(${holding}.tvs_usd / nullif(sum(${holding}.tvs_usd) over (), 0))`,
    Number,
  ).as("of_strategy"),
};

const detail = {
  tvsUsd: quantity(sql`${holding}.tvs_usd`, usd).as("tvs_usd"),
  ofOperatorRatio: quantity(
    sql`(${holding}.tvs_usd / nullif((select s.total_tvs from ${operatorState} s where s.operator_id = ${operatorId}), 0))`,
    Number,
  ).as("of_operator"),
  shares: quantity(
    sql`(select h.shares from ${historicalTvsSnapshots} h where h.operator_id = ${operatorId}
      and h.strategy_id = ${strategyId} and h.snapshot_date between ${asOfDay} - 7 and ${asOfDay}
      order by h.snapshot_date desc limit 1)`,
    wei,
  ).as("shares"),
  utilizationRatio: quantity(
    sql`coalesce(${holding}.utilization_rate / 100,
      ${holding}.encumbered_magnitude / nullif(${holding}.max_magnitude, 0))`,
    Number,
  ).as("utilization_ratio"),
  delegatorCount: sql<number>`coalesce(staked.delegators, 0)`.mapWith(Number).as("delegator_count"),
};

const delegatorsOf = (strategy: string) => sql`(select d.operator_id, count(*) as delegators
  from ${operatorDelegatorShares} d where d.strategy_id = ${strategy} and ${isDelegated("d")}
  group by d.operator_id) as staked`;

const holders = (db: AnalyticsDb, strategy: string) =>
  db.select(columns).from(holding).where(holdsNow(strategy)).as("figures");
const detailedHolders = (db: AnalyticsDb, strategy: string) =>
  db
    .select({ ...columns, ...detail })
    .from(holding)
    .leftJoin(delegatorsOf(strategy), sql`staked.operator_id = ${operatorId}`)
    .where(holdsNow(strategy))
    .as("figures");

type Base = ReturnType<typeof holders> | ReturnType<typeof detailedHolders>;
const orders = (figures: Base) => ({
  name: sql`lower(${figures.name})`,
  value: sql`${figures.ofStrategyRatio}`,
});

/**
 * One page of the operators that hold a strategy, and how many do. `ofStrategyRatio` is the operator's part of the
 * strategy's value, which sorts as the value itself; `null` where the value is not known. Unknown last, ties by value and address.
 * Units: ratios 0..1. Sources: operator_metadata and those of `isHeld`.
 */
export function listStrategyOperators(
  db: AnalyticsDb,
  strategy: string,
  page: Page<(typeof STRATEGY_OPERATOR_SORTS)[number]>,
) {
  const figures = holders(db, strategy);
  const by = orders(figures);
  return pageFrom(db, figures, { by, next: by.value, tie: figures.address }, page);
}

/**
 * The same with what each operator holds: value, the strategy's part of the operator's value (`ofOperatorRatio`),
 * shares on the newest day, utilization there and how many delegate to it there.
 * Units: USD, shares in their smallest unit, ratios 0..1, counts. Sources: also operator_state,
 * historical_tvs_snapshots, operator_delegator_shares, operator_delegators.
 */
export function listStrategyHolders(
  db: AnalyticsDb,
  strategy: string,
  page: Page<(typeof STRATEGY_HOLDER_SORTS)[number]>,
) {
  const figures = detailedHolders(db, strategy);
  const by = {
    ...orders(figures),
    share: sql`${figures.ofOperatorRatio}`,
    delegators: sql`${figures.delegatorCount}`,
    utilization: sql`${figures.utilizationRatio}`,
  };
  return pageFrom(db, figures, { by, next: by.value, tie: figures.address }, page);
}
