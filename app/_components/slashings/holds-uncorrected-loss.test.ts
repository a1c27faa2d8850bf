import { expect, test } from "vitest";
import { holdsUncorrectedLoss } from "./holds-uncorrected-loss";

test("finds the mark of a value wherever it stands in what a page shows", () => {
  const exact = { isTvsUpperBound: false, tvsUsd: 1, at: new Date(), name: null };
  expect(holdsUncorrectedLoss([exact, { rows: [exact] }])).toBe(false);
  for (const mark of ["isTvsUpperBound", "isOperatorTvsUpperBound", "isAllocatedUpperBound", "isUpperBound"])
    expect(holdsUncorrectedLoss([exact, { rows: [{ avs: { ...exact, [mark]: true } }] }])).toBe(true);
  expect(holdsUncorrectedLoss({ isSlashableUpperBound: true })).toBe(true);
  expect(holdsUncorrectedLoss({ isWorstCaseUpperBound: true })).toBe(true);
});

test("a loss that may be less, and a past day, are no reason to warn of present values", () => {
  expect(holdsUncorrectedLoss({ isLossUpperBound: true, isTrendUpperBound: true })).toBe(false);
});
