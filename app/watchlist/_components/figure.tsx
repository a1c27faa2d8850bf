import { Change } from "@/app/_components/quantity";
import { difference, growth } from "./items";

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
