import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addSums,
  allOf,
  anyOf,
  compareKnown,
  EMPTY_SUM,
  isInRange,
  not,
  product,
  ratio,
  scaled,
  sumOf,
  sumUsd,
  type Tri,
} from "./unknown";

const maybeNumber = fc.option(fc.double({ min: -1e12, max: 1e12, noNaN: true }), { nil: null });
const tri = fc.constantFrom<Tri>(true, false, null);

describe("a product", () => {
  test("is unknown with any unknown factor, even beside a 0", () => {
    expect(product(2, 3, 0.5)).toBe(3);
    expect(product(0, null)).toBeNull();
    expect(product(1, Number.NaN)).toBeNull();
    expect(product(1, Number.POSITIVE_INFINITY)).toBeNull();
  });

  test("never turns an unknown into a number", () => {
    fc.assert(
      fc.property(fc.array(maybeNumber, { minLength: 1 }), (factors) => {
        if (factors.includes(null)) expect(product(...factors)).toBeNull();
      }),
    );
  });
});

test("a ratio of nothing, or of an unknown whole, is unknown", () => {
  expect(ratio(1, 4)).toBe(0.25);
  expect(ratio(1, 0)).toBeNull();
  expect(ratio(null, 4)).toBeNull();
  expect(ratio(1, null)).toBeNull();
  expect(scaled({ usd: 10, isUpperBound: true }, 0.5)).toEqual({ usd: 5, isUpperBound: true });
});

describe("a sum", () => {
  test("adds what is known and counts what is not", () => {
    expect(sumUsd([1, null, { usd: 2, isUpperBound: true }, Number.NaN])).toEqual({
      knownUsd: 3,
      knownCount: 2,
      unknownCount: 2,
      isUpperBound: true,
      leastUsd: 1,
      mostUsd: null,
    });
    expect(sumUsd([{ usd: null, isUpperBound: false, isUnpriced: true }, 4])).toMatchObject({
      knownUsd: 4,
      unknownCount: 1,
      mostUsd: 4,
    });
  });

  test("of nothing is a known 0, of unknown parts only is unknown", () => {
    expect(sumUsd([])).toEqual(EMPTY_SUM);
    expect(sumUsd([null, null])).toMatchObject({ knownUsd: null, unknownCount: 2 });
    expect(addSums([EMPTY_SUM, sumOf(null)]).knownUsd).toBeNull();
    expect(addSums([sumOf(0), sumOf(null)])).toMatchObject({ knownUsd: 0, knownCount: 1, unknownCount: 1 });
  });

  test("of sums equals the sum of all parts", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.option(fc.integer(), { nil: null }))), (groups) => {
        expect(addSums(groups.map(sumUsd))).toEqual(sumUsd(groups.flat()));
      }),
    );
  });
});

describe("yes, no and unknown", () => {
  test("decide only when nothing unknown could change the answer", () => {
    expect([allOf([true, null]), allOf([false, null]), allOf([])]).toEqual([null, false, true]);
    expect([anyOf([true, null]), anyOf([false, null]), anyOf([])]).toEqual([true, null, false]);
    expect([not(true), not(false), not(null)]).toEqual([false, true, null]);
  });

  test("any is the opposite of all opposites, in any order", () => {
    fc.assert(
      fc.property(fc.array(tri), (values) => {
        expect(anyOf(values)).toBe(not(allOf(values.map(not))));
        expect(anyOf(values)).toBe(anyOf([...values].reverse()));
      }),
    );
  });
});

describe("order and filters", () => {
  test("unknown values are last in both directions", () => {
    const values = [null, 2, Number.NaN, 1, 3];
    const sorted = (direction: "ascending" | "descending") =>
      [...values].sort((a, b) => compareKnown(a, b, direction)).slice(0, 3);
    expect(sorted("ascending")).toEqual([1, 2, 3]);
    expect(sorted("descending")).toEqual([3, 2, 1]);
    expect(compareKnown(null, null, "ascending")).toBe(0);
    expect(compareKnown("a", "b", "ascending")).toBeLessThan(0);
  });

  test("an unknown value matches no range, not even an open one", () => {
    expect(isInRange(5, { least: 5, most: 5 })).toBe(true);
    expect(isInRange(5n, { least: 6 })).toBe(false);
    expect(isInRange(5, { most: 4 })).toBe(false);
    expect(isInRange(null, {})).toBe(false);
    expect(isInRange(0, {})).toBe(true);
  });
});
