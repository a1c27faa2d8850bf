import { expect, test } from "vitest";
import { spanWords } from "./ranges";

test.each([
  ["30d", "2026-06-06", "over 30 days"],
  ["90d", "2026-04-06", "over 90 days"],
  ["1y", "2025-07-05", "over a year"],
  ["90d", "2026-06-16", "over 19 days"],
  ["1y", "2026-07-04", "over 1 day"],
  ["all", "2024-07-05", "over 730 days"],
] as const)("a change over %s that begins on %s is %s", (range, first, words) => {
  expect(spanWords(range, first, "2026-07-05")).toBe(words);
});
