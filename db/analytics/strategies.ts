import { and, count, eq, type SQL, sql } from "drizzle-orm";
import { operatorStrategyState } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "./client";
import { isHeld } from "./held";
import { type Bounds, matching, type Paging, pageFrom, within } from "./listing";
import { type StrategyFigures, strategyFigures } from "./strategies-figures";

export const STRATEGY_SORTS = [
  "symbol",
  "tvs",
  "change",
  "price",
  "rate",
  "operators",
  "delegators",
  "allocated",
  "avs",
] as const;
type StrategySort = (typeof STRATEGY_SORTS)[number];

export interface StrategyFilter {
  q?: string;
  /** "held" is held by at least one operator now. */
  status?: "held" | "all";
  tvsUsd?: Bounds;
  operatorCount?: Bounds;
  /** Whether any of it is allocated to an operator set, so that an AVS could slash it. */
  isAllocated?: boolean;
  /** An operator that holds it now. */
  operator?: string;
}

export type StrategyPage = Paging & { sort: StrategySort };

/**
 * One page of strategies that pass the filter, and how many there are in all. What is unknown comes last in either
 * direction; ties are put in the order of TVS, then of addresses. Units and sources: those of `strategyFigures`.
 */
export function listStrategies(db: AnalyticsDb, filter: StrategyFilter, page: StrategyPage) {
  const figures = strategyFigures(db);
  const by = orders(figures);
  return pageFrom(
    db,
    figures,
    { passes: conditions(figures, filter), by, next: by.tvs, tie: figures.address },
    page,
  );
}

/** One strategy; `undefined` for an address that is none. Units and sources: those of `strategyFigures`. */
export async function findStrategy(db: AnalyticsDb, address: string) {
  const figures = strategyFigures(db, address);
  const [row] = await db.select().from(figures).where(eq(figures.address, address)).limit(1);
  return row;
}

/** How many strategies there are, how many are held, and what they are worth. Units: counts, USD. */
export async function countStrategies(db: AnalyticsDb) {
  const figures = strategyFigures(db);
  const [row] = await db
    .select({
      totalCount: count(),
      heldCount: sql<number>`count(*) filter (where ${figures.operatorCount} > 0)`.mapWith(Number),
      tvsUsd: sql<number | null>`sum(${figures.tvsUsd})`.mapWith(Number),
      allocatedUsd: sql<number | null>`sum(${figures.allocatedUsd})`.mapWith(Number),
    })
    .from(figures);
  return row ?? { totalCount: 0, heldCount: 0, tvsUsd: null, allocatedUsd: null };
}

const orders = (figures: StrategyFigures): Record<StrategySort, SQL> => ({
  symbol: sql`lower(${figures.symbol})`,
  tvs: sql`${figures.tvsUsd}`,
  change: sql`${figures.tvsChange30dRatio}`,
  price: sql`${figures.priceUsd}`,
  rate: sql`${figures.exchangeRate}`,
  operators: sql`${figures.operatorCount}`,
  delegators: sql`${figures.delegatorCount}`,
  allocated: sql`${figures.allocatedUsd}`,
  avs: sql`${figures.avsCount}`,
});

const conditions = (figures: StrategyFigures, filter: StrategyFilter) =>
  and(
    ...matching(filter.q, [figures.symbol, figures.name, figures.address, figures.token]),
    filter.status === "held" ? sql`${figures.operatorCount} > 0` : undefined,
    ...within(figures.tvsUsd, filter.tvsUsd),
    ...within(figures.operatorCount, filter.operatorCount),
    filter.isAllocated === undefined ? undefined : sql`(${figures.avsCount} > 0) = ${filter.isAllocated}`,
    filter.operator === undefined
      ? undefined
      : sql`exists (select 1 from ${operatorStrategyState} h
          where h.id = ${filter.operator} || '-' || figures.address and ${isHeld("h")})`,
  );
