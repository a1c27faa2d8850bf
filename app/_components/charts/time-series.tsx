import { useId } from "react";
import { cx } from "@/app/_components/ui/cx";
import { formatAxis, formatDay, formatDayShort, formatMonth } from "@/server/format";
import { Card } from "../ui/card";
import { Empty } from "../ui/empty";
import { InUsd } from "../values/amount";
import { type Geometry, layOut, type Point, VIEW } from "./geometry";
import { type Mark, type Marked, markDays } from "./marks";
import type { SeriesFormat } from "./series-value";
import { MarksLegend, TimeSeriesMarks } from "./time-series-marks";
import { TimeSeriesTable } from "./time-series-table";
import { TimeSeriesTrace } from "./time-series-trace";
import { UpperBounds } from "./upper-bounds";

type TimeSeriesProps = {
  title: string;
  /** The days in order; a null value is a gap. */
  points: Point[];
  format: SeriesFormat;
  /** Events on single days, and their verb: "Slashed". */
  marks?: { verb: string; days: Mark[] };
  /** A mark beside the title, such as a `MetricTip`. */
  tip?: React.ReactNode;
  /** Right of the title: a `Segmented` of ranges. */
  range?: React.ReactNode;
  /** Shown over the plot: the main figure and its change. */
  headline?: React.ReactNode;
  /** Height of the plot in pixels. */
  height?: number;
  className?: string;
};

const MONTHS_FROM_DAYS = 200;
const MOST_ON_A_PHONE = 3;

/**
 * Renders a history as a card: drawn on the server, read out by pointer and arrow keys, with the numbers as a
 * table.
 */
export function TimeSeries({
  title,
  points,
  format,
  marks,
  tip,
  range,
  headline,
  height = 220,
  className,
}: TimeSeriesProps) {
  const geometry = layOut(points, { x: 5, y: height < 180 ? 3 : 4, whole: format === "count" });
  const marked = geometry && marks ? markDays(points, geometry.places, marks.days) : [];
  const heading = (
    <>
      <span>
        {title}
        {format === "usd" && <InUsd />}
      </span>
      {tip}
    </>
  );
  return (
    <Card title={heading} action={range} className={className}>
      {headline && (
        <div className="mb-3 flex flex-wrap items-baseline gap-x-2.5 text-2xl font-semibold tracking-tight">
          {headline}
        </div>
      )}
      {geometry ? (
        <>
          <Plot
            title={title}
            points={points}
            marked={marked}
            geometry={geometry}
            format={format}
            height={height}
          />
          <div className="relative">
            {marks && <MarksLegend verb={marks.verb} marked={marked} />}
            <TimeSeriesTable title={title} points={points} marked={marked} format={format} />
          </div>
          <UpperBounds points={points} />
        </>
      ) : (
        <Empty title="No history yet">
          The pipeline has not recorded a day of this range. Try a longer range.
        </Empty>
      )}
    </Card>
  );
}

type PlotProps = {
  title: string;
  points: Point[];
  marked: Marked[];
  geometry: Geometry;
  format: SeriesFormat;
  height: number;
};

function Plot({ title, points, marked, geometry, format, height }: PlotProps) {
  const fade = useId();
  const first = points[0]?.on;
  const last = points.at(-1)?.on;
  return (
    <figure className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2.5 text-2xs text-dim">
      <div className="relative" style={{ height }}>
        <svg
          viewBox={`0 0 ${VIEW.width} ${VIEW.height}`}
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
          role="img"
          aria-label={`${title}, ${formatDay(first)} to ${formatDay(last)}`}
        >
          <linearGradient id={fade} x1="0" x2="0" y1="0" y2="1">
            <stop offset="0" stopColor="var(--accent)" stopOpacity="0.16" />
            <stop offset="1" stopColor="var(--accent)" stopOpacity="0.02" />
          </linearGradient>
          <path
            d={geometry.yTicks.map((tick) => `M0 ${tick.at * VIEW.height}H${VIEW.width}`).join("")}
            stroke="var(--line)"
            vectorEffect="non-scaling-stroke"
          />
          <path d={geometry.area} fill={`url(#${fade})`} />
          <path
            d={geometry.line}
            fill="none"
            stroke="var(--accent)"
            strokeWidth="1.75"
            strokeLinejoin="round"
            strokeLinecap="round"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
        {geometry.dots.map((dot) => (
          <span
            key={dot.x}
            className="absolute size-1.5 -translate-1/2 rounded-full bg-accent"
            style={{ left: `${dot.x * 100}%`, top: `${dot.y * 100}%` }}
          />
        ))}
        <TimeSeriesMarks marked={marked} />
        <TimeSeriesTrace
          title={title}
          points={points}
          places={geometry.places}
          marked={marked}
          format={format}
        />
      </div>
      <div className="relative" aria-hidden="true">
        {geometry.yTicks.map((tick) => (
          <span key={tick.value} className="invisible block h-0">
            {formatAxis(tick.value, format)}
          </span>
        ))}
        {geometry.yTicks.map((tick) => (
          <span
            key={tick.value}
            className="absolute right-0 -translate-y-1/2"
            style={{ top: `${tick.at * 100}%` }}
          >
            {formatAxis(tick.value, format)}
          </span>
        ))}
      </div>
      <XAxis ticks={geometry.xTicks} days={points.length} />
    </figure>
  );
}

function XAxis({ ticks, days }: { ticks: Geometry["xTicks"]; days: number }) {
  const label = days > MONTHS_FROM_DAYS ? formatMonth : formatDayShort;
  const apart = Math.ceil(ticks.length / MOST_ON_A_PHONE);
  return (
    <div className="relative mt-2 h-4" aria-hidden="true">
      {ticks.map((tick, index) => (
        <span
          key={tick.at}
          className={cx(
            "absolute whitespace-nowrap",
            tick.at > 0.95 ? "-translate-x-full" : tick.at < 0.04 ? "" : "-translate-x-1/2",
            (ticks.length - 1 - index) % apart !== 0 && "max-sm:hidden",
          )}
          style={{ left: `${tick.at * 100}%` }}
        >
          {label(tick.value)}
        </span>
      ))}
    </div>
  );
}
