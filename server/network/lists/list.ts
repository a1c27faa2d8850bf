import { LRUCache } from "lru-cache";
import { compareKnown, isInRange } from "../unknown";

/** The unit of a value; ratios are 0..1. */
type Unit = "usd" | "ratio" | "count" | "bps" | "days" | "points" | "text" | "flag" | "time" | "level";

type Figure = number | bigint | string | boolean | Date | null;
/** A figure, or one for each day of a series. */
export type Value = Figure | readonly (number | null)[];

/** One column's value, order and price. Its heading, cell and place in the file are described in `app`. */
interface Column<Row> {
  unit: Unit;
  value: (row: Row) => Value;
  /**
   * The sort key, if it is not the value. `null` keys come last. `sort: null` means that the column cannot be sorted.
   */
  sort?: ((row: Row) => Figure) | null;
  /** The feature that the column is priced by, if not the list's own. */
  feature?: string;
}
/** A list's columns by their ids, in the order of its file. The ids are its sort keys too. */
export type Columns<Row, Id extends string = string> = Readonly<Record<Id, Column<Row>>>;

/** The ids of the columns that a list can be sorted by. */
export type SortId<C> = {
  [Id in keyof C]: C[Id] extends { sort: null } ? never : Id;
}[keyof C] &
  string;
/** The ids of the sortable columns that are not priced apart from the list. */
export type FreeSortId<C> = {
  [Id in keyof C]: C[Id] extends { sort: null } | { feature: string } ? never : Id;
}[keyof C] &
  string;

/** Returns the ids of a list's sortable columns. */
export const sortIdsOf = <C extends Columns<never>>(columns: C) =>
  Object.keys(columns).filter((id) => columns[id]?.sort !== null) as [SortId<C>, ...SortId<C>[]];

/** Returns the ids of a list's sortable columns without the paid ones. */
export const freeSortIdsOf = <C extends Columns<never>>(columns: C) =>
  sortIdsOf(columns).filter((id) => columns[id]?.feature === undefined) as unknown as [
    FreeSortId<C>,
    ...FreeSortId<C>[],
  ];

/** Returns the requested order, or a default one if the requested column is paid. */
export const freeSort = <C extends Columns<never>>(
  columns: C,
  sort: SortId<C>,
  otherwise: FreeSortId<C>,
): FreeSortId<C> => freeSortIdsOf(columns).find((id) => (id as string) === sort) ?? otherwise;

export interface ListPage<Id extends string> {
  sort: Id;
  dir: "asc" | "desc";
  /** The number of the page, from 1. */
  page: number;
  perPage: number;
  /** Continues behind this place instead of at a page, and moves the place to the end of the page. */
  bookmark?: { place?: (string | null)[] };
}

/**
 * Returns one page of the rows that match a filter, sorted by a column, and the number of matching rows. Equal rows
 * keep their given order, the largest first.
 */
export function pageOf<Row extends object, Id extends string>(
  rows: readonly Row[],
  columns: Columns<Row, Id>,
  { sort, dir, page, perPage, bookmark }: ListPage<Id>,
  filter: Filter<Row> = { key: "", passes: undefined },
): { rows: Row[]; total: number } {
  const passing = filtered(sorted(rows, columns, sort, dir), filter);
  const from = bookmark ? Number(bookmark.place?.[0] ?? 0) : (page - 1) * perPage;
  const some = passing.slice(from, from + perPage);
  if (bookmark) bookmark.place = [String(from + some.length)];
  return { rows: some, total: passing.length };
}

/** The filter of a list. Filters with equal keys match the same rows of one network. */
export interface Filter<Row> {
  key: string;
  passes: Condition<Row>;
}
/** The condition that rows must meet; `undefined` means none. */
export type Condition<Row> = ((row: Row) => boolean) | undefined;

/** Fields that choose the page and its order; they are not part of a filter's key. */
const PAGING = new Set(["sort", "dir", "page", "perPage"]);

