import { LRUCache } from "lru-cache";
import { compareKnown, isInRange } from "../unknown";

/** The unit of a value; ratios are 0..1. */
type Unit = "usd" | "ratio" | "count" | "bps" | "days" | "points" | "text" | "flag" | "time" | "level";

type Figure = number | bigint | string | boolean | Date | null;
/** A figure, or one for each day of a series. */
export type Value = Figure | readonly (number | null)[];

/** The facts of one column of a list. Its other half, in `app`, has its heading, cell and place in a file. */
interface Column<Row> {
  unit: Unit;
  value: (row: Row) => Value;
  /** The sort key, where that is not the value: unknown is `null` and comes last. `sort: null`: no list sorts by it. */
  sort?: ((row: Row) => Figure) | null;
  /** The feature that sells it, where that is not the list's own. */
  feature?: string;
}
/** A list's columns by their ids, in the order of its file. The ids are its sort keys too. */
export type Columns<Row, Id extends string = string> = Readonly<Record<Id, Column<Row>>>;

/** The ids of the columns that a list can be sorted by. */
export type SortId<C> = {
  [Id in keyof C]: C[Id] extends { sort: null } ? never : Id;
}[keyof C] &
  string;
/** The ids of those that are not sold apart from the list. */
export type FreeSortId<C> = {
  [Id in keyof C]: C[Id] extends { sort: null } | { feature: string } ? never : Id;
}[keyof C] &
  string;

/** Returns the ids that a list can be sorted by. */
export const sortIdsOf = <C extends Columns<never>>(columns: C) =>
  Object.keys(columns).filter((id) => columns[id]?.sort !== null) as [SortId<C>, ...SortId<C>[]];

/** Returns the ids that a list without its paid columns can be sorted by. */
export const freeSortIdsOf = <C extends Columns<never>>(columns: C) =>
  sortIdsOf(columns).filter((id) => columns[id]?.feature === undefined) as unknown as [
    FreeSortId<C>,
    ...FreeSortId<C>[],
  ];

/** Returns the order that is asked for, or another where that is of a paid column. */
export const freeSort = <C extends Columns<never>>(
  columns: C,
  sort: SortId<C>,
  otherwise: FreeSortId<C>,
): FreeSortId<C> => freeSortIdsOf(columns).find((id) => (id as string) === sort) ?? otherwise;

export interface ListPage<Id extends string> {
  sort: Id;
  dir: "asc" | "desc";
  /** Counted from 1. */
  page: number;
  perPage: number;
  /** Goes on behind it, instead of to a page, and moves it there. */
  bookmark?: { place?: (string | null)[] };
}

/**
 * Returns one page of the rows that pass, sorted by a column, and how many pass. Equal rows keep the order in which
 * they are given: the largest first.
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

/** The filters of a list. Equal keys mean equal rows of one network. */
export interface Filter<Row> {
  key: string;
  passes: Condition<Row>;
}
/** The condition that rows have to meet; `undefined` where there is none. */
export type Condition<Row> = ((row: Row) => boolean) | undefined;

/** A filter's own fields make its key; which page of the rows is asked for does not. */
const PAGING = new Set(["sort", "dir", "page", "perPage"]);

/** Returns the filter of what is asked, whose rows meet every condition. */
export function filterOf<Row>(asked: object, conditions: readonly Condition<Row>[]): Filter<Row> {
  const needed = conditions.filter((condition) => condition !== undefined);
  const key = JSON.stringify(asked, (name, value) => (PAGING.has(name) ? undefined : value));
  return {
    key,
    passes: needed.length === 0 ? undefined : (row) => needed.every((condition) => condition(row)),
  };
}

const MOST_FILTERS = 32;
/** Rows in one order that passed a filter: a network's rows never change, and people page through them. */
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

/** Orders of a list's rows, made once: the rows of a network never change. */
const orders = new WeakMap<readonly object[], Map<string, readonly object[]>>();

/** Returns rows in the order of a column; what is not known comes last in both directions. */
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

/** The texts of a row in lower case, made at its first search. */
const lowerTexts = new WeakMap<object, string[]>();

/** Returns what finds each word of a search, at most eight, in one of a row's texts, in any case. A row has one list of texts. */
export function finds<Row extends object>(
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

/** Both ends belong to the range; a missing end is open. */
export interface Bounds {
  min?: number;
  max?: number;
}

/** Returns what keeps rows whose value lies in a range; a value that is not known lies in none. */
export const lies = <Row>(
  figureOf: (row: Row) => number | null,
  bounds: Bounds | undefined,
): Condition<Row> =>
  bounds === undefined || (bounds.min === undefined && bounds.max === undefined)
    ? undefined
    : (row) => isInRange(figureOf(row), { least: bounds.min, most: bounds.max });

/** Returns what keeps rows of which a fact is as asked; a fact that is not known is neither. */
export const answers = <Row>(
  factOf: (row: Row) => boolean | null,
  asked: boolean | undefined,
): Condition<Row> => (asked === undefined ? undefined : (row) => factOf(row) === asked);
