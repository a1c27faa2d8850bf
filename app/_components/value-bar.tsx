import { Cell } from "./data-table";
import { Usd } from "./quantity";

/** The hairline bar under a figure of a column: its part of the largest, growing from the right. Decoration. */
export function ValueBar({ value, max }: { value: number | null | undefined; max: number }) {
  const part = value != null && max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <span
      className="mt-1 flex h-[3px] min-w-18 justify-end overflow-hidden rounded-full bg-soft"
      aria-hidden="true"
    >
      {part > 0 && <span className="rounded-full bg-accent" style={{ width: `max(2px, ${part * 100}%)` }} />}
    </span>
  );
}

/** The value that leads a row, over its part of the largest of the column. */
export const ValueCell = ({ value, max }: { value: number | null; max: number }) => (
  <Cell numeric>
    <Usd value={value} className="font-semibold" />
    <ValueBar value={value} max={max} />
  </Cell>
);
