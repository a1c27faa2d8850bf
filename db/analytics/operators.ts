import { and, count, eq, inArray, type SQL, sql } from "drizzle-orm";
import { operatorAvsRelationships, operatorState, operatorStrategyState } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "./client";
import { isHeld } from "./held";
import { type Bounds, matching, type Paging, pageFrom, within } from "./listing";
import { type OperatorFigures, operatorFigures, type RiskLevel, screenedFigures } from "./operator-figures";

export const OPERATOR_SORTS = [
  "name",
  "status",
  "tvs",
  "change",
  "stake",
  "delegators",
  "avs",
  "commission",
  "utilization",
  "risk",
  "days",
  "slashings",
] as const;
export const SCREENER_SORTS = [...OPERATOR_SORTS, "score"] as const;
type OperatorSort = (typeof OPERATOR_SORTS)[number];

export interface OperatorFilter {
  q?: string;
  status?: "active" | "inactive" | "all";
  tvsUsd?: Bounds;
  delegatorCount?: Bounds;
  avsCount?: Bounds;
  commissionBps?: Bounds;
  slashed?: boolean;
  permissioned?: boolean;
  /** A strategy in which the operator holds shares. */
  strategy?: string;
  /** An AVS that the operator is registered to now. */
  avs?: string;
}

interface ScreenerFilter extends OperatorFilter {
  riskLevels?: RiskLevel[];
}

type OperatorPage = Paging & { sort: OperatorSort };
type ScreenerPage = Paging & { sort: (typeof SCREENER_SORTS)[number] };

/**
 * One page of operators that pass the filter, and how many there are in all.
 * Unmeasured operators come last in either direction; ties are put in the order of TVS, then of addresses.
 * Units and sources: those of `operatorFigures`.
 */
export function listOperators(db: AnalyticsDb, filter: OperatorFilter, page: OperatorPage) {
  const figures = operatorFigures(db);
  const by = orders(figures);
  return pageFrom(
    db,
    figures,
    { passes: conditions(figures, filter), by, next: by.tvs, tie: figures.address },
    page,
  );
}

/** The same with each operator's score, which can be sorted by, and a choice of risk levels. */
export function listScreenedOperators(db: AnalyticsDb, filter: ScreenerFilter, page: ScreenerPage) {
  const figures = screenedFigures(db);
  const passes = and(conditions(figures, filter), among(figures, filter.riskLevels));
  const by = { ...orders(figures), score: sql`${figures.score}` };
  return pageFrom(db, figures, { passes, by, next: by.tvs, tie: figures.address }, page);
}

/** How many operators there are, how many of them are active and how many hold stake, whatever the filter. */
export async function countOperators(db: AnalyticsDb) {
  const [row] = await db
    .select({
      totalCount: count(),
      activeCount: sql<number>`count(*) filter (where ${operatorState.isActive})`.mapWith(Number),
      stakedCount: sql<number>`count(*) filter (where ${operatorState.totalTvs} > 0)`.mapWith(Number),
    })
    .from(operatorState);
  return row ?? { totalCount: 0, activeCount: 0, stakedCount: 0 };
}

const RISK_RANK = sql.raw(`array['CRITICAL','HIGH','MEDIUM','LOW']`);

const orders = (figures: OperatorFigures): Record<OperatorSort, SQL> => ({
  name: sql`lower(${figures.name})`,
  status: sql`${figures.isActive}::int`,
  tvs: sql`${figures.tvsUsd}`,
  change: sql`${figures.tvsChange30dRatio}`,
  stake: sql`${figures.stakeChange30dRatio}`,
  delegators: sql`${figures.delegatorCount}`,
  avs: sql`${figures.avsCount}`,
  commission: sql`${figures.commissionBps}`,
  utilization: sql`${figures.utilizationRatio}`,
  risk: sql`array_position(${RISK_RANK}, ${figures.riskLevel})`,
  days: sql`${figures.operationalDayCount}`,
  slashings: sql`${figures.slashingCount}`,
});

const among = (figures: OperatorFigures, levels: RiskLevel[] = []) =>
  levels.length === 0 ? undefined : inArray(figures.riskLevel, levels);

const conditions = (figures: OperatorFigures, filter: OperatorFilter) =>
  and(
    ...matching(filter.q, [figures.name, figures.address]),
    filter.status === "active" ? eq(figures.isActive, true) : undefined,
    filter.status === "inactive" ? sql`${figures.isActive} is not true` : undefined,
    ...within(figures.tvsUsd, filter.tvsUsd),
    ...within(figures.delegatorCount, filter.delegatorCount),
    ...within(figures.avsCount, filter.avsCount),
    ...within(figures.commissionBps, filter.commissionBps),
    filter.slashed === undefined ? undefined : sql`(${figures.slashingCount} > 0) = ${filter.slashed}`,
    filter.permissioned === undefined ? undefined : eq(figures.isPermissioned, filter.permissioned),
    filter.strategy === undefined ? undefined : holds(filter.strategy),
    filter.avs === undefined ? undefined : secures(filter.avs),
  );

const holds = (strategy: string) =>
  sql`exists (select 1 from ${operatorStrategyState} h
    where h.operator_id = figures.address and h.strategy_id = ${strategy} and ${isHeld("h")})`;

const secures = (avs: string) =>
  sql`exists (select 1 from ${operatorAvsRelationships} r
    where r.operator_id = figures.address and r.avs_id = ${avs} and upper(r.current_status) = 'REGISTERED')`;
