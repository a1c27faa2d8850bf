import { expect, test } from "vitest";
import { isQueuedExposed } from "./queued-stake";

type Queued = NonNullable<Parameters<typeof isQueuedExposed>[1]>;
type QueuedSet = Queued["sets"][number];

const figures = { exposedUsd: 50, ofStakeRatio: null, unknownCount: 0, isUpperBound: false, isUpTo: false };
const judged = (sets: Partial<QueuedSet>[], isWithin: boolean | null = true, isAnyKnown = true) =>
  isQueuedExposed(
    { isWithin, isSlashable: true } as never,
    { worst: isAnyKnown ? figures : null, sets: sets.map((set) => ({ ...figures, ...set })) } as never,
  );

test("what was queued can be slashed only by sets that reach the strategies queued, whatever else is allocated", () => {
  expect(judged([])).toBe(false);
  expect(judged([{ exposedUsd: 0 }])).toBe(false);
  expect(judged([{}])).toBe(true);
  expect(judged([{}], null)).toBeNull();
});

test("a set that may reach it, or an unknown value, is not none", () => {
  expect(judged([{ isUpTo: true }])).toBeNull();
  expect(judged([{ exposedUsd: null, unknownCount: 1 }])).toBe(true);
});

test("without what was queued, all that the operator allocates decides", () => {
  expect(judged([], true, false)).toBe(true);
  expect(isQueuedExposed({ isSlashable: null } as never, null)).toBeNull();
});
