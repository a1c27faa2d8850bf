import type { ReactNode } from "react";
import type { MetricKey } from "@/app/_components/metrics/metrics";
import type { Columns, Value } from "@/server/network/lists/list";
import type { Feature } from "@/server/trpc/tiers";
import type { Listing } from "./listing";
import type { Priority } from "./priority";

interface View {
  /** The largest `bar` of the rows. */
  most: number;
  /** The figure of the column that the list is sorted by, for a phone, which hides that column. */
  sorted: ReactNode;
  /** The position of the row in the whole list, from 1. */
  rank: number;
}

/** One column of a table. */
export interface ShownColumn<Row> {
  header: string;
  cell: (row: Row, view: View) => ReactNode;
  metric?: MetricKey | null;
  /** Figures are aligned right. */
  align?: "right";
  priority?: Priority;
  /** The figure for a bar in each cell, drawn in proportion to the largest. */
  bar?: (row: Row) => number | null;
  /** The figure with its noun, for a phone. */
  phone?: (row: Row) => ReactNode;
  /** Set to `false` if the page explains the metric above the table: on a phone, names get the space of the tip. */
  phoneTip?: false;
  /** Set for figures that are derived from dollars, to say so while amounts are shown in ether. */
  ofUsd?: boolean;
  /** The direction of the first sort: by default "desc" for figures and "asc" for words. */
  first?: "asc" | "desc";
  /** The classes of the heading and the cells. */
  className?: string;
  cellClass?: string | ((row: Row) => string);
  /** The id of the column that is shown in its place, to viewers who may see that one. */
  replacedBy?: string;
  /** Whether the heading sorts the list; set by `tableOf`. */
  isSortable?: boolean;
}
export type TableColumns<Row> = Readonly<Record<string, ShownColumn<Row>>>;

type CsvCell = string | number | boolean | Date | null | undefined;
/** The columns of a file by heading. Headings end with the unit: ratios are 0..1, instants UTC. */
export type CsvColumns<Row> = Readonly<Record<string, (row: Row) => CsvCell>>;

type Shown<Row> = Omit<ShownColumn<Row>, "metric" | "isSortable"> & { metric: MetricKey | null };
/** A column of the file, and of the phone's sort control, that the table does not have. */
type FileColumn = Pick<ShownColumn<never>, "header" | "first"> & { cell: null };

/**
 * How one column of a list is shown. `csv` is the heading of its value, or all of its columns in the file; `null` for
 * none.
 */
export type Column<Row> = (Shown<Row> | FileColumn) & { csv: string | CsvColumns<Row> | null };
/** A column of a list in one fixed order. It has no sort key, so its values are in `csv`. */
export type FixedColumn<Row> = Column<Row> & { csv: CsvColumns<Row> | null };

/**
 * A list: the first half of its columns, in the order of its file, and the second half, in the order of its table.
 */
interface List<Row, Id extends string> {
  /** Left out for a list in one fixed order. */
  values?: Columns<Row, Id>;
  columns: Readonly<Record<Id, Column<Row>>>;
}

type MayUse = (feature: Feature) => boolean;
/** The first half of a column, whose feature has a price. */
type Priced = { feature?: Feature };

/** Joins the two halves of a list. */
export const listOf = <Row, Id extends string, Looks extends Readonly<Record<Id, Column<Row>>>>(
  values: Columns<Row, Id> & Readonly<Record<Id, Priced>>,
  columns: Looks,
) => ({ values, columns });

/** Returns a list in one fixed order, in which table and file have the same columns. */
export const fixedListOf = <Looks extends Readonly<Record<string, FixedColumn<never>>>>(columns: Looks) => ({
  columns,
});

/** Returns the ids of the columns that are not locked for the viewer. */
function openIds<Row, Id extends string>({ values, columns }: List<Row, Id>, mayUse: MayUse): Set<string> {
  const ids = new Set<string>();
  for (const id in values ?? columns) {
    const feature = values?.[id].feature;
    // `listOf` accepts only features with a price.
    if (feature === undefined || mayUse(feature as Feature)) ids.add(id);
  }
  return ids;
}

/** Returns the columns of a list's table, without those that are locked for the viewer. */
export function tableOf<Row, Id extends string>(
  list: List<Row, Id>,
  mayUse: MayUse = () => false,
): TableColumns<Row> {
  const { values, columns } = list;
  const open = openIds(list, mayUse);
  const shown: Record<string, ShownColumn<Row>> = {};
  for (const id in columns) {
    const column = columns[id];
    if (!column.cell || !open.has(id) || (column.replacedBy && open.has(column.replacedBy))) continue;
    shown[id] = { ...column, isSortable: values !== undefined && values[id].sort !== null };
  }
  return shown;
}

/** Returns the priorities of a table's columns, which its skeleton needs. */
export const prioritiesOf = (columns: TableColumns<never>) =>
  Object.values(columns).map(({ priority = 1 }) => priority);

/** Returns the shape of a list's skeleton: the number of filters, and the priorities of the columns. */
export const shapeOf = <Row, Id extends string>(list: List<Row, Id>, { filters }: Listing) => ({
  /** A filter by address is shown only if the page knows its options. */
  filters: 1 + filters.filter(({ by }) => by !== "address" && by !== "slug").length,
  columns: prioritiesOf(tableOf(list)),
});

/** Returns the rank of the first row of a page. */
export const firstRankOf = ({ page, rows }: { page: number; rows: number }) => (page - 1) * rows + 1;

export const firstDirection = ({ first, align }: { first?: "asc" | "desc"; align?: "right" }) =>
  first ?? (align === "right" ? "desc" : "asc");

/** Returns every order of a list that the viewer may use, for the phone's sort control. */
export function sortChoicesOf<Row, Id extends string>(list: List<Row, Id>, mayUse: MayUse = () => false) {
  const { values, columns } = list;
  const open = openIds(list, mayUse);
  const choices: { sort: Id; label: string; dir: "asc" | "desc" }[] = [];
  for (const id in columns)
    if (values && values[id].sort !== null && open.has(id))
      choices.push({ sort: id, label: columns[id].header, dir: firstDirection(columns[id]) });
  return choices;
}

/** Returns the columns of a list's file, without those that are locked for the viewer. */
export function fileOf<Row, Id extends string>(
  list: List<Row, Id>,
  mayUse: MayUse = () => false,
): CsvColumns<Row> {
  const { values, columns } = list;
  const open = openIds(list, mayUse);
  const file: Record<string, (row: Row) => CsvCell> = {};
  for (const id in values ?? columns) {
    const { csv } = columns[id];
    if (csv === null || !open.has(id)) continue;
    if (typeof csv !== "string") Object.assign(file, csv);
    else file[csv] = (row) => inFile(values?.[id].value(row) ?? null);
  }
  return file;
}

const inFile = (value: Value): CsvCell =>
  typeof value === "bigint" ? value.toString() : Array.isArray(value) ? value.join(" ") : (value as CsvCell);
