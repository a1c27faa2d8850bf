import { describe, expect, test } from "vitest";
import { correctedSeries, lotsOfSeries, valueSeries } from "./history";
import { slashOf } from "./testing-slashes";
import { WAD } from "./units";

const days = (...shares: (bigint | null)[]) =>
  shares.map((amount, index) => ({ blockNumber: (index + 1) * 100, shares: amount }));
const pricing = { rateWad: WAD, decimals: 0, priceUsd: 1 };

describe("a history of shares", () => {
  test("that stays the same through a slash is exact: the day's factor applies to all of it", () => {
    expect(correctedSeries(days(100n, 100n, 100n), [slashOf(150, 0.5)])).toEqual([
      { shares: 100n, correction: "exact" },
      { shares: 50n, correction: "exact" },
      { shares: 50n, correction: "exact" },
    ]);
  });

  test("that rises after a slash counts the rise whole, as an upper bound", () => {
    expect(correctedSeries(days(100n, 120n), [slashOf(150, 0.5)])[1]).toEqual({
      shares: 70n,
      correction: "upper-bound",
    });
  });

  test("that falls loses its oldest shares first, so that what is left is the most it can be", () => {
    expect(
      lotsOfSeries(days(100n, 150n, 60n)).map(({ shares, writtenBlock }) => [shares, writtenBlock]),
    ).toEqual([
      [10n, 100],
      [50n, 200],
    ]);
    expect(lotsOfSeries(days(100n, 0n))).toEqual([]);
  });

  test("uses the maximum of the day from the slashings, and is 0 once the strategy is dead", () => {
    const slashes = [slashOf(150, 0.5), slashOf(250, 1)];
    const series = correctedSeries(days(100n, 100n, 130n), slashes);
    expect(series.map((day) => day?.shares)).toEqual([100n, 50n, 0n]);
    expect(series[2]?.correction).toBe("exact");
  });

  test("keeps days that are not known, and does not correct a day without a block", () => {
    expect(correctedSeries(days(100n, null, 100n), [slashOf(150, 0.5)])[1]).toBeNull();
    expect(correctedSeries([{ blockNumber: null, shares: 5n }], [slashOf(150, 0.5)])).toEqual([
      { shares: 5n, correction: "not-corrected" },
    ]);
    expect(correctedSeries([{ blockNumber: null, shares: 5n }], [])).toEqual([
      { shares: 5n, correction: "exact" },
    ]);
  });
});

test("the last day of a chart equals the headline, or is marked", () => {
  const series = days(100n, 100n);
  const slashes = [slashOf(150, 0.5)];
  const last = (headlineUsd: number) =>
    valueSeries(series, slashes, pricing, { usd: headlineUsd, isUpperBound: false }).at(-1);
  expect(last(50)).toEqual({ usd: 50, isUpperBound: false });
  expect(last(40)).toEqual({ usd: 50, isUpperBound: true });
  expect(valueSeries(days(null), slashes, pricing)).toEqual([{ usd: null, isUpperBound: false }]);
});
