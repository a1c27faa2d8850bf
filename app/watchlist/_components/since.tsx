import type { Column } from "@/app/_components/tables/data-table";
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

/** Returns the column of changes since the last visit; none on a first visit. */
export const sinceVisit = (hasVisited: boolean, of?: "usd"): Column[] =>
  hasVisited ? [{ label: "Since last visit", ofUsd: of === "usd", numeric: true, priority: 3 }] : [];
