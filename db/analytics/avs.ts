import { and, count, eq, type SQL, sql } from "drizzle-orm";
import { operatorAvsRelationships } from "@/drizzle/analytics/schema";
import { type AvsFigures, avsFigures } from "./avs-figures";
import type { AnalyticsDb } from "./client";
import { type Bounds, matching, type Paging, pageFrom, within } from "./listing";

export const AVS_SORTS = [
  "name",
  "operators",
  "change",
  "tvs",
  "allocated",
  "sets",
  "delegators",
  "commission",
  "slashings",
] as const;
type AvsSort = (typeof AVS_SORTS)[number];

export interface AvsFilter {
  q?: string;
  /** "active" is secured by at least one operator now. */
  status?: "active" | "all";
  operatorCount?: Bounds;
  allocatedUsd?: Bounds;
  /** Whether anything is allocated to it, so that it could slash. */
  canSlash?: boolean;
  slashed?: boolean;
  /** An operator that is registered to it now. */
  operator?: string;
}

export type AvsPage = Paging & { sort: AvsSort };

/**
 * One page of AVSs that pass the filter, and how many there are in all. What is unknown comes last in either
 * direction; ties are put in the order of how many operators they have, then of addresses. Units and sources: those of `avsFigures`.
 */
export function listAvs(db: AnalyticsDb, filter: AvsFilter, page: AvsPage) {
  const figures = avsFigures(db);
  const by = orders(figures);
  return pageFrom(
    db,
    figures,
    { passes: conditions(figures, filter), by, next: by.operators, tie: figures.address },
    page,
  );
}

/** One AVS; `undefined` for an address that is none. Units and sources: those of `avsFigures`. */
export async function findAvs(db: AnalyticsDb, address: string) {
  const figures = avsFigures(db);
  const [row] = await db.select().from(figures).where(eq(figures.address, address)).limit(1);
  return row;
}

/** How many AVSs there are, how many are secured by an operator now, and to how many stake is allocated. */
export async function countAvs(db: AnalyticsDb) {
  const figures = avsFigures(db);
  const [row] = await db
    .select({
      totalCount: count(),
      activeCount: sql<number>`count(*) filter (where ${figures.operatorCount} > 0)`.mapWith(Number),
      slashingCapableCount: sql<number>`count(*) filter (where ${figures.allocationCount} > 0)`.mapWith(
        Number,
      ),
    })
    .from(figures);
  return row ?? { totalCount: 0, activeCount: 0, slashingCapableCount: 0 };
}

const orders = (figures: AvsFigures): Record<AvsSort, SQL> => ({
  name: sql`lower(${figures.name})`,
  operators: sql`${figures.operatorCount}`,
  change: sql`(${figures.operatorCount} - ${figures.operatorCount30dAgo})`,
  tvs: sql`${figures.operatorTvsUsd}`,
  allocated: sql`${figures.allocatedUsd}`,
  sets: sql`${figures.operatorSetCount}`,
  delegators: sql`${figures.delegatorCount}`,
  commission: sql`${figures.medianCommissionBps}`,
  slashings: sql`${figures.slashingCount}`,
});

const conditions = (figures: AvsFigures, filter: AvsFilter) =>
  and(
    ...matching(filter.q, [figures.name, figures.address]),
    filter.status === "active" ? sql`${figures.operatorCount} > 0` : undefined,
    ...within(figures.operatorCount, filter.operatorCount),
    ...within(figures.allocatedUsd, filter.allocatedUsd),
    filter.canSlash === undefined ? undefined : sql`(${figures.allocationCount} > 0) = ${filter.canSlash}`,
    filter.slashed === undefined ? undefined : sql`(${figures.slashingCount} > 0) = ${filter.slashed}`,
    filter.operator === undefined
      ? undefined
      : sql`exists (select 1 from ${operatorAvsRelationships} r where r.id = ${filter.operator} || '-' || figures.address
          and upper(r.current_status) = 'REGISTERED')`,
  );
