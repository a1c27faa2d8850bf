import { expect, test } from "vitest";
import { layOut } from "./geometry";
import { markDays, markNear } from "./marks";

const points = [
  { on: "2026-07-01", value: 10 },
  { on: "2026-07-02", value: null },
  { on: "2026-07-03", value: 12 },
  { on: "2026-07-08", value: 12 },
];
const places = layOut(points)?.places ?? [];
const mark = (on: string, text = on) => ({ on, text });
const marksOf = (...marks: { on: string; text: string }[]) => markDays(points, places, marks);

test("a mark stands at its day, in the order of days, those of one day together", () => {
  const marked = marksOf(mark("2026-07-03", "b"), mark("2026-07-01", "a"), mark("2026-07-03", "c"));
  expect(marked.map(({ index, texts }) => [index, texts])).toEqual([
    [0, ["a"]],
    [2, ["b", "c"]],
  ]);
  expect(marked[1]).toMatchObject(places[2] ?? {});
});

test("what happened outside of the days shown is left out", () => {
  expect(marksOf(mark("2026-06-30"), mark("2026-07-09"))).toEqual([]);
  expect(markDays([], [], [mark("2026-07-01")])).toEqual([]);
});

test("in a gap it stands without a height, and between recorded days at the nearest, under its own date", () => {
  expect(marksOf(mark("2026-07-02"))[0]).toMatchObject({ index: 1, y: null });
  expect(marksOf(mark("2026-07-07", "seized"))[0]).toMatchObject({
    index: 3,
    days: ["2026-07-07"],
    texts: ["7 Jul 2026: seized"],
  });
});

test("is read from near it, and not from afar", () => {
  const marked = marksOf(mark("2026-07-01"), mark("2026-07-08"));
  expect(markNear(marked, 0.98, 0.03)?.index).toBe(3);
  expect(markNear(marked, 0.9, 0.03)).toBeUndefined();
  expect(markNear([], 0.5, 1)).toBeUndefined();
});
