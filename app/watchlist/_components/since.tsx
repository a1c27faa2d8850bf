import type { Column } from "@/app/_components/data-table";
import { Change } from "@/app/_components/quantity";

/** A change as a ratio of what it was; unknown when either is, or when it grew from nothing. */
const growth = (now: number | null, before: number | null): number | null =>
  now !== null && before ? now / before - 1 : null;

const difference = (now: number | null, before: number | null): number | null =>
  now !== null && before !== null ? now - before : null;

/** How much a figure changed: as a part of it, or as a count. */
export const Since = ({
  now,
  before,
  unit = "percent",
}: {
  now: number | null;
  before: number | null;
  unit?: "percent" | "count";
}) => {
  const value = unit === "percent" ? growth(now, before) : difference(now, before);
  return value === 0 ? (
    <span className="whitespace-nowrap text-dim">no change</span>
  ) : (
    <Change value={value} unit={unit} />
  );
};

/** The column of changes since the last visit, for those who have been here before. */
export const sinceVisit = (hasVisited: boolean, of?: "usd"): Column[] =>
  hasVisited ? [{ label: "Since last visit", ofUsd: of === "usd", numeric: true, priority: 3 }] : [];
