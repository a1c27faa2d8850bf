import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hhiOf, spreadOver, topShare } from "./concentration";
import { sumOf } from "./unknown";

describe("the HHI", () => {
  test("of equal amounts is 1 / n, of 3 and 1 it is 0.625", () => {
    expect(hhiOf([10, 10, 10, 10])).toBe(0.25);
    expect(hhiOf([3, 1])).toBe(0.625);
  });

  test("leaves out unknown, zero and negative amounts; nothing left is unknown", () => {
    expect(hhiOf([null, 0, -5, Number.NaN, 7])).toBe(1);
    expect(hhiOf([null, 0])).toBeNull();
  });

  test("stays within 1 / n and 1", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1 }), (amounts) => {
        const hhi = hhiOf(amounts) ?? 0;
        expect(hhi).toBeGreaterThanOrEqual(1 / amounts.length - 1e-9);
        expect(hhi).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});

test("the share of the largest, and how few hold a third and half", () => {
  const amounts = [40, 30, 20, 10];
  expect(topShare([...amounts, null], 2)).toBe(0.7);
  expect(topShare([null], 2)).toBeNull();
  expect(spreadOver(amounts.map(sumOf))).toMatchObject({ to33Count: 1, to50Count: 2 });
});
