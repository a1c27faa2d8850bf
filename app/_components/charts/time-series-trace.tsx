"use client";

import { useState } from "react";
import { asExtra } from "@/app/_failures/extra";
import { formatDay } from "@/server/format";
import type { Geometry, Point } from "./geometry";
import { nearest } from "./geometry";
import { type Marked, markNear } from "./marks";
import type { SeriesFormat } from "./series-value";
import { exactValue } from "./series-value";
import { MarkShape } from "./time-series-marks";

type TraceProps = {
  title: string;
  points: Point[];
  places: Geometry["places"];
  marked: Marked[];
  format: SeriesFormat;
};

/** How near, in pixels, the pointer must be to a mark: a day of a long history is too narrow to hit. */
const REACH_PX = 7;

/** Renders the layer that shows single values of a plot: at the pointer, and by arrow keys, Home and End. */
export const TimeSeriesTrace = asExtra(function TimeSeriesTrace({
  title,
  points,
  places,
  marked,
  format,
}: TraceProps) {
  const [index, setIndex] = useState<number | null>(null);
  const last = points.length - 1;
  const point = index === null ? undefined : points[index];
  const place = index === null ? undefined : places[index];
  const texts = marked.find((mark) => mark.index === index)?.texts ?? [];
  const spoken = point ? [`${formatDay(point.on)}: ${exactValue(point, format)}`, ...texts].join(". ") : "";

  const follow = (event: React.PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width;
    setIndex(markNear(marked, x, REACH_PX / box.width)?.index ?? nearest(places, x));
  };
  const step = (event: React.KeyboardEvent) => {
    const at = index ?? last;
    const next = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      PageUp: at - 30,
      PageDown: at + 30,
      Home: 0,
      End: last,
    }[event.key];
    if (event.key === "Escape") setIndex(null);
    if (next === undefined) return;
    event.preventDefault();
    setIndex(Math.min(last, Math.max(0, next)));
  };
  return (
    <div
      role="application"
      aria-roledescription="chart"
      aria-label={`${title}. Arrow keys read it day by day.`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an element that handles arrow keys must take the focus
      tabIndex={0}
      className="absolute inset-0 cursor-crosshair touch-pan-y rounded-sm"
      onPointerMove={follow}
      onPointerDown={follow}
      onPointerLeave={() => setIndex(null)}
      onFocus={(event) => event.currentTarget.matches(":focus-visible") && setIndex(last)}
      onBlur={() => setIndex(null)}
      onKeyDown={step}
    >
      {point && place && (
        <div aria-hidden="true" className="pointer-events-none">
          <span className="absolute inset-y-0 w-px bg-line-strong" style={{ left: `${place.x * 100}%` }} />
          {place.y !== null && (
            <span
              className="absolute size-2.5 -translate-1/2 rounded-full border-2 border-card bg-accent"
              style={{ left: `${place.x * 100}%`, top: `${place.y * 100}%` }}
            />
          )}
          <span
            className="absolute top-0 z-10 w-max max-w-72 rounded-lg bg-raised px-2.5 py-1.5 text-xs text-ink shadow-float max-sm:max-w-56"
            style={{
              left: `${place.x * 100}%`,
              transform: `translateX(calc(${-place.x * 100}% + ${(0.5 - place.x) * 24}px))`,
            }}
          >
            <b className="block text-sm font-semibold">{exactValue(point, format)}</b>
            <span className="text-dim">{formatDay(point.on)}</span>
            {texts.map((text) => (
              <span key={text} className="mt-1 flex items-baseline gap-1.5">
                <MarkShape />
                <bdi>{text}</bdi>
              </span>
            ))}
          </span>
        </div>
      )}
      <span className="sr-only" aria-live="polite">
        {spoken}
      </span>
    </div>
  );
});
