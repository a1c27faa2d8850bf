import type { MetricKey } from "@/app/_lib/metrics";
import { type Priority, SortHeader } from "./data-table";
import { MetricTip } from "./metric-tip";

/** A column that a list sorts by. */
export interface Column<Key extends string> {
  key: Key;
  label: string;
  /** How it sorts first: figures from the largest, words from A. */
  first: "asc" | "desc";
  priority?: Priority;
  numeric?: boolean;
  metric?: MetricKey;
}

type ColumnHeadProps<Key extends string> = {
  column: Column<Key>;
  /** How the list is sorted now. */
  sort: Key;
  dir: "asc" | "desc";
  hrefFor: (change: { sort: Key; dir: "asc" | "desc" }) => string;
};

/** The heading of a column: its link sorts, and turns the order round when it is sorted by already. */
export function ColumnHead<Key extends string>({ column, sort, dir, hrefFor }: ColumnHeadProps<Key>) {
  const direction = sort === column.key ? dir : null;
  const next = direction === null ? column.first : direction === "asc" ? "desc" : "asc";
  return (
    <SortHeader
      href={hrefFor({ sort: column.key, dir: next })}
      direction={direction}
      numeric={column.numeric}
      priority={column.priority}
      after={column.metric && <MetricTip metric={column.metric} />}
    >
      {column.label}
    </SortHeader>
  );
}