/** Returns the filter whose rows meet every condition. Its key comes from the fields of `asked`. */
export function filterOf<Row>(asked: object, conditions: readonly Condition<Row>[]): Filter<Row> {
  const needed = conditions.filter((condition) => condition !== undefined);
  const key = JSON.stringify(asked, (name, value) => (PAGING.has(name) ? undefined : value));
  return {
    key,
    passes: needed.length === 0 ? undefined : (row) => needed.every((condition) => condition(row)),
  };
}

const MOST_FILTERS = 32;
/** The filtered and sorted rows of recent filters: a network's rows never change, and people page through them. */
const passed = new WeakMap<readonly object[], LRUCache<string, readonly object[]>>();

function filtered<Row extends object>(order: readonly Row[], { key, passes }: Filter<Row>): readonly Row[] {
  if (!passes) return order;
  const known = passed.get(order) ?? new LRUCache<string, readonly object[]>({ max: MOST_FILTERS });
  passed.set(order, known);
  const kept = known.get(key) as readonly Row[] | undefined;
  if (kept) return kept;
  const rows = order.filter(passes);
  known.set(key, rows);
  return rows;
}

/** Each list's rows in each order, sorted once: a network's rows never change. */
const orders = new WeakMap<readonly object[], Map<string, readonly object[]>>();

/** Returns rows in the order of a column. Unknown values come last in both directions. */
export function sorted<Row extends object, Id extends string>(
  rows: readonly Row[],
  columns: Columns<Row, Id>,
  sort: Id,
  dir: "asc" | "desc",
): readonly Row[] {
  const known = orders.get(rows) ?? new Map<string, readonly Row[]>();
  orders.set(rows, known);
  const key = `${sort} ${dir}`;
  const kept = known.get(key) as readonly Row[] | undefined;
  if (kept) return kept;
  const column = columns[sort];
  const by = column.sort ?? column.value;
  const keyed = rows.map((row) => ({ row, by: comparable(by(row)) }));
  keyed.sort((a, b) => compareKnown(a.by, b.by, dir === "asc" ? "ascending" : "descending"));
  const order = keyed.map(({ row }) => row);
  known.set(key, order);
  return order;
}

function comparable(value: Value): number | bigint | string | null {
  if (value instanceof Date) return value.getTime();
  if (typeof value === "string") return value.toLowerCase();
  if (typeof value === "boolean") return Number(value);
  return typeof value === "object" ? null : value;
}

const MOST_WORDS = 8;

/** The texts of a row in lower case, made at the first search. */
const lowerTexts = new WeakMap<object, string[]>();

/**
 * Returns a condition that finds each word of a search, at most eight, in one of a row's texts, ignoring case. Every
 * search of a row must use the same texts.
 */
export function matchesSearch<Row extends object>(
  q: string | undefined,
  textsOf: (row: Row) => (string | null)[],
): Condition<Row> {
  const words = (q ?? "").toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  if (words.length === 0) return undefined;
  return (row) => {
    const texts = lowerTexts.get(row) ?? textsOf(row).flatMap((text) => text?.toLowerCase() ?? []);
    lowerTexts.set(row, texts);
    return words.every((word) => texts.some((text) => text.includes(word)));
  };
}

/** A range with both ends included; a missing end is open. */
export interface Bounds {
  min?: number;
  max?: number;
}

/** Returns a condition that a row's value is in a range. Unknown values are in no range. */
export const inBounds = <Row>(
  figureOf: (row: Row) => number | null,
  bounds: Bounds | undefined,
): Condition<Row> =>
  bounds === undefined || (bounds.min === undefined && bounds.max === undefined)
    ? undefined
    : (row) => isInRange(figureOf(row), { least: bounds.min, most: bounds.max });

/**
 * Returns a condition that a fact of a row equals the requested answer. An unknown fact equals neither yes nor no.
 */
export const answersAs = <Row>(
  factOf: (row: Row) => boolean | null,
  asked: boolean | undefined,
): Condition<Row> => (asked === undefined ? undefined : (row) => factOf(row) === asked);
