import { expect, test } from "vitest";
import { checkScores, scoreOf } from "./scores";

const parts = { performanceScore: 80, economicScore: 60, networkPositionScore: 40 };

test("a score is half performance, 35 % economic and 15 % network position", () => {
  expect(scoreOf(parts)).toBe(67);
  expect(scoreOf({ ...parts, economicScore: null })).toBeNull();
});

test("a pipeline's scores agree with the formula, do not, or cannot be compared", () => {
  expect(checkScores([{ ...parts, score: 67.01 }])).toEqual({
    agrees: true,
    comparedCount: 1,
    differingCount: 0,
  });
  expect(
    checkScores([
      { ...parts, score: 67 },
      { ...parts, score: 50 },
    ]).agrees,
  ).toBe(false);
  expect(
    checkScores([
      { ...parts, economicScore: null, score: 50 },
      { ...parts, score: null },
    ]),
  ).toEqual({
    agrees: null,
    comparedCount: 0,
    differingCount: 0,
  });
});
