import { formatDay } from "@/app/_lib/format";
import type { Geometry, Point } from "./geometry";
import { nearest } from "./geometry";

/** What happened on a day of a history: "Slashed by EigenDA". */
export type Mark = { on: string; text: string };

/** The day of a chart at which something stands (y is null in a gap), what it was, and the days on which it happened. */
export type Marked = { index: number; x: number; y: number | null; days: string[]; texts: string[] };

/**
 * The marked days of a history, in their order; what happened before or after it is left out. What falls on a day that
 * is not recorded stands at the nearest one that is, under its own date.
 */
export function markDays(points: Point[], places: Geometry["places"], marks: Mark[]): Marked[] {
  const [first, last] = [dayOf(points[0]?.on), dayOf(points.at(-1)?.on)];
  const indexOf = new Map(points.map(({ on }, index) => [dayOf(on), index]));
  const days = points.map(({ on }) => ({ x: Date.parse(dayOf(on)) }));
  const marked = new Map<number, Pick<Marked, "days" | "texts">>();
  for (const { on, text } of marks) {
    const day = dayOf(on);
    if (day < first || day > last) continue;
    const exact = indexOf.get(day);
    const index = exact ?? nearest(days, Date.parse(day));
    const found = marked.get(index) ?? { days: [], texts: [] };
    found.days = [...new Set([...found.days, day])].sort();
    found.texts.push(exact === undefined ? `${formatDay(day)}: ${text}` : text);
    marked.set(index, found);
  }
  return [...marked]
    .sort(([a], [b]) => a - b)
    .map(([index, found]) => ({
      index,
      x: places[index]?.x ?? 0,
      y: places[index]?.y ?? null,
      ...found,
    }));
}

const dayOf = (on = "") => on.slice(0, 10);

/** The marked day within reach of a place 0..1 from the left, else `undefined`. */
export function markNear(marked: Marked[], x: number, reach: number): Marked | undefined {
  const found = marked[nearest(marked, x)];
  return found && Math.abs(found.x - x) <= reach ? found : undefined;
}
