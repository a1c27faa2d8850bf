import { and, asc, count, desc, eq, gte, ilike, lte, or, type SQL, sql } from "drizzle-orm";
import { operatorAvsRelationships } from "@/drizzle/analytics/schema";
import { type AvsFigures, avsFigures } from "./avs-figures";
import type { AnalyticsDb } from "./client";
import { containing } from "./expressions";

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

interface Bounds {
  min?: number;
  max?: number;
}

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

export interface AvsPage {
  sort: AvsSort;
  dir: "asc" | "desc";
  /** Counted from 1. */
  page: number;
  perPage: number;
}

/**
 * One page of AVSs that pass the filter, and how many there are in all. What is unknown comes last in either
 * direction; ties are put in the order of addresses. Units and sources: those of `avsFigures`.
 */
export async function listAvs(db: AnalyticsDb, filter: AvsFilter, page: AvsPage) {
  const figures = avsFigures(db);
  const passes = and(...conditions(figures, filter));
  const [rows, totals] = await Promise.all([
    db
      .select()
      .from(figures)
      .where(passes)
      .orderBy(...order(figures, page))
      .limit(page.perPage)
      .offset((page.page - 1) * page.perPage),
    db.select({ total: count() }).from(figures).where(passes),
  ]);
  return { rows, total: totals[0]?.total ?? 0 };
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

function order(figures: AvsFigures, { sort, dir }: AvsPage): SQL[] {
  const by: Record<AvsSort, SQL> = {
    name: sql`lower(${figures.name})`,
    operators: sql`${figures.operatorCount}`,
    change: sql`(${figures.operatorCount} - ${figures.operatorCount30dAgo})`,
    tvs: sql`${figures.operatorTvsUsd}`,
    allocated: sql`${figures.allocatedUsd}`,
    sets: sql`${figures.operatorSetCount}`,
    delegators: sql`${figures.delegatorCount}`,
    commission: sql`${figures.medianCommissionBps}`,
    slashings: sql`${figures.slashingCount}`,
  };
  return [sql`${dir === "asc" ? asc(by[sort]) : desc(by[sort])} nulls last`, asc(figures.address)];
}

const words = (text = "") => text.trim().split(/\s+/).filter(Boolean).slice(0, 8);

const within = (column: SQL.Aliased<number | null> | SQL.Aliased<number>, { min, max }: Bounds = {}) => [
  min === undefined ? undefined : gte(column, min),
  max === undefined ? undefined : lte(column, max),
];

function conditions(figures: AvsFigures, filter: AvsFilter): SQL[] {
  const chosen: (SQL | undefined)[] = [
    ...words(filter.q).map((word) =>
      or(ilike(figures.name, containing(word)), ilike(figures.address, containing(word))),
    ),
    filter.status === "active" ? sql`${figures.operatorCount} > 0` : undefined,
    ...within(figures.operatorCount, filter.operatorCount),
    ...within(figures.allocatedUsd, filter.allocatedUsd),
    filter.canSlash === undefined ? undefined : sql`(${figures.allocationCount} > 0) = ${filter.canSlash}`,
    filter.slashed === undefined ? undefined : sql`(${figures.slashingCount} > 0) = ${filter.slashed}`,
    filter.operator === undefined
      ? undefined
      : sql`exists (select 1 from ${operatorAvsRelationships} r where r.id = ${filter.operator} || '-' || figures.address
          and upper(r.current_status) = 'REGISTERED')`,
  ];
  return chosen.filter((condition) => condition !== undefined);
}
