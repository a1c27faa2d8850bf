import { describe, expect, test } from "vitest";
import {
  type AnnouncedChange,
  canLeaveInTime,
  delayUpperBound,
  exitMarginBlocks,
  isQueuedSlashable,
  isRise,
  lastBlockToLeave,
  observedDelay,
  withDaysOnly,
} from "./allocation-delay";

const rise: AnnouncedChange = {
  operatorSet: "0xb-0",
  magnitude: 8n,
  magnitudeBefore: 3n,
  allocatedAtBlock: 1000,
  effectBlock: 127_000,
  allocatedAt: new Date(1000),
};
const none = () => [];

test("an observed delay that is free has days and no block, which with the delay would be sold", () => {
  const seen = observedDelay([{ ...rise, allocatedAt: new Date("2026-07-04T13:14:15Z") }], none);
  if (!seen) throw new Error("nothing was observed");
  const day = {
    delayBlocks: 126_000,
    delaySeconds: 126_000 * 12,
    allocatedAt: new Date("2026-07-04T00:00:00Z"),
  };
  expect(withDaysOnly(seen)).toEqual({ newest: day, least: day, observedCount: 1 });
});

describe("a rise", () => {
  test("is above the last snapshot before it; equal or less is none", () => {
    expect(isRise(rise, [])).toBe(true);
    expect(isRise({ ...rise, magnitude: 3n }, [])).toBe(false);
    expect(isRise({ ...rise, magnitude: 0n, effectBlock: 1000 }, [])).toBe(false);
  });

  test("cannot be told without the magnitude before", () => {
    expect(isRise({ ...rise, magnitudeBefore: null }, [])).toBeNull();
    expect(observedDelay([{ ...rise, magnitudeBefore: null }], none)).toBeNull();
  });

  test("is no row that a slash of that operator and set wrote: no observed delay of 0", () => {
    const slashed = { ...rise, allocatedAtBlock: 500, effectBlock: 500, magnitudeBefore: 0n };
    expect(isRise(slashed, [500])).toBe(false);
    expect(observedDelay([slashed], () => [500])).toBeNull();
    expect(observedDelay([slashed], (set) => (set === "0xother-0" ? [500] : []))?.newest.delayBlocks).toBe(0);
  });

  test("takes effect no earlier than it is announced", () => {
    expect(isRise({ ...rise, effectBlock: 999 }, [])).toBe(false);
  });
});

describe("the allocation delay", () => {
  test("is that of the newest rise, with the least and the number beside it", () => {
    const older = { ...rise, allocatedAtBlock: 100, effectBlock: 100, allocatedAt: new Date(100) };
    expect(observedDelay([rise, older], none)).toEqual({
      newest: {
        delayBlocks: 126_000,
        delaySeconds: 1_512_000,
        allocatedAt: new Date(1000),
        allocatedAtBlock: 1000,
      },
      least: { delayBlocks: 0, delaySeconds: 0, allocatedAt: new Date(100), allocatedAtBlock: 100 },
      observedCount: 2,
    });
  });

  test("does not depend on the order of rows", () => {
    const rows = [
      rise,
      { ...rise, effectBlock: 2000 },
      { ...rise, allocatedAtBlock: 999, effectBlock: 1999 },
    ];
    expect(observedDelay([...rows].reverse(), none)).toEqual(observedDelay(rows, none));
  });

  test("is at most the first slash's block - the block that created the set", () => {
    expect(
      delayUpperBound([{ slashBlock: 24_167_653, slashedAt: null, setCreatedBlock: 24_031_095 }])?.blocks,
    ).toBe(136_558);
    expect(
      delayUpperBound([
        { slashBlock: 300, slashedAt: null, setCreatedBlock: 100 },
        { slashBlock: 250, slashedAt: null, setCreatedBlock: 100 },
        { slashBlock: 250, slashedAt: null, setCreatedBlock: null },
        { slashBlock: 50, slashedAt: null, setCreatedBlock: 100 },
      ]),
    ).toEqual({ blocks: 150, at: null });
    expect(delayUpperBound([])).toBeNull();
  });
});

describe("the exit margin", () => {
  test("is the delay - 14 days; below 0 nobody can leave in time", () => {
    expect(exitMarginBlocks(0)).toBe(-100_800);
    expect(exitMarginBlocks(126_000)).toBe(25_200);
    expect(exitMarginBlocks(null)).toBeNull();
    expect([100_801, 100_800, 100_799, null].map(canLeaveInTime)).toEqual([true, true, false, null]);
  });

  test("counts from the block of the announcement; who is to be out at a margin of 0 has left the block before", () => {
    for (const delay of [100_799, 100_800, 100_801]) {
      const [announced, effect] = [25_000_000, 25_000_000 + delay];
      const last = lastBlockToLeave(effect);
      expect(last - announced).toBe((exitMarginBlocks(delay) ?? Number.NaN) - 1);
      expect([isQueuedSlashable(last, effect), isQueuedSlashable(last + 1, effect)]).toEqual([false, true]);
    }
  });
});

describe("what leaves", () => {
  test("queued shares stay slashable by the old operator's sets for 100,800 blocks", () => {
    expect(isQueuedSlashable(1000, 101_800)).toBe(true);
    expect(isQueuedSlashable(1000, 101_801)).toBe(false);
    expect(isQueuedSlashable(24_845_451, 24_995_262)).toBe(false);
    expect(isQueuedSlashable(null, 1000)).toBeNull();
    expect(isQueuedSlashable(1000, null)).toBeNull();
  });

  test("is safe from an announced change only if it was queued over 100,800 blocks before that", () => {
    const last = lastBlockToLeave(25_500_000);
    expect(last).toBe(25_399_199);
    expect(isQueuedSlashable(last, 25_500_000)).toBe(false);
    expect(isQueuedSlashable(last + 1, 25_500_000)).toBe(true);
  });
});
