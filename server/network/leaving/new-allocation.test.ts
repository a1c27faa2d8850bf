import { expect, test } from "vitest";
import { canReachQueued } from "./new-allocation";

const DAY = 7200;
const QUEUED = 1_000_000;
const OUT = QUEUED + 14 * DAY;
const changing = (
  delayDays: number | null,
  toDays: number,
  effectBlock: number,
  queued: number | null = QUEUED,
) =>
  canReachQueued(
    {
      delayBlocks: delayDays === null ? null : delayDays * DAY,
      pending: { delayBlocks: toDays * DAY, effectBlock },
    },
    queued,
  );

test("a delay under 14 days lets a new allocation reach stake that leaves; one of 14 days does not", () => {
  const steady = (delayBlocks: number | null) => canReachQueued({ delayBlocks, pending: null }, QUEUED);
  expect([steady(14 * DAY - 1), steady(14 * DAY), steady(null)]).toEqual([true, false, null]);
});

test("a delay of 20 days that becomes 0 in 3 days lets a new allocation reach stake that leaves today", () => {
  expect(changing(20, 0, QUEUED + 3 * DAY)).toBe(true);
});

test("a shorter delay counts only if an allocation by it can still count within the 14 days", () => {
  expect([changing(20, 1, OUT - DAY), changing(20, 1, OUT - DAY + 1)]).toEqual([true, false]);
});

test("a longer delay that is in force from the next block on decides alone, a later one does not", () => {
  expect([changing(0, 20, QUEUED + 1), changing(0, 20, QUEUED + 2)]).toEqual([false, true]);
});

test("what is not known never passes", () => {
  expect(changing(null, 20, QUEUED + DAY)).toBeNull();
  expect(changing(null, 0, QUEUED + DAY)).toBe(true);
  expect([changing(20, 0, QUEUED, null), changing(0, 1, QUEUED, null)]).toEqual([null, true]);
});
