import { expect, test } from "vitest";
import { type Comparison, outcomeOf } from "./check";

const sides = (change: Partial<Comparison<bigint>>): Comparison<bigint> => ({
  ours: 5n,
  chain: 4n,
  ourBlock: 100,
  block: 200,
  ...change,
});

test("a difference is newer only where blocks lie between that can explain it", () => {
  expect(outcomeOf(sides({}))).toBe("newer");
  expect(outcomeOf(sides({ canChange: (between) => between > 99 }))).toBe("newer");
  expect(outcomeOf(sides({ canChange: (between) => between > 100 }))).toBe("differs");
  expect(outcomeOf(sides({ ourBlock: 200 }))).toBe("differs");
  expect(outcomeOf(sides({ ourBlock: 201 }))).toBe("differs");
  expect(outcomeOf(sides({ ourBlock: null }))).toBe("differs");
});

test("equal sides agree at any block, and a side that does not tell is no difference", () => {
  expect(outcomeOf(sides({ chain: 5n, ourBlock: null }))).toBe("agrees");
  expect(outcomeOf(sides({ isSame: (ours, chain) => ours - chain <= 1n }))).toBe("agrees");
  expect(outcomeOf(sides({ ours: null }))).toBe("ours not known");
  expect(outcomeOf(sides({ chain: null }))).toBe("not answered");
  expect(outcomeOf(sides({ ours: 0n, chain: 0n }))).toBe("agrees");
});
