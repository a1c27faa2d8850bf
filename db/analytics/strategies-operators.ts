import { asc, count, desc, type SQL, sql } from "drizzle-orm";
import {
  historicalTvsSnapshots,
  operatorDelegatorShares,
  operatorMetadata,
  operatorState,
  operatorStrategyState,
} from "@/drizzle/analytics/schema";
import { usd, wei } from "../units";
import type { AnalyticsDb } from "./client";
import { asOfDay, quantity } from "./expressions";

export const STRATEGY_OPERATOR_SORTS = ["name", "value", "share", "delegators", "utilization"] as const;
type StrategyOperatorSort = (typeof STRATEGY_OPERATOR_SORTS)[number];

interface StrategyOperatorPage {
  sort: StrategyOperatorSort;
  dir: "asc" | "desc";
  /** Counted from 1. */
  page: number;
  perPage: number;
}

const holding = operatorStrategyState;
const operatorId = sql`${holding}.operator_id`;
const strategyId = sql`${holding}.strategy_id`;

/**
 * One page of the operators that hold a strategy, and how many do. `ofStrategyRatio` is the operator's part of the
 * strategy's value, `ofOperatorRatio` the strategy's part of the operator's, both 0..1; `shares` are those of the
 * newest day. Unknown last, ties by address.
 * Units: USD, ratios, shares in their smallest unit, counts. Sources: operator_strategy_state, operator_state,
 * operator_metadata, historical_tvs_snapshots, operator_delegator_shares.
 */
export async function listStrategyOperators(db: AnalyticsDb, strategy: string, page: StrategyOperatorPage) {
  const figures = db
    .select({
      address: sql<string>`${operatorId}`.as("address"),
      name: sql<string | null>`(select nullif(trim(m.metadata_json->>'name'), '') from ${operatorMetadata} m
        where m.operator_id = ${operatorId})`.as("name"),
      tvsUsd: quantity(sql`${holding}.tvs_usd`, usd).as("tvs_usd"),
      ofStrategyRatio: quantity(
        sql`(${holding}.tvs_usd / nullif(sum(${holding}.tvs_usd) over (), 0))`,
        Number,
      ).as("of_strategy"),
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
      delegatorCount: sql<number>`(select count(*) from ${operatorDelegatorShares} d
        where d.operator_id = ${operatorId} and d.strategy_id = ${strategyId} and d.shares > 0)`
        .mapWith(Number)
        .as("delegator_count"),
    })
    .from(holding)
    .where(sql`${strategyId} = ${strategy} and ${holding}.tvs_usd > 0`)
    .as("figures");
  const by: Record<StrategyOperatorSort, SQL> = {
    name: sql`lower(${figures.name})`,
    value: sql`${figures.tvsUsd}`,
    share: sql`${figures.ofOperatorRatio}`,
    delegators: sql`${figures.delegatorCount}`,
    utilization: sql`${figures.utilizationRatio}`,
  };
  const [rows, totals] = await Promise.all([
    db
      .select()
      .from(figures)
      .orderBy(
        sql`${page.dir === "asc" ? asc(by[page.sort]) : desc(by[page.sort])} nulls last`,
        asc(figures.address),
      )
      .limit(page.perPage)
      .offset((page.page - 1) * page.perPage),
    db
      .select({ total: count() })
      .from(holding)
      .where(sql`${strategyId} = ${strategy} and ${holding}.tvs_usd > 0`),
  ]);
  return { rows, total: totals[0]?.total ?? 0 };
}
