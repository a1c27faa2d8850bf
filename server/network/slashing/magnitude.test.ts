import { describe, expect, test } from "vitest";
import { slashesUntil } from "../clocks/history";
import { WAD } from "../units";
import {
  isDead,
  lostOverLife,
  magnitudeRatio,
  maxMagnitudeAfter,
  maxMagnitudeInForce,
  utilization,
} from "./magnitude";
import { slashOf } from "./testing-slashes";

describe("the maximum magnitude in force", () => {
  test("is 10^18 for who was never slashed, though the column holds 0", () => {
    expect(maxMagnitudeInForce({ maxMagnitude: 0n, maxMagnitudeBlock: null })).toBe(WAD);
    expect(maxMagnitudeInForce({ maxMagnitude: null, maxMagnitudeBlock: null })).toBe(WAD);
  });

  test("is the column once a block says that a slash wrote it", () => {
    expect(maxMagnitudeInForce({ maxMagnitude: 0n, maxMagnitudeBlock: 100 })).toBe(0n);
    expect(maxMagnitudeInForce({ maxMagnitude: 5n, maxMagnitudeBlock: 100 })).toBe(5n);
    const unbelieved = { maxMagnitudeBlock: null, isMaxMagnitudeWritten: true };
    expect(maxMagnitudeInForce({ maxMagnitude: 5n, ...unbelieved })).toBe(5n);
    expect(maxMagnitudeInForce({ maxMagnitude: null, ...unbelieved })).toBeNull();
  });

  test("comes from the slashings where the column has no block", () => {
    const slashes = [slashOf(100, 0.5)];
    expect(maxMagnitudeInForce({ maxMagnitude: 0n, maxMagnitudeBlock: null }, slashes)).toBe(WAD / 2n);
  });

  test("is unknown where a change is recorded and its amount is not", () => {
    expect(maxMagnitudeInForce({ maxMagnitude: null, maxMagnitudeBlock: 100 })).toBeNull();
    expect(maxMagnitudeInForce({ maxMagnitude: WAD + 1n, maxMagnitudeBlock: 100 })).toBeNull();
    const unknown = [{ ...slashOf(100, 1), wadSlashed: null }];
    expect(maxMagnitudeInForce({ maxMagnitude: 0n, maxMagnitudeBlock: null }, unknown)).toBeNull();
  });

  test("of a day comes from the slashings up to that day", () => {
    const slashes = [slashOf(100, 0.5), slashOf(200, 0.5)];
    const at = (blockNumber: number) => maxMagnitudeAfter(slashesUntil(slashes, { blockNumber }));
    expect([99, 100, 199, 200].map(at)).toEqual([WAD, WAD / 2n, WAD / 2n, WAD / 4n]);
  });
});

describe("what was lost over a life", () => {
  test("is 1 - max / 10^18", () => {
    expect(lostOverLife(WAD)).toEqual({ ratio: 0, percent: 0, bound: "exact" });
    expect(lostOverLife((WAD * 95n) / 100n)).toMatchObject({ ratio: 0.05, bound: "exact" });
    expect(lostOverLife(0n)).toEqual({ ratio: 1, percent: 100, bound: "exact" });
    expect(lostOverLife(null)).toBeNull();
  });

  test("is more than 99.99 %, not 100 %, while anything is left", () => {
    expect(lostOverLife(1n)).toMatchObject({ percent: 99.99, bound: "more-than" });
    expect(lostOverLife(WAD - 1n)).toMatchObject({ percent: 0.01, bound: "less-than" });
  });

  test("a strategy is dead at exactly 0", () => {
    expect([isDead(0n), isDead(1n), isDead(null)]).toEqual([true, false, null]);
  });
});

describe("a magnitude against the maximum", () => {
  test("is what is left after slashes, not 10^18", () => {
    expect(utilization(WAD / 4n, WAD / 2n)).toBe(0.5);
    expect(utilization(0n, WAD)).toBe(0);
  });

  test("is unknown for a dead strategy and for more than the whole", () => {
    expect(magnitudeRatio(0n, 0n)).toBeNull();
    expect(magnitudeRatio(2n, 1n)).toBeNull();
    expect(magnitudeRatio(-1n, 1n)).toBeNull();
    expect(magnitudeRatio(null, WAD)).toBeNull();
    expect(magnitudeRatio(1n, null)).toBeNull();
  });
});
