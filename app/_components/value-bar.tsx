import { cx } from "@/app/_lib/cx";
import { Cell } from "./data-table";
import { Usd } from "./quantity";
import type { Certainty } from "./value-mark";

/** The hairline bar under a figure of a column: its part of the largest, growing from the right. Decoration. */
export function ValueBar({
  value,
  max,
  className,
}: {
  value: number | null | undefined;
  max: number;
  className?: string;
}) {
  const part = value != null && max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <span
      className={cx("mt-1 flex h-[3px] min-w-18 justify-end overflow-hidden rounded-full bg-soft", className)}
      aria-hidden="true"
    >
      {part > 0 && <span className="rounded-full bg-accent" style={{ width: `max(2px, ${part * 100}%)` }} />}
    </span>
  );
}

/**
 * The value that leads a row, over its part of the largest of the column; on a phone over `sorted` instead, the figure
 * by which the list is sorted where its own column is not seen there.
 */
export const ValueCell = ({
  value,
  of,
  max,
  sorted,
}: {
  value: number | null;
  /** The row whose value it is, where it may be not exact. */
  of?: Certainty;
  max: number;
  sorted?: React.ReactNode;
}) => (
  <Cell numeric>
    <Usd value={value} of={of} className="font-semibold" />
    <ValueBar value={value} max={max} className={sorted ? "max-sm:hidden" : undefined} />
    {sorted && <span className="block text-2xs whitespace-nowrap text-dim sm:hidden">{sorted}</span>}
  </Cell>
);
