import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { magnitudePath, type Slash } from "./slashing/slashing";
import { anySlashes, slashOf } from "./slashing/testing-slashes";
import { WAD } from "./units";
import { correctedUsd, type Lot, sharesUsd, tokensOf, withdrawable, withdrawableSum } from "./value";

const pricing = { rateWad: WAD, decimals: 18, priceUsd: 2000 };
const lot = (shares: bigint, writtenBlock: number | null = 50, startedAt: Date | null = null): Lot => ({
  shares,
  writtenBlock,
  startedAt,
});
const pairOf = (slashes: Slash[]) => ({
  slashes,
  maxMagnitude: magnitudePath(slashes).at(-1)?.maxAfter ?? WAD,
  maxMagnitudeBlock: slashes.at(-1)?.blockNumber ?? null,
});

describe("the value of shares", () => {
  test("is shares x rate / 10^18 / 10^decimals x price", () => {
    expect(sharesUsd(3n * WAD, pricing)).toBeCloseTo(6000);
    expect(sharesUsd(2_000_000n, { rateWad: 1.5e18, decimals: 6, priceUsd: 1 })).toBeCloseTo(3);
  });

  test("is unknown without rate, decimals or price", () => {
    expect(sharesUsd(WAD, { ...pricing, priceUsd: null })).toBeNull();
    expect(sharesUsd(WAD, { ...pricing, priceUsd: Number.NaN })).toBeNull();
    expect(sharesUsd(WAD, { ...pricing, decimals: null })).toBeNull();
    expect(sharesUsd(WAD, { ...pricing, decimals: -1 })).toBeNull();
    expect(sharesUsd(WAD, { ...pricing, decimals: 255 })).toBeNull();
    expect(tokensOf(WAD, { rateWad: null, decimals: 18 })).toBeNull();
  });
});

describe("shares that can be withdrawn", () => {
  test("are the shares where nothing was slashed, whatever the written block", () => {
    expect(withdrawable(lot(7n, null), pairOf([]))).toEqual({ shares: 7n, correction: "exact" });
  });

  test("written before a slash lose its fraction; each slash lowers the base of the next", () => {
    const pair = pairOf([slashOf(100, 0.5), slashOf(200, 0.5)]);
    expect(withdrawable(lot(1000n), pair)).toEqual({ shares: 250n, correction: "exact" });
    expect(withdrawable(lot(1000n, 150), pair)).toEqual({ shares: 500n, correction: "upper-bound" });
  });

  test("written by the slash itself, or begun after it, are exact", () => {
    const pair = pairOf([slashOf(100, 0.5)]);
    expect(withdrawable(lot(500n, 100), pair)).toEqual({ shares: 500n, correction: "exact" });
    const startedAt = new Date(101 * 12_000);
    expect(withdrawable(lot(500n, 150, startedAt), pair)).toEqual({ shares: 500n, correction: "exact" });
    expect(withdrawable(lot(500n, 150, new Date(99 * 12_000)), pair).correction).toBe("upper-bound");
  });

  test("a row that the slash lowered and the same row in the pipeline's habit are worth the same", () => {
    const pair = pairOf([slashOf(100, 0.25)]);
    expect(withdrawable(lot(400n, 50), pair).shares).toBe(withdrawable(lot(300n, 100), pair).shares);
  });

  test("of a dead strategy are exactly 0, whenever they were written", () => {
    const pair = pairOf([slashOf(100, 1)]);
    for (const writtenBlock of [null, 50, 100, 150])
      expect(withdrawable(lot(1000n, writtenBlock), pair)).toEqual({ shares: 0n, correction: "exact" });
  });

  test("are not corrected where the written block or the magnitude is not known", () => {
    const pair = pairOf([slashOf(100, 0.5)]);
    expect(withdrawable(lot(1000n, null), pair)).toEqual({ shares: 1000n, correction: "not-corrected" });
    expect(withdrawable(lot(1000n), { ...pair, maxMagnitude: null })).toEqual({
      shares: 500n,
      correction: "not-corrected",
    });
    const unknown = [{ ...slashOf(100, 0.5), wadSlashed: null }];
    expect(
      withdrawable(lot(1000n), { slashes: unknown, maxMagnitude: null, maxMagnitudeBlock: 100 }),
    ).toEqual({ shares: 1000n, correction: "not-corrected" });
  });

  test("are not corrected where the magnitude fell and no slashing explains it", () => {
    const pair = { slashes: [], maxMagnitude: WAD / 2n, maxMagnitudeBlock: 100 };
    expect(withdrawable(lot(1000n), pair).correction).toBe("not-corrected");
    expect(withdrawable(lot(1000n, 150), pair)).toEqual({ shares: 1000n, correction: "upper-bound" });
  });

  test("never rise with another slash, and are never more than the shares", () => {
    fc.assert(
      fc.property(
        anySlashes,
        fc.bigInt({ min: 0n, max: 10n ** 27n }),
        fc.integer({ min: 95, max: 112 }),
        (slashes, shares, writtenBlock) => {
          const sorted = [...slashes].sort((a, b) => (a.blockNumber ?? 0) - (b.blockNumber ?? 0));
          let before = shares;
          for (let count = 0; count <= sorted.length; count++) {
            const { shares: after } = withdrawable(lot(shares, writtenBlock), pairOf(sorted.slice(0, count)));
            expect(after <= before).toBe(true);
            before = after;
          }
        },
      ),
    );
  });

  test("of several lots are as certain as the least certain", () => {
    const pair = pairOf([slashOf(100, 0.5)]);
    expect(withdrawableSum([lot(100n), lot(100n, 150)], pair)).toEqual({
      shares: 150n,
      correction: "upper-bound",
    });
    expect(withdrawableSum([lot(100n, null), lot(100n, 150)], pair).correction).toBe("not-corrected");
    expect(correctedUsd({ shares: WAD, correction: "upper-bound" }, pricing)).toEqual({
      usd: 2000,
      isUpperBound: true,
    });
    expect(correctedUsd({ shares: WAD, correction: "exact" }, pricing).isUpperBound).toBe(false);
  });
});
