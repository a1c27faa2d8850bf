import { and, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import { operatorDelegatorShares, operatorDelegators } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";

const s = operatorDelegatorShares;
const d = operatorDelegators;

/** The value of one share of an operator's strategy that was written in these blocks; block 0 means not known. */
export interface ShareValue {
  operator: string;
  strategy: string;
  fromBlock: number;
  untilBlock: number;
  /** US dollars for one share in its smallest unit; `null` if not known. */
  usd: number | null;
  /** The lost part of it, for a query about losses. */
  lostUsd?: number | null;
  /** Whether it is uncertain that the lost part can be slashed. */
  isUpTo?: boolean;
  /** Whether its token has no price, so that it is not part of the priced stake. */
  isUnpriced: boolean;
  isUpperBound: boolean;
  /** The value is exact for delegators who came at this instant or later. */
  exactSince: Date | null;
}

/**
 * Returns the values as a table to join. It is JSON, since one parameter per cell would be too many, and numeric, so
 * that no sum depends on its order.
 */
const tableOf = (values: readonly ShareValue[]) => sql`jsonb_to_recordset(${JSON.stringify(
  values.map(({ exactSince, lostUsd = 0, isUpTo = false, ...value }) => ({
    ...value,
    lostUsd,
    isUpTo,
    isAtRisk: lostUsd !== 0,
    exactSince: exactSince?.toISOString().slice(0, -1) ?? null,
  })),
)}::jsonb) v(operator text, strategy text, "fromBlock" integer, "untilBlock" integer, usd numeric, "lostUsd" numeric,
  "isUpperBound" boolean, "isAtRisk" boolean, "isUpTo" boolean, "isUnpriced" boolean, "exactSince" timestamp)`;

const isPlausible = sql`${s.shares} < 1e36`;

const isUpperBound = sql`v."isUpperBound" and v.usd <> 0 and (${d.delegatedAt} >= v."exactSince") is not true`;

/**
 * Returns each delegator's stake with each operator of `values`, as a subquery: USD, `null` if none of it is known.
 * Past delegations, and delegators that `isWanted` excludes, are left out. Sources: operator_delegator_shares,
 * operator_delegators.
 */
export const delegatorValues = (db: AnalyticsDb, values: readonly ShareValue[], isWanted?: SQL) =>
  db
    .select({
      operator: sql<string>`${s.operatorId}`.as("valued_operator"),
      staker: sql<string>`${s.stakerId}`.as("valued_staker"),
      valueUsd: sql<number | null>`sum(${s.shares} * v.usd) filter (where ${isPlausible})`.as("value_usd"),
      lostUsd: sql<number | null>`sum(${s.shares} * v."lostUsd") filter (where ${isPlausible})`.as(
        "lost_usd",
      ),
      isAtRisk: sql<boolean>`bool_or(coalesce(v."isAtRisk", false))`.as("is_at_risk"),
      unknownCount: sql<number>`count(*) filter (where v.usd is null or not ${isPlausible})`.as(
        "unknown_count",
      ),
      /** The unknown strategies that are part of the priced stake: their value has no known limit. */
      unboundedCount:
        sql<number>`count(*) filter (where not ${isPlausible} or (v.usd is null and v."isUnpriced" is not true))`.as(
          "unbounded_count",
        ),
      isUpperBound: sql<boolean>`coalesce(bool_or(${isUpperBound}), false)`.as("is_upper_bound"),
      /** Strategies at risk whose loss is unknown, and which `lostUsd` leaves out. */
      lossUnknownCount: sql<number>`count(*) filter (where v."isAtRisk"
        and (v."lostUsd" is null or not ${isPlausible}))`.as("loss_unknown_count"),
      /** Strategies at risk of unknown loss whose token has a price. */
      lossUnboundedCount: sql<number>`count(*) filter (where v."isAtRisk"
        and (not ${isPlausible} or (v."lostUsd" is null and v."isUnpriced" is not true)))`.as(
        "loss_unbounded_count",
      ),
      isLossUpperBound: sql<boolean>`coalesce(bool_or(v."isAtRisk" and ${isUpperBound}), false)`.as(
        "is_loss_upper_bound",
      ),
      isLossUpTo: sql<boolean>`coalesce(bool_or(v."isUpTo"), false)`.as("is_loss_up_to"),
      strategyCount: sql<number>`count(*)`.as("strategy_count"),
      /** The staker's strategies, the most valuable first. */
      strategies: sql<string[]>`array_agg(${s.strategyId} order by ${s.shares} * v.usd desc nulls last,
        ${s.strategyId})`.as("strategies"),
    })
    .from(s)
    .innerJoin(d, and(eq(d.operatorId, s.operatorId), eq(d.stakerId, s.stakerId), eq(d.isDelegated, true)))
    .leftJoin(
      tableOf(values),
      sql`v.operator = ${s.operatorId} and v.strategy = ${s.strategyId}
        and coalesce(greatest(${s.sharesUpdatedBlock}, 0), 0) between v."fromBlock" and v."untilBlock"`,
    )
    .where(
      and(
        gt(s.shares, "0"),
        isWanted,
        inArray(s.operatorId, [...new Set(values.map(({ operator }) => operator))]),
      ),
    )
    .groupBy(s.operatorId, s.stakerId)
    .as("valued");
