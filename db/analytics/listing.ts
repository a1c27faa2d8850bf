import { asc, desc, gte, lte, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgSelect } from "drizzle-orm/pg-core";

/** Both ends belong to the range; a missing end is open. */
export interface Bounds {
  min?: number;
  max?: number;
}

export interface Paging {
  dir: "asc" | "desc";
  /** Counted from 1. */
  page: number;
  perPage: number;
}

const MOST_WORDS = 8;

/** The words of a search, at most eight. */
export const wordsOf = (text = "") => text.trim().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);

/** The conditions of a range; what is unknown lies in no range. */
export const within = (
  column: SQL.Aliased<number | null> | SQL.Aliased<number>,
  { min, max }: Bounds = {},
) => [min === undefined ? undefined : gte(column, min), max === undefined ? undefined : lte(column, max)];

/** Sorted by `by` with the unknown last in either direction, and by `tie`, which no two rows share. */
export const sorted = (by: SQL, tie: SQLWrapper, dir: Paging["dir"]): SQL[] => [
  sql`${dir === "asc" ? asc(by) : desc(by)} nulls last`,
  asc(tie),
];

/** One page of a question's rows, in order, and how many there are in all. The two are asked at once. */
export async function pageOf<Rows extends PgSelect>(
  rowsOf: Rows,
  totalOf: PromiseLike<{ total: number }[]>,
  by: SQL[],
  { page, perPage }: Omit<Paging, "dir">,
) {
  const [rows, totals] = await Promise.all([
    rowsOf
      .orderBy(...by)
      .limit(perPage)
      .offset((page - 1) * perPage),
    totalOf,
  ]);
  return { rows: rows as Awaited<Rows>, total: totals[0]?.total ?? 0 };
}
