import { asc, desc, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgSelect } from "drizzle-orm/pg-core";

export interface Paging {
  dir: "asc" | "desc";
  /** Counted from 1. */
  page: number;
  perPage: number;
  /** Goes on behind it instead of to a page and moves it there; the rows are then counted the first time only. */
  bookmark?: Bookmark;
}

/** How far a list has been read: what its last row was sorted by, whether or not that row is still there. */
export interface Bookmark {
  place?: Place;
}
type Place = (string | null)[];

interface Order {
  by: SQL[];
  place: SQL;
  /** The rows behind a place. */
  behind: (place: Place) => SQL;
}

/**
 * Sorted by `by`, equal rows by the most of `next`, and what is equal there too by `tie`, which no two rows share. What is
 * unknown comes last in any direction.
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

/** Selected beside a list's columns, and never part of its rows. */
type Aside = Record<never, never>;

/**
 * One page of a question's rows, in order, and how many there are in all. The two are asked at once. `rowsOf` adds a
 * condition to the question and columns to its rows.
 */
export async function pageOf<Rows extends PgSelect>(
  rowsOf: (more: SQL | undefined, aside: Aside) => Rows,
  totalOf: PromiseLike<{ total: number }[]>,
  { by, place, behind }: Order,
  { page, perPage, bookmark }: Omit<Paging, "dir">,
) {
  const from = bookmark?.place;
  const aside = bookmark ? { place: place.as("place") } : {};
  const [rows, totals] = await Promise.all([
    rowsOf(from && behind(from), aside)
      .orderBy(...by)
      .limit(perPage)
      .offset(bookmark ? 0 : (page - 1) * perPage),
    from ? [] : totalOf,
  ]);
  return { rows: (bookmark ? marked(bookmark, rows) : rows) as Awaited<Rows>, total: totals[0]?.total ?? 0 };
}

/** Moves the bookmark behind these rows and takes their places off them. */
function marked(bookmark: Bookmark, rows: { place?: Place }[]) {
  bookmark.place = rows.at(-1)?.place ?? bookmark.place;
  return rows.map(({ place: _, ...row }) => row);
}
