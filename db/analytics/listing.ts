import { asc, desc, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgSelect } from "drizzle-orm/pg-core";

export interface Paging {
  dir: "asc" | "desc";
  /** The number of the page, from 1. */
  page: number;
  perPage: number;
  /**
   * Continues behind this place instead of at a page, and moves it to the end. The total is then counted only once.
   */
  bookmark?: Bookmark;
  /** Continues behind this place instead of at a page; `null` begins. The answer then has the place of the next page. */
  after?: Place | null;
}

/** A place in a list: the sort values of the last row read, whether or not that row still exists. */
export interface Bookmark {
  place?: Place;
}
export type Place = (string | null)[];

interface Order {
  by: SQL[];
  place: SQL;
  /** Selects the rows behind a place. */
  behind: (place: Place) => SQL;
}

/**
 * Returns the order of a list: by `by`, then by `next`, the largest first, then by `tie`, which is unique. Unknown
 * values come last in both directions.
 */
export function sorted(by: SQL, tie: SQLWrapper, dir: Paging["dir"], next?: SQL): Order {
  const keys = [{ of: by, dir }, ...(next && next !== by ? [{ of: next, dir: "desc" }] : [])];
  return {
    by: [...keys.map((key) => sql`${key.dir === "asc" ? asc(key.of) : desc(key.of)} nulls last`), asc(tie)],
    place: sql`json_build_array(${sql.join(
      [...keys.map((key) => key.of), tie].map((of) => sql`(${of})::text`),
      sql`, `,
    )})`,
    behind: (place) =>
      keys.reduceRight<SQL>((behindEqual, key, index) => {
        const value = place[index] ?? null;
        if (value === null) return sql`(${key.of} is null and ${behindEqual})`;
        const isFurther = key.dir === "asc" ? sql`${key.of} > ${value}` : sql`${key.of} < ${value}`;
        return sql`(${key.of} is null or ${isFurther} or (${key.of} = ${value} and ${behindEqual}))`;
      }, sql`${tie} > ${place[keys.length]}`),
  };
}

/** Columns selected besides the list's own; they are removed from its rows. */
type Aside = Record<never, never>;

/**
 * Returns one page of a query's rows, in order, and the total number of rows, from two simultaneous queries. `rowsOf`
 * adds a condition to the query and columns to its rows.
 */
export async function pageOf<Rows extends PgSelect>(
  rowsOf: (more: SQL | undefined, aside: Aside) => Rows,
  totalOf: PromiseLike<{ total: number }[]>,
  { by, place, behind }: Order,
  { page, perPage, bookmark, after }: Omit<Paging, "dir">,
) {
  const isPlaced = bookmark !== undefined || after !== undefined;
  const from = bookmark?.place ?? after ?? undefined;
  const aside = isPlaced ? { place: place.as("place") } : {};
  const [rows, totals] = await Promise.all([
    rowsOf(from && behind(from), aside)
      .orderBy(...by)
      .limit(perPage)
      .offset(isPlaced ? 0 : (page - 1) * perPage),
    bookmark?.place ? [] : totalOf,
  ]);
  const last = (rows as { place?: Place }[]).at(-1)?.place;
  if (bookmark) bookmark.place = last ?? bookmark.place;
  return {
    rows: (isPlaced ? withoutPlaces(rows) : rows) as Awaited<Rows>,
    total: totals[0]?.total ?? 0,
    /** The place of the next page, where the list is read by places and this page is full; else `null`. */
    next: after !== undefined && rows.length === perPage ? (last ?? null) : null,
  };
}

const withoutPlaces = (rows: { place?: Place }[]) => rows.map(({ place: _, ...row }) => row);
