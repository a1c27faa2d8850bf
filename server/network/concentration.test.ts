import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concentrationOf, leastCountFor, topShare } from "./concentration";

describe("concentration", () => {
  test("of equal amounts", () => {
    const equal = concentrationOf([10, 10, 10, 10]);
    expect(equal).toMatchObject({
      hhi: 0.25,
      effectiveCount: 4,
      coefficientOfVariation: 0,
      count: 4,
      total: 40,
    });
    expect(equal?.gini).toBeCloseTo(0);
  });

  test("of 1 and 3: gini 0.25, cv sqrt(2) / 2", () => {
    const found = concentrationOf([3, 1]);
    expect(found?.hhi).toBe(0.625);
    expect(found?.gini).toBeCloseTo(0.25);
    expect(found?.coefficientOfVariation).toBeCloseTo(Math.SQRT1_2);
  });

  test("leaves out unknown, zero and negative amounts; nothing left is unknown", () => {
    expect(concentrationOf([null, 0, -5, Number.NaN, 7])).toMatchObject({
      hhi: 1,
      count: 1,
      coefficientOfVariation: null,
    });
    expect(concentrationOf([null, 0])).toBeNull();
  });

  test("stays in bounds", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1 }), (amounts) => {
        const { hhi = 0, gini = 0 } = concentrationOf(amounts) ?? {};
        expect(hhi).toBeGreaterThanOrEqual(1 / amounts.length - 1e-9);
        expect(hhi).toBeLessThanOrEqual(1 + 1e-9);
        expect(gini).toBeGreaterThanOrEqual(-1e-9);
        expect(gini).toBeLessThan(1);
      }),
    );
  });
});

test("the share of the largest, and how few hold a third and half", () => {
  const amounts = [40, 30, 20, 10, null];
  expect(topShare(amounts, 2)).toBe(0.7);
  expect(topShare([null], 2)).toBeNull();
  expect([0.33, 0.5, 1].map((share) => leastCountFor(amounts, share))).toEqual([1, 2, 4]);
  expect(leastCountFor([], 0.5)).toBeNull();
});
