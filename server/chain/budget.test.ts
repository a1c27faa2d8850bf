import { expect, test } from "vitest";
import { callBudget } from "./budget";

test("allows so many calls in any minute, and fewer to the part that may use only half", () => {
  const clock = { now: 0 };
  const budget = callBudget(4, () => clock.now);
  expect([budget.take(0.5), budget.take(0.5), budget.take(0.5)]).toEqual([true, true, false]);
  clock.now = 30_000;
  expect([budget.take(), budget.take(), budget.take()]).toEqual([true, true, false]);
  clock.now = 59_999;
  expect(budget.take()).toBe(false);
  clock.now = 60_000;
  expect([budget.take(), budget.take(), budget.take()]).toEqual([true, true, false]);
});
