import { describe, expect, test } from "vitest";
import { slashOf } from "../slashing/testing-slashes";
import { correctedSeries, lotsOfSeries, slashesUntil } from "./history";

const days = (...shares: (bigint | null)[]) =>
  shares.map((amount, index) => ({ blockNumber: (index + 1) * 100, shares: amount }));

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

  test("knows a day without a block by its date: a slash of the day itself came after it", () => {
    const slash = { ...slashOf(150, 0.5), slashedAt: new Date("2026-04-30T20:18:47Z") };
    const until = (day: string) => slashesUntil([slash], { blockNumber: null, day }).length;
    expect([until("2026-04-29"), until("2026-04-30"), until("2026-05-01")]).toEqual([0, 0, 1]);
    expect(correctedSeries([{ blockNumber: null, shares: 5n, day: "2026-04-30" }], [slash])).toEqual([
      { shares: 5n, correction: "exact" },
    ]);
  });

  test("keeps apart only what a slash tells apart, however many days there are", () => {
    const rising = Array.from({ length: 2000 }, (_, index) => ({
      blockNumber: (index + 1) * 100,
      shares: BigInt(index + 1) * 10n,
    }));
    const series = correctedSeries(rising, [slashOf(100_050, 0.5)]);
    expect(series[999]).toEqual({ shares: 10_000n, correction: "exact" });
    expect(series[1999]).toEqual({ shares: 5_000n + 10_000n, correction: "upper-bound" });
  });
});
