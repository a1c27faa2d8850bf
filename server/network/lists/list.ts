import { compareKnown, isInRange } from "../unknown";

/** What a value is measured in; ratios are 0..1. */
type Unit = "usd" | "ratio" | "count" | "bps" | "days" | "points" | "text" | "flag" | "time" | "level";

type Value = number | bigint | string | boolean | Date | null;

/** One column of a list, as far as it is about facts: how it looks is the page's. */
interface Column<Row> {
  unit: Unit;
  value: (row: Row) => Value;
  /** What it is sorted by, where that is not the value; `null` is not known and comes last in both directions. */
  sort?: (row: Row) => Value;
  /** The feature that sells it, where that is not the list's own. */
  feature?: string;
}
/** A list's columns by their ids, which are its sort keys too. */
export type Columns<Row, Id extends string = string> = Readonly<Record<Id, Column<Row>>>;

/** Returns the ids of columns in their order, as a schema wants them. */
export const idsOf = <Id extends string>(columns: Columns<never, Id>) =>
  Object.keys(columns) as [Id, ...Id[]];

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
  passes: (row: Row) => boolean = () => true,
): { rows: Row[]; total: number } {
  const passing = sorted(rows, columns, sort, dir).filter(passes);
  const from = bookmark ? Number(bookmark.place?.[0] ?? 0) : (page - 1) * perPage;
  const some = passing.slice(from, from + perPage);
  if (bookmark) bookmark.place = [String(from + some.length)];
  return { rows: some, total: passing.length };
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
  const { value, sort: by = value } = columns[sort];
  const keyed = rows.map((row) => ({ row, by: comparable(by(row)) }));
  keyed.sort((a, b) => compareKnown(a.by, b.by, dir === "asc" ? "ascending" : "descending"));
  const order = keyed.map(({ row }) => row);
  known.set(key, order);
  return order;
}

const comparable = (value: Value): number | bigint | string | null =>
  value instanceof Date
    ? value.getTime()
    : typeof value === "string"
      ? value.toLowerCase()
      : typeof value === "boolean"
        ? Number(value)
        : value;

const MOST_WORDS = 8;

/** Returns whether each word of a search, at most eight, stands somewhere in one of a row's texts, in any case. */
export function finds<Row>(q: string | undefined, textsOf: (row: Row) => (string | null)[]) {
  const words = (q ?? "").toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  return (row: Row): boolean => {
    if (words.length === 0) return true;
    const texts = textsOf(row).flatMap((text) => text?.toLowerCase() ?? []);
    return words.every((word) => texts.some((text) => text.includes(word)));
  };
}

/** Both ends belong to the range; a missing end is open. */
export interface Bounds {
  min?: number;
  max?: number;
}

/** Returns whether a value lies in a range that may not be asked for; what is not known lies in none. */
export const lies = (value: number | null, bounds: Bounds | undefined): boolean =>
  bounds === undefined ||
  (bounds.min === undefined && bounds.max === undefined) ||
  isInRange(value, { least: bounds.min, most: bounds.max });

/** Returns whether a fact is the one that is asked for, if any is; what is not known is neither. */
export const answers = (fact: boolean | null, asked: boolean | undefined): boolean =>
  asked === undefined || fact === asked;
