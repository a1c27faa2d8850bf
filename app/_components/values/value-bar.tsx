import { cx } from "@/app/_components/ui/cx";
import { Usd } from "./quantity";
import type { Certainty } from "./value-mark";

/** Draws a hairline bar under a figure, scaled to the largest of its column. It is decoration. */
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
 * Renders a value over its `ValueBar`. On a phone, where the sorted column is hidden, `sorted` takes the place of the
 * bar.
 */
export const BarredUsd = ({ value, of, most, sorted }: BarredUsdProps) => (
  <>
    <Usd value={value} of={of} className="font-semibold" />
    <ValueBar value={value} max={most} className={sorted ? "max-sm:hidden" : undefined} />
    {sorted && <span className="block text-2xs whitespace-nowrap text-dim sm:hidden">{sorted}</span>}
  </>
);

type BarredUsdProps = {
  value: number | null;
  /** The row of the value, where the value may not be exact. */
  of?: Certainty;
  most: number;
  sorted?: React.ReactNode;
};
