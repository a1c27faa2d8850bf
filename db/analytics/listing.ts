import {
  and,
  asc,
  type Column,
  count,
  desc,
  gte,
  ilike,
  lte,
  or,
  type SQL,
  type SQLWrapper,
  type Subquery,
  sql,
} from "drizzle-orm";
import type { PgSelect, SelectedFields } from "drizzle-orm/pg-core";
import type { AnalyticsDb } from "./client";
import { containing } from "./expressions";

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

const MOST_WORDS = 8;

/** The words of a search, at most eight. */
const wordsOf = (text = "") => text.trim().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);

/** The conditions of a search: each of its words stands somewhere in one of the columns, in any case. */
export const matching = (text: string | undefined, columns: (Column | SQL.Aliased)[]) =>
  wordsOf(text).map((word) => or(...columns.map((column) => ilike(column, containing(word)))));

/** The conditions of a range, whose ends may be fractions also where a column counts; what is unknown lies in no range. */
export const within = (
  column: SQL.Aliased<number | null> | SQL.Aliased<number>,
  { min, max }: Bounds = {},
) => [
  min === undefined ? undefined : gte(column, sql`${min}::numeric`),
  max === undefined ? undefined : lte(column, sql`${max}::numeric`),
];

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

/**
 * The same of everything in `figures`, or of what of it `passes`: sorted by what `by` says of the page's `sort`, then as
 * `sorted` says.
 */
export function pageFrom<Fields extends SelectedFields, Sort extends string>(
  db: AnalyticsDb,
  figures: Subquery<string, Fields>,
  { passes, by, next, tie }: { passes?: SQL; by: Record<Sort, SQL>; next: SQL; tie: SQLWrapper },
  page: Paging & { sort: Sort },
) {
  const source = sql`${figures}`;
  return pageOf(
    (more, aside) =>
      db
        .select({ ...figures._.selectedFields, ...aside })
        .from(source)
        .where(and(passes, more))
        .$dynamic(),
    db.select({ total: count() }).from(source).where(passes),
    sorted(by[page.sort], tie, page.dir, next),
    page,
  );
}

/** Moves the bookmark behind these rows and takes their places off them. */
function marked(bookmark: Bookmark, rows: { place?: Place }[]) {
  bookmark.place = rows.at(-1)?.place ?? bookmark.place;
  return rows.map(({ place: _, ...row }) => row);
}
