"use client";

import { asExtra } from "@/app/_failures/extra";
import { formatDay } from "@/server/format";
import { Disclosure } from "./disclosure";
import type { Point } from "./geometry";
import type { Marked } from "./marks";
import type { SeriesFormat } from "./series-value";
import { exactValue } from "./series-value";
import { MarkShape } from "./time-series-marks";

const UNIT = { usd: "USD", eth: "ETH", percent: "Percent", count: "Count" };

/**
 * Renders the numbers of a chart, newest first. It is a client component because the points are already sent to
 * the browser for `TimeSeriesTrace`, so the rows need not be sent again.
 */
export const TimeSeriesTable = asExtra(function TimeSeriesTable({
  title,
  points,
  marked,
  format,
}: {
  title: string;
  points: Point[];
  marked: Marked[];
  format: SeriesFormat;
}) {
  const texts = new Map(marked.map((mark) => [mark.index, mark.texts]));
  return (
    <Disclosure>
      <table className="w-full text-sm">
        <caption className="sr-only">{title} by day</caption>
        <thead className="sticky top-0 bg-card text-xs text-dim">
          <tr>
            <th scope="col" className="py-1.5 text-left font-medium">
              Day (UTC)
            </th>
            <th scope="col" className="py-1.5 pr-3 text-right font-medium">
              {UNIT[format]}
            </th>
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map((point, before) => (
            <tr key={point.on} className="border-t">
              <th scope="row" className="py-1 text-left font-normal text-dim">
                {formatDay(point.on)}
                {texts.get(points.length - 1 - before)?.map((text) => (
                  <span key={text} className="block text-xs text-ink">
                    <MarkShape className="mr-1.5" />
                    <bdi>{text}</bdi>
                  </span>
                ))}
              </th>
              <td className="py-1 pr-3 text-right align-top whitespace-nowrap">
                {exactValue(point, format)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Disclosure>
  );
});
