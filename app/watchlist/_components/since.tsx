import type { TableColumns } from "@/app/_components/tables/columns";
import { Change } from "@/app/_components/values/quantity";

/** Shows how much a count changed. */
export const Since = ({ now, before }: { now: number | null; before: number | null }) => (
  <Moved value={now !== null && before !== null ? now - before : null} unit="count" />
);

/** Shows a change, as a percentage or as a count. */
export const Moved = ({ value, unit = "percent" }: { value: number | null; unit?: "percent" | "count" }) =>
  value === 0 ? (
    <span className="whitespace-nowrap text-dim">no change</span>
  ) : (
    <Change value={value} unit={unit} />
  );

/** Returns the columns; those of changes since the last visit are not for a first visit. */
export function shownTo<Row>(hasVisited: boolean, columns: TableColumns<Row>): TableColumns<Row> {
  const { sinceVisit: _, ...others } = columns;
  return hasVisited ? columns : others;
}
