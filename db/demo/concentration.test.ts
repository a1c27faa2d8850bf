import { expect, test } from "vitest";
import { spreadOf } from "./concentration";

test("computes the figures of a small set by hand", () => {
  const spread = spreadOf(Float64Array.of(10, 40, 50));
  expect(spread.count).toBe(3);
  expect(spread.hhi).toBeCloseTo(0.42, 12);
  expect(spread.cv).toBeCloseTo(Math.sqrt(1300 / 3) / (100 / 3), 10);
  expect(spread.gini).toBeCloseTo((2 * (10 + 80 + 150)) / 300 - 4 / 3, 12);
  expect([spread.top1, spread.top5, spread.top10]).toEqual([50, 100, 100]);
});

test("knows one holder as fully concentrated, without a variation", () => {
  expect(spreadOf(Float64Array.of(7))).toEqual({
    count: 1,
    hhi: 1,
    cv: null,
    gini: 0,
    top1: 100,
    top5: 100,
    top10: 100,
  });
});

test("has nothing to say of nobody", () => {
  expect(spreadOf(new Float64Array(0)).hhi).toBeNull();
});
