import { and, count, eq, type SQL, sql } from "drizzle-orm";
import { usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { quantity } from "./expressions";
import { type Bounds, matching, type Paging, pageFrom, within } from "./listing";
import { type SlashingFigures, slashingFigures } from "./slashing-figures";

export const SLASHING_SORTS = ["time", "loss", "fraction", "operator", "avs"] as const;
type SlashingSort = (typeof SLASHING_SORTS)[number];

export interface SlashingFilter {
  /** Words in the names or addresses of the operator or AVS, the reason or the transaction. */
  q?: string;
  operator?: string;
  avs?: string;
  /** A strategy that something was taken of. */
  strategy?: string;
  lostUsd?: Bounds;
}

export type SlashingPage = Paging & { sort: SlashingSort };

/**
 * One page of the distinct slashings that pass the filter, and how many there are in all. Unknown losses come last in
 * either direction; ties are put newest first, then in the order of the first stored row. Units and sources: those of
 * `slashingFigures`.
 */
export async function listSlashings(db: AnalyticsDb, filter: SlashingFilter, page: SlashingPage) {
  const figures = slashingFigures(db);
  const by = orders(figures);
  const { rows, total } = await pageFrom(
    db,
    figures,
    { passes: conditions(figures, filter), by, next: by.time, tie: figures.id },
    page,
  );
  return { rows: rows.map((row) => ({ ...row, parts: row.parts ?? [] })), total };
}

/**
 * The slashings that pass the filter in a line: how many, by how many AVSs, of how many operators, and their estimated
 * losses, of which `unpricedCount` are not known. Units: counts, USD. Sources: those of `slashingFigures`.
 */
export async function countSlashings(db: AnalyticsDb, filter: SlashingFilter = {}) {
  const figures = slashingFigures(db);
  const [row] = await db
    .select({
      totalCount: count(),
      operatorCount: sql<number>`count(distinct ${figures.operator})`.mapWith(Number),
      avsCount: sql<number>`count(distinct ${figures.avs})`.mapWith(Number),
      lostUsd: quantity(sql`sum(${figures.lostUsd})`, usd),
      unpricedCount: sql<number>`count(*) filter (where ${figures.lostUsd} is null)`.mapWith(Number),
    })
    .from(figures)
    .where(conditions(figures, filter));
  return row ?? { totalCount: 0, operatorCount: 0, avsCount: 0, lostUsd: null, unpricedCount: 0 };
}

const orders = (figures: SlashingFigures): Record<SlashingSort, SQL> => ({
  time: sql`${figures.slashedAt}`,
  loss: sql`${figures.lostUsd}`,
  fraction: sql`${figures.largestRatio}`,
  operator: sql`lower(coalesce(${figures.operatorName}, ${figures.operator}))`,
  avs: sql`lower(coalesce(${figures.avsName}, ${figures.avs}))`,
});

const conditions = (figures: SlashingFigures, filter: SlashingFilter) =>
  and(
    ...matching(filter.q, [
      figures.operatorName,
      figures.operator,
      figures.avsName,
      figures.avs,
      figures.reason,
      figures.transaction,
    ]),
    filter.operator === undefined ? undefined : eq(figures.operator, filter.operator),
    filter.avs === undefined ? undefined : eq(figures.avs, filter.avs),
    filter.strategy === undefined
      ? undefined
      : sql`${figures.parts} @> ${JSON.stringify([{ address: filter.strategy }])}::jsonb`,
    ...within(figures.lostUsd, filter.lostUsd),
  );
