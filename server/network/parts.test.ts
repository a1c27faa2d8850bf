import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { spreadOver } from "./concentration";
import { isUnpriced, mostPartOf, partOf, pricedUsd, sumOfRow, wholeUsd } from "./parts";
import { addSums, scaled, sumOf, sumUsd, type UsdValue } from "./unknown";

const unpriced: UsdValue = { usd: null, isUpperBound: false, isUnpriced: true };
const atMost = (usd: number): UsdValue => ({ usd, isUpperBound: true });

describe("a part of the priced stake", () => {
  test("is exact over exact values", () => {
    expect(partOf(sumOf(30), sumUsd([30, 70]))).toBe(0.3);
    expect(mostPartOf(sumOf(30), sumUsd([30, 70]))).toBe(0.3);
    expect(partOf(sumOf(0), sumUsd([0]))).toBeNull();
  });

  test("leaves tokens without a price out of both, however many there are", () => {
    const dust = Array.from({ length: 10_000 }, () => unpriced);
    expect(partOf(sumUsd([30, unpriced]), sumUsd([30, 70, ...dust]))).toBe(0.3);
    expect(partOf(sumOf(unpriced), sumUsd([30, unpriced]))).toBeNull();
    expect(mostPartOf(sumOf(unpriced), sumUsd([30, unpriced]))).toBeNull();
  });

  test("is not known beside a priced value that is not known", () => {
    expect(partOf(sumOf(30), sumUsd([30, 70, null]))).toBeNull();
    expect(mostPartOf(sumOf(30), sumUsd([30, null]))).toBeNull();
  });

  test("stands beside an upper bound that is too small to print, and not beside a large one", () => {
    expect(partOf(sumOf(300), sumUsd([300, 700, atMost(0.01)]))).toBeCloseTo(0.3, 4);
    expect(partOf(sumOf(300), sumUsd([300, 700, atMost(10)]))).toBeNull();
    expect(mostPartOf(sumOf(atMost(300)), sumUsd([1000]))).toBe(0.3);
    expect(mostPartOf(sumOf(300), sumUsd([300, atMost(700)]))).toBeNull();
  });

  test("tells no small percentage that may be nothing", () => {
    expect(partOf(sumOf(atMost(15_000)), sumUsd([100_000_000, atMost(15_000)]))).toBeNull();
    const unknownOf = (usd: number) => sumOf(scaled({ usd, isUpperBound: false }, null));
    expect(partOf(addSums([sumOf(0), unknownOf(15_000)]), sumUsd([100_000_000]))).toBeNull();
    expect(partOf(sumOf(0), sumUsd([100]))).toBe(0);
  });

  test("at most leaves out nothing that the amount beside it leaves out", () => {
    const unknown = sumOf(scaled({ usd: 100, isUpperBound: false }, null));
    expect(mostPartOf(addSums([sumOf(10), unknown]), sumUsd([100, 100]))).toBeNull();
    expect(mostPartOf(addSums([sumOf(10), sumOf(unpriced)]), sumUsd([100, unpriced]))).toBe(0.1);
  });

  test("is at most all of a value of which no part is known", () => {
    const held = sumUsd([1_000_000, 1]);
    const allocated = addSums([sumOf(500_000), sumOf(scaled({ usd: 1, isUpperBound: false }, null))]);
    expect(partOf(allocated, held)).toBeCloseTo(0.5, 4);
    const large = addSums([sumOf(0.5), sumOf(scaled({ usd: 1_000_000, isUpperBound: false }, null))]);
    expect(partOf(large, held)).toBeNull();
  });
});

/** Generates values that are exact, upper bounds, or without a price, each with its true value. */
const values = fc.array(
  fc.record({
    usd: fc.double({ min: 0, max: 1e9, noNaN: true }),
    trueRatio: fc.double({ min: 0, max: 1, noNaN: true }),
    kind: fc.constantFrom("exact", "upper-bound", "unpriced", "dust"),
  }),
  { minLength: 1, maxLength: 20 },
);
const said = ({ usd, kind }: { usd: number; kind: string }): UsdValue =>
  kind === "unpriced"
    ? unpriced
    : kind === "exact"
      ? { usd, isUpperBound: false }
      : atMost(kind === "dust" ? usd / 1e9 : usd);
