import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { WAD } from "../units";
import { type DelegationEvent, departures, lossesOfPair, lossOf } from "./losses";
import { eventWad } from "./slashing";
import { anySlashes, slashOf } from "./testing-slashes";

const pricing = { rateWad: WAD, decimals: 18, priceUsd: 1 };
const million = 1_000_000n * WAD;

describe("the loss of a slash", () => {
  test("$100 M, 10 % allocated, half of the allocation slashed: $5.0 M", () => {
    const wad = eventWad(WAD / 10n, WAD / 2n, WAD);
    expect(lossOf({ usd: 100e6, isUpperBound: false }, wad)).toEqual({ usd: 5e6, isUpperBound: false });
    const [loss] = lossesOfPair([slashOf(100, wad as bigint)], () => 100n * million, pricing);
    expect(loss?.lost.usd).toBeCloseTo(5e6);
    expect(loss?.sharesBefore).toBe(100n * million);
    expect(loss?.lostShares).toBe(5n * million);
  });

  test("slashed 100 % twice with nothing deposited between: nothing is lost the second time", () => {
    const losses = lossesOfPair([slashOf(100, 1), slashOf(200, 1)], () => 100n * million, pricing);
    expect(losses.map(({ lost }) => lost.usd)).toEqual([100e6, 0]);
  });

  test("all but one of 10^18, then all: what was deposited between is lost the second time, and is an upper bound", () => {
    const slashes = [slashOf(100, WAD - 1n), slashOf(200, WAD)];
    const shares = (slash: { blockNumber: number | null }) =>
      slash.blockNumber === 100 ? 100n * million : 101n * million;
    const losses = lossesOfPair(slashes, shares, pricing);
    expect(losses[1]?.lost.usd).toBeCloseTo(1e6);
    expect(losses[1]?.lost.isUpperBound).toBe(true);
    const nothingDeposited = lossesOfPair(slashes, () => 100n * million, pricing);
    expect(nothingDeposited[1]?.lost.usd).toBeLessThan(0.01);
  });

  test("fractions of different events are never added: half, then half of the rest", () => {
    const losses = lossesOfPair([slashOf(100, 0.5), slashOf(200, 0.5)], () => million, pricing);
    expect(losses.map(({ lost }) => lost.usd)).toEqual([5e5, 2.5e5]);
  });

  test("is unknown without the shares before, the fraction or the price; a dead strategy loses 0 all the same", () => {
    const [unknownBase, second] = lossesOfPair([slashOf(100, 0.5), slashOf(101, 1)], () => null, pricing);
    expect(unknownBase?.lost.usd).toBeNull();
    expect(second?.lost.usd).toBeNull();
    const unknownWad = { ...slashOf(100, 0.5), wadSlashed: null };
    expect(lossesOfPair([unknownWad], () => million, pricing)[0]?.lost.usd).toBeNull();
    const unpriced = lossesOfPair([slashOf(100, 0.5)], () => million, { ...pricing, priceUsd: null });
    expect(unpriced[0]).toMatchObject({ lostShares: million / 2n, lost: { usd: null } });
  });

  test("of several in one block add to the same total in any order, and never to more than was there", () => {
    fc.assert(
      fc.property(anySlashes, (slashes) => {
        const total = (order: typeof slashes) =>
          lossesOfPair(order, () => million, pricing).reduce(
            (sum, loss) => sum + (loss.lostShares ?? 0n),
            0n,
          );
        expect(total([...slashes].reverse())).toBe(total(slashes));
        expect(total(slashes) <= million).toBe(true);
      }),
    );
  });
});

describe("delegation events", () => {
  const event = (type: string, at: number, transactionHash: string | null = `0x${at}`): DelegationEvent => ({
    staker: "0xA",
    type,
    at: new Date(at),
    blockNumber: at,
    transactionHash,
  });

  test("a forced exit writes two events and is one departure, forced", () => {
    const events = [
      event("UNDELEGATED", 5),
      event("FORCE_UNDELEGATED", 5),
      event("UNDELEGATED", 9),
      event("DELEGATED", 9),
    ];
    expect(departures(events).map(({ isForced }) => isForced)).toEqual([true, false]);
    expect(departures([event("FORCE_UNDELEGATED", 5, null), event("UNDELEGATED", 5, "")])).toHaveLength(1);
  });
});
