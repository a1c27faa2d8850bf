import { cx } from "@/app/_components/ui/cx";
import { formatDay, formatNumber } from "@/server/format";
import type { Marked } from "./marks";

const LISTED = 3;

/** Renders the diamond of a mark, on the plot and in the legend. */
export const MarkShape = ({ className }: { className?: string }) => (
  <span
    aria-hidden="true"
    className={cx("inline-block size-2 shrink-0 rotate-45 rounded-[1px] bg-critical", className)}
  />
);

/** Renders a diamond on the line for each mark, and a dashed line down to its day. */
export const TimeSeriesMarks = ({ marked }: { marked: Marked[] }) =>
  marked.map(({ index, x, y }) => (
    <span key={index} aria-hidden="true">
      <span
        className="absolute bottom-0 w-0 -translate-x-1/2 border-l border-dashed border-critical/60"
        style={{ left: `${x * 100}%`, top: `${(y ?? 1) * 100}%` }}
      />
      <span
        className="absolute grid -translate-1/2 place-items-center"
        style={{ left: `${x * 100}%`, top: `${(y ?? 1) * 100}%` }}
      >
        <MarkShape className="size-2.5! ring-2 ring-card" />
      </span>
    </span>
  ));

type MarksLegendProps = { verb: string; marked: Marked[] };

/** Renders the legend of the marks: "◆ Slashed on 30 Apr 2026, 14 Jun 2026". */
export function MarksLegend({ verb, marked }: MarksLegendProps) {
  if (marked.length === 0) return null;
  const days = marked.flatMap((one) => one.days).map((day) => formatDay(day));
  const many = `${formatNumber(days.length)} days`;
  return (
    <p className="absolute top-1 right-0 flex items-center gap-1.5 text-xs text-dim">
      <MarkShape />
      {days.length === 1 ? (
        <>
          {verb} on {days[0]}
        </>
      ) : (
        <>
          <span className="sm:hidden">
            {verb} on {many}
          </span>
          <span className="max-sm:hidden">
            {verb} on {days.length <= LISTED ? days.join(", ") : `${many}, last ${days.at(-1)}`}
          </span>
        </>
      )}
    </p>
  );
}
