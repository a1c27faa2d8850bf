import { formatDay } from "@/server/format";
import type { Geometry, Point } from "./geometry";
import { nearest } from "./geometry";

/** An event on a day of a history: "Slashed by EigenDA". */
export type Mark = { on: string; text: string };

/** The marks at one point of a chart: its position (y is null in a gap), and the days and texts of its events. */
export type Marked = { index: number; x: number; y: number | null; days: string[]; texts: string[] };

/**
 * Returns the marks that lie within a history, in order. An event on a day that is not recorded is placed at the
 * nearest recorded day and keeps its own date.
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

/** Returns the mark within `reach` of `x`, 0..1 from the left, or `undefined`. */
export function markNear(marked: Marked[], x: number, reach: number): Marked | undefined {
  const found = marked[nearest(marked, x)];
  return found && Math.abs(found.x - x) <= reach ? found : undefined;
}
