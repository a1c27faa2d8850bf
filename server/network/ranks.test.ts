import { expect, test } from "vitest";
import { ranksBy } from "./ranks";

test("equal values share a rank, an unknown value has none", () => {
  const ranks = ranksBy([
    ["a", 5],
    ["b", 9],
    ["c", 5],
    ["d", null],
    ["e", 1],
  ]);
  expect(Object.fromEntries(ranks)).toEqual({
    b: { rank: 1, of: 4 },
    a: { rank: 2, of: 4 },
    c: { rank: 2, of: 4 },
    e: { rank: 4, of: 4 },
  });
});
