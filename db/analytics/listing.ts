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
  /** The row to go on behind, by what no two rows share, instead of a page; the rows are then not counted again. */
  after?: string | number;
}

interface Order {
  by: SQL[];
  /** The rows behind this one; `among` is where it is found: a source with a condition. */
  behind: (among: SQL, key: string | number) => SQL;
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
export const sorted = (by: SQL, tie: SQLWrapper, dir: Paging["dir"]): Order => ({
  by: [sql`${dir === "asc" ? asc(by) : desc(by)} nulls last`, asc(tie)],
  behind: (among, key) => {
    const value = sql`(select ${by} from ${among} and ${tie} = ${key})`;
    const isFurther = dir === "asc" ? sql`${by} > ${value}` : sql`${by} < ${value}`;
    return sql`case when ${value} is null then ${by} is null and ${tie} > ${key}
      else ${by} is null or ${isFurther} or (${by} = ${value} and ${tie} > ${key}) end`;
  },
});

/**
 * One page of a question's rows, in order, and how many there are in all. The two are asked at once. `rowsOf` adds a
 * condition to the question; `among` is where one of its rows is found: a source with a condition.
 */
export async function pageOf<Rows extends PgSelect>(
  rowsOf: (more?: SQL) => Rows,
  totalOf: PromiseLike<{ total: number }[]>,
  { by, behind }: Order,
  { page, perPage, after }: Omit<Paging, "dir">,
  among: SQL,
) {
  const offset = after === undefined ? (page - 1) * perPage : 0;
  const [rows, totals] = await Promise.all([
    rowsOf(after === undefined ? undefined : behind(among, after))
      .orderBy(...by)
      .limit(perPage)
      .offset(offset),
    after === undefined ? totalOf : [],
  ]);
  return { rows: rows as Awaited<Rows>, total: totals[0]?.total ?? 0 };
}
