import { describe, expect, test } from "vitest";
import {
  allocationSplits,
  appliedSplit,
  defaultSplitBps,
  quantile,
  type Split,
  splitBenchmark,
  splitPosition,
  splitRange,
  withPrevious,
} from "./commission";

const now = new Date("2026-07-05T00:00:00Z");
const past = new Date("2026-01-01T00:00:00Z");
const future = new Date("2026-07-12T00:00:00Z");
const split: Split = {
  currentBps: 500,
  activatedAt: past,
  previousBps: 1000,
  upcomingBps: null,
  upcomingActivatedAt: null,
  effectiveBps: null,
};

describe("the default split", () => {
  test("is the configured one, 1000 where nothing is configured, unknown where the value cannot be", () => {
    expect(defaultSplitBps(undefined)).toBe(1000);
    expect(defaultSplitBps(700)).toBe(700);
    expect(defaultSplitBps(0)).toBe(0);
    expect(defaultSplitBps(null)).toBeNull();
    expect(defaultSplitBps(15_000)).toBeNull();
  });
});

describe("three independent splits", () => {
  test("each falls straight to the default: a set's rewards never take the AVS's or the PI split", () => {
    const splits = allocationSplits({ avs: split, pi: { ...split, currentBps: 200 } }, 1000, now);
    expect(splits.avs).toMatchObject({ bps: 500, source: "AVS" });
    expect(splits.operatorSet).toMatchObject({ bps: 1000, source: "DEFAULT" });
    expect(splits.pi).toMatchObject({ bps: 200, source: "PI" });
    expect(allocationSplits({ operatorSet: split }, 1000, now)).toMatchObject({
      avs: { bps: 1000, source: "DEFAULT" },
      operatorSet: { bps: 500, source: "OPERATOR_SET" },
      pi: { bps: 1000, source: "DEFAULT" },
    });
  });

  test("fall to an unknown default as unknown", () => {
    expect(appliedSplit("PI", null, null, now).bps).toBeNull();
  });
});

describe("a change of a split", () => {
  test("counts from its activation; until then the previous one", () => {
    const announced = { ...split, activatedAt: future };
    expect(appliedSplit("AVS", announced, 1000, now)).toEqual({
      bps: 1000,
      source: "AVS",
      state: "pending",
      pending: { fromBps: 1000, toBps: 500, activatesAt: future },
    });
    expect(appliedSplit("AVS", announced, 1000, future)).toMatchObject({ bps: 500, state: "in-force" });
  });

  test("in the upcoming columns counts the same way", () => {
    const upcoming = { ...split, upcomingBps: 800, upcomingActivatedAt: future };
    expect(appliedSplit("PI", upcoming, 1000, now)).toMatchObject({ bps: 500, state: "pending" });
    expect(appliedSplit("PI", upcoming, 1000, future)).toMatchObject({ bps: 800, state: "in-force" });
  });

  test("without a known present shows both values and which is not known", () => {
    expect(appliedSplit("PI", split, 1000, null)).toEqual({
      bps: null,
      source: "PI",
      state: "unknown",
      pending: { fromBps: 1000, toBps: 500, activatesAt: past },
    });
    expect(appliedSplit("PI", { ...split, previousBps: 500 }, 1000, null)).toMatchObject({ bps: 500 });
    expect(appliedSplit("PI", { ...split, activatedAt: null }, 1000, now)).toMatchObject({ bps: null });
  });

  test("reads the effective column only where nothing is pending", () => {
    expect(appliedSplit("PI", { ...split, currentBps: null, effectiveBps: 300 }, 1000, now).bps).toBe(300);
    const announced = { ...split, previousBps: null, activatedAt: future, effectiveBps: 300 };
    expect(appliedSplit("PI", announced, 1000, now).bps).toBeNull();
  });

  test("finds the value before in the history where its column is empty", () => {
    const first = { ...split, previousBps: null, activatedAt: future };
    const changes = [
      { oldBps: 300, activatedAt: past },
      { oldBps: 1000, activatedAt: new Date(future) },
    ];
    expect(appliedSplit("PI", withPrevious(first, changes), 1000, now).bps).toBe(1000);
    expect(appliedSplit("PI", withPrevious(first, []), 1000, now).bps).toBeNull();
    expect(withPrevious(split, changes)).toBe(split);
  });

  test("of 150 % is unknown", () => {
    expect(appliedSplit("PI", { ...split, currentBps: 15_000 }, 1000, now).bps).toBeNull();
  });
});

describe("beside the one headline", () => {
  test("AVS splits are a range of what was set", () => {
    const set = (bps: number | null) => appliedSplit("AVS", { ...split, currentBps: bps }, 1000, now);
    const unset = appliedSplit("AVS", null, 1000, now);
    expect(splitRange([set(0), set(5000), set(null), unset])).toEqual({
      setCount: 3,
      leastBps: 0,
      mostBps: 5000,
      unknownCount: 1,
    });
    expect(splitRange([unset])).toEqual({ setCount: 0, leastBps: null, mostBps: null, unknownCount: 0 });
  });

  test("the position is against operators with stake, and unknown with fewer than ten", () => {
    expect(splitBenchmark([...Array(9).fill(1000), null])).toBeNull();
    const benchmark = splitBenchmark([...Array(8).fill(1000), 0, 5000]);
    expect(benchmark).toEqual({ p25Bps: 1000, medianBps: 1000, p75Bps: 1000, operatorCount: 10 });
    expect([0, 1000, 5000].map((bps) => splitPosition(bps, benchmark))).toEqual(["below", "around", "above"]);
    expect(splitPosition(null, benchmark)).toBeNull();
    expect(splitPosition(0, null)).toBeNull();
  });

  test("a quantile lies between its two nearest", () => {
    expect(quantile([0, 10], 0.25)).toBe(2.5);
    expect(quantile([5], 0.9)).toBe(5);
  });
});