const truly = ({ usd, kind, trueRatio }: { usd: number; kind: string; trueRatio: number }) =>
  kind === "unpriced" ? 0 : kind === "exact" ? usd : (kind === "dust" ? usd / 1e9 : usd) * trueRatio;

test("every percentage and figure of a spread that is told is true of the true values", () => {
  fc.assert(
    fc.property(values, (all) => {
      const sums = all.map((one) => sumOf(said(one)));
      const whole = addSums(sums);
      const trueValues = all.map(truly);
      const total = trueValues.reduce((sum, usd) => sum + usd, 0);
      fc.pre(total > 0);
      for (const [index, sum] of sums.entries()) {
        const ratio = partOf(sum, whole);
        const truth = (trueValues[index] ?? 0) / total;
        if (ratio !== null)
          expect(Math.abs(ratio - truth)).toBeLessThanOrEqual(Math.min(0.0002, truth * 0.0102) + 1e-12);
        const most = mostPartOf(sum, whole);
        if (most !== null) expect(most).toBeGreaterThanOrEqual((trueValues[index] ?? 0) / total - 1e-9);
      }
      const spread = spreadOver(sums);
      const parts = trueValues.map((usd) => usd / total).sort((a, b) => b - a);
      const reach = (share: number) => {
        const reached = parts.map((_, index) =>
          parts.slice(0, index + 1).reduce((sum, part) => sum + part, 0),
        );
        return reached.findIndex((sum) => sum >= share - 1e-12) + 1;
      };
      const hhi = parts.reduce((sum, part) => sum + part ** 2, 0);
      if (spread.hhi !== null) expect(Math.abs(spread.hhi - hhi)).toBeLessThanOrEqual(0.0002);
      if (spread.top10Ratio !== null)
        expect(spread.top10Ratio).toBeCloseTo(
          parts.slice(0, 10).reduce((sum, part) => sum + part, 0),
          3,
        );
      if (spread.to50Count !== null) expect(Math.abs(spread.to50Count - reach(0.5))).toBeLessThanOrEqual(1);
    }),
  );
});

test("a spread is exact over exact values, and unknown where a large one is not exact", () => {
  expect(spreadOver([sumOf(60), sumOf(40), sumOf(unpriced)])).toMatchObject({
    hhi: expect.closeTo(0.52, 12),
    top10Ratio: 1,
    to33Count: 1,
    to50Count: 1,
  });
  const none = { hhi: null, to33Count: null, to50Count: null };
  // The first operator has a third in every case.
  expect(spreadOver([sumOf(60), sumOf(atMost(100))])).toMatchObject({ ...none, to33Count: 1 });
  expect(spreadOver([sumOf(60), sumOf(null)])).toMatchObject(none);
  expect(spreadOver([])).toMatchObject(none);
});

test("a total is priced where its bounds agree, and whole where all of it is exact", () => {
  expect(
    [sumUsd([1, 2]), sumUsd([1, unpriced]), sumUsd([1, null]), sumUsd([1, atMost(1)])].map(pricedUsd),
  ).toEqual([3, 1, null, null]);
  expect([sumUsd([1, 2]), sumUsd([1, unpriced]), sumUsd([1, atMost(1)])].map(wholeUsd)).toEqual([
    3,
    null,
    null,
  ]);
  expect([sumUsd([unpriced]), sumUsd([]), sumUsd([1, unpriced]), sumOf(null)].map(isUnpriced)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test("a value that Postgres summed has the same bounds", () => {
  const row = { valueUsd: 10, unknownCount: 1, isUpperBound: true };
  expect(sumOfRow({ ...row, unboundedCount: 0 })).toMatchObject({ leastUsd: 0, mostUsd: 10 });
  expect(sumOfRow({ ...row, exactUsd: 9, unboundedCount: 0 })).toMatchObject({ leastUsd: 9, mostUsd: 10 });
  expect(sumOfRow({ ...row, unboundedCount: 1 }).mostUsd).toBeNull();
});
