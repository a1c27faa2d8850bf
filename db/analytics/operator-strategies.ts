import { and, eq, type SQL, sql } from "drizzle-orm";
import { operatorDelegatorShares, operatorStrategyState } from "@/drizzle/analytics/schema";
import { usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { isDelegated } from "./delegated";
import { quantity } from "./expressions";
import { sorted } from "./listing";
import { strategySymbol, strategyToken } from "./names";

export const OPERATOR_STRATEGY_SORTS = [
  "value",
  "name",
  "allocated",
  "utilization",
  "delegators",
  "slashed",
] as const;
type Sort = (typeof OPERATOR_STRATEGY_SORTS)[number];

const held = operatorStrategyState;
const strategyId = sql`${held.strategyId}`;
const symbol = strategySymbol(sql`operator_strategy_state.strategy_id`);

/**
 * How many strategies an operator holds and what they add to. `valuedCount` are those of more than nothing;
 * `unpricedCount` those whose value is not known. Units: counts, USD. Source: operator_strategy_state.
 */
export async function findStrategySummary(db: AnalyticsDb, address: string) {
  const [row] = await db
    .select({
      strategyCount: sql`count(*)`.mapWith(Number),
      valuedCount: sql`count(*) filter (where ${held.tvsUsd} > 0)`.mapWith(Number),
      unpricedCount: sql`count(*) filter (where ${held.tvsUsd} is null)`.mapWith(Number),
      totalUsd: quantity(sql`sum(${held.tvsUsd})`, usd),
    })
    .from(held)
    .where(eq(held.operatorId, address));
  return row ?? { strategyCount: 0, valuedCount: 0, unpricedCount: 0, totalUsd: null };
}

/** Encumbered over maximum magnitude; unknown where the maximum is 0, which a slashing of everything leaves behind. */
const utilization = sql`coalesce(${held.utilizationRate} / 100,
  ${held.encumberedMagnitude} / nullif(${held.maxMagnitude}, 0))`;

/**
 * Every strategy that an operator holds: its value, part of the operator's total, how much of it is allocated, how
 * much of its magnitude slashings have taken for good, and how many delegators hold it now.
 * Units: USD, ratios 0..1, counts. Sources: operator_strategy_state, operator_delegator_shares with
 * operator_delegators, token_metadata; formulas on /methodology, "Values".
 */
export function listOperatorStrategies(
  db: AnalyticsDb,
  address: string,
  { sort, dir }: { sort: Sort; dir: "asc" | "desc" },
) {
  const holders = db
    .select({
      strategy: operatorDelegatorShares.strategyId,
      holderCount: sql`count(*)`.mapWith(Number).as("holder_count"),
    })
    .from(operatorDelegatorShares)
    .where(and(eq(operatorDelegatorShares.operatorId, address), isDelegated("operator_delegator_shares")))
    .groupBy(operatorDelegatorShares.strategyId)
    .as("holders");
  // As a double, all but 1 of 1e18 would read as all.
  const slashed = sql`case when ${held.maxMagnitude} > 0
    then least(0.9999999, greatest(0, 1 - ${held.maxMagnitude} / 1e18)) else 1 end`;
  const by: Record<Sort, SQL> = {
    value: sql`${held.tvsUsd}`,
    name: sql`lower(${symbol})`,
    allocated: sql`${utilization} * ${held.tvsUsd}`,
    utilization,
    delegators: sql`coalesce(${holders.holderCount}, 0)`,
    slashed,
  };
  return db
    .select({
      address: held.strategyId,
      symbol: symbol.as("symbol"),
      tokenName: strategyToken(sql`operator_strategy_state.strategy_id`).as("token_name"),
      valueUsd: quantity(held.tvsUsd, usd),
      shareRatio: quantity(sql`${held.tvsUsd} / nullif(sum(${held.tvsUsd}) over (), 0)`, Number),
      utilizationRatio: quantity(utilization, Number),
      allocatedUsd: quantity(sql`${utilization} * ${held.tvsUsd}`, usd),
      slashedRatio: quantity(slashed, Number),
      delegatorCount: sql`coalesce(${holders.holderCount}, 0)`.mapWith(Number),
    })
    .from(held)
    .leftJoin(holders, eq(holders.strategy, held.strategyId))
    .where(eq(held.operatorId, address))
    .orderBy(...sorted(by[sort], strategyId, dir, by.value).by);
}
