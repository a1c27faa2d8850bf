import { scaleLinear, scaleUtc } from "d3-scale";
import { area, line } from "d3-shape";

/** One day of a history: `value` is null in a gap, never zero; `isUpperBound` when the true value may be smaller. */
export type Point = { on: string; value: number | null; isUpperBound?: boolean };

export const VIEW = { width: 1000, height: 240 };

/** The value axis starts at zero when the lowest value is below this part of the highest. */
const ZERO_BELOW = 0.35;

type Tick<T> = { at: number; value: T };

export type Geometry = {
  /** SVG paths in the units of `VIEW`, with breaks at gaps. */
  line: string;
  area: string;
  /** Single values between two gaps, which a line cannot show. */
  dots: { x: number; y: number }[];
  /** The position of every point, 0..1 from the left and from the top; y is null in a gap. */
  places: { x: number; y: number | null }[];
  xTicks: Tick<Date>[];
  yTicks: Tick<number>[];
};

const instant = (on: string) => new Date(`${on.slice(0, 10)}T00:00:00Z`);
const isKnown = (point: Point): point is Point & { value: number } =>
  point.value != null && Number.isFinite(point.value);

/** Returns the range of the value axis: from zero when the data comes near zero, else close around the data. */
function valueDomain(values: number[]): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (low === high) return low === 0 ? [0, 1] : low > 0 ? [0, low * 1.25] : [low * 1.25, 0];
  if (low >= 0 && low <= high * ZERO_BELOW) return [0, high];
  const pad = (high - low) * 0.08;
  return [low >= 0 ? Math.max(0, low - pad) : low - pad, high + pad];
}

/**
 * Returns the layout of a time series, or undefined when no point has a value. `whole` keeps the axis to
 * integers.
 */
export function layOut(
  points: Point[],
  wantedTicks: { x: number; y: number; whole?: boolean } = { x: 5, y: 4 },
): Geometry | undefined {
  const values = points.filter(isKnown).map((point) => point.value);
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || values.length === 0) return undefined;

  const y = scaleLinear(valueDomain(values), [VIEW.height, 0]).nice(wantedTicks.y);
  const span: [Date, Date] = [instant(first.on), instant(last.on)];
  const x = scaleUtc(span, [0, VIEW.width]);
  const xOf = (point: Point) => (points.length === 1 ? VIEW.width / 2 : x(instant(point.on)));

  const pathX = (point: Point) => round(xOf(point));
  const pathY = (point: Point) => round(y(point.value ?? 0));
  const lonely = points.filter((point, index) => {
    const before = points[index - 1];
    const after = points[index + 1];
    return isKnown(point) && !(before && isKnown(before)) && !(after && isKnown(after));
  });
  return {
    line: line<Point>(pathX, pathY).defined(isKnown)(points) ?? "",
    area: area<Point>(pathX, VIEW.height, pathY).defined(isKnown)(points) ?? "",
    dots: lonely.map((point) => ({ x: xOf(point) / VIEW.width, y: y(point.value ?? 0) / VIEW.height })),
    places: points.map((point) => ({
      x: round(xOf(point)) / VIEW.width,
      y: isKnown(point) ? round(y(point.value)) / VIEW.height : null,
    })),
    xTicks:
      points.length === 1
        ? [{ at: 0.5, value: span[0] }]
        : x.ticks(wantedTicks.x).map((value) => ({ at: x(value) / VIEW.width, value })),
    yTicks: y
      .ticks(wantedTicks.y)
      .filter((value) => !wantedTicks.whole || Number.isInteger(value))
      .map((value) => ({ at: y(value) / VIEW.height, value })),
  };
}

/** Rounds a coordinate to a tenth of a unit: finer differences are invisible and cost bytes. */
export const round = (value: number) => Math.round(value * 10) / 10;

/** Returns the index of the point nearest to `x`, 0..1 from the left. `places` are in order. */
export function nearest(places: { x: number }[], x: number): number {
  let low = 0;
  let high = places.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.x ?? 0) <= x) low = middle;
    else high = middle;
  }
  return x - (places[low]?.x ?? 0) <= (places[high]?.x ?? 0) - x ? low : high;
}

/** Returns the `keep` largest items and one more that sums the rest. Items without a value are left out. */
export function fold<T extends { value: number | null }>(items: T[], keep: number) {
  const sorted = items
    .filter((item): item is T & { value: number } => item.value != null && item.value > 0)
    .sort((a, b) => b.value - a.value);
  const kept = sorted.length > keep + 1 ? sorted.slice(0, keep) : sorted;
  const folded = sorted.slice(kept.length);
  return { sorted, kept, folded, foldedValue: folded.reduce((sum, item) => sum + item.value, 0) };
}
