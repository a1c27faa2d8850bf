import { expect, test } from "vitest";
import { readFacts } from "../facts/facts";
import { concentration, spreadOf } from "./concentration";
import { splitMicros } from "./split";

const [strategy] = readFacts().strategies;
if (!strategy) throw new Error("The facts name no strategy.");

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

test("counts who holds a micro-dollar or more, as the tables do", () => {
  const shares = [2_000_000n, 999_999n, 1n];
  const stakes = shares.map((amount, staker) => ({ staker, holding: 0, shares: amount }));
  const holdings = [{ strategy, shares: 3_000_000n, shares2024: 0n, isFrom2025: true }];
  const delegators = { addresses: ["a", "b", "c"], delegatedAt: [0, 0, 0], holdings, stakes };
  const spread = concentration(delegators, 1, 1);
  for (const micros of [1, 10, 2_999_999, 3_000_000]) {
    const stored = splitMicros(micros, shares).filter((value) => value > 0);
    expect(spread(1, [micros], true)).toEqual(spreadOf(Float64Array.from(stored)));
  }
  expect(spread(1, [2_999_999], true).count).toBe(2);
});
