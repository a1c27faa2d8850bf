import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allocatedUsd, inForce, isInSet, magnitudeBefore, slashable } from "./allocations";
import type { Membership } from "./membership";
import { WAD } from "./units";
import { sumUsd } from "./unknown";

const DAY = 7200;
const tenMillion = { usd: 10e6, isUpperBound: false };
const half = { magnitude: WAD / 2n, effectBlock: 100, magnitudeBefore: 0n };
const member: Membership = { kind: "member" };
const left = (block: number | null): Membership => ({ kind: "left", at: null, block });

describe("what is in effect", () => {
  const rise = { magnitude: 8n, effectBlock: 1000, magnitudeBefore: 3n };

  test("before the effect block the value before holds, from it on the target", () => {
    expect(inForce(rise, 999)).toEqual({
      state: "pending",
      current: 3n,
      most: 3n,
      pending: { from: 3n, to: 8n, effectBlock: 1000, direction: "rise" },
    });
    expect(inForce(rise, 1000)).toEqual({ state: "in-effect", current: 8n, most: 8n, pending: null });
  });

  test("without a known clock both values stand, and the larger is the worst case", () => {
    expect(inForce(rise, null)).toMatchObject({ state: "unknown", current: null, most: 8n });
    const fall = { magnitude: 3n, effectBlock: 1000, magnitudeBefore: 8n };
    expect(inForce(fall, null)).toMatchObject({ current: null, most: 8n, pending: { direction: "fall" } });
    expect(inForce({ ...rise, magnitudeBefore: 8n }, null)).toMatchObject({
      state: "in-effect",
      current: 8n,
    });
  });

  test("a value before that is not known stays unknown", () => {
    const unknown = { ...rise, magnitudeBefore: null };
    expect(inForce(unknown, 999)).toMatchObject({
      current: null,
      most: null,
      pending: { direction: "unknown" },
    });
    expect(inForce({ ...rise, effectBlock: null }, 999)).toMatchObject({ state: "unknown", current: null });
  });

  test("the value before is the last snapshot before the announcement", () => {
    const snapshots = [
      { blockNumber: 90, magnitude: 1n },
      { blockNumber: 99, magnitude: 2n },
      { blockNumber: 100, magnitude: 9n },
    ];
    expect(magnitudeBefore(snapshots, 100, 50)).toBe(2n);
    expect(magnitudeBefore([], 100, 50)).toBe(0n);
    expect(magnitudeBefore([], 100, 100)).toBeNull();
    expect(magnitudeBefore([], 100, null)).toBeNull();
    expect(magnitudeBefore(snapshots, null, 50)).toBeNull();
  });
});

describe("slashable now", () => {
  const now = 1_000_000;
  const force = inForce(half, now);
  const check = (membership: Membership, isStrategyInSet: boolean | null = true) =>
    slashable(force, membership, isStrategyInSet, now);

  test("$10 M delegated, 50 % allocated: $5 M for a member", () => {
    const found = check(member);
    expect(found).toEqual({ slashability: "slashable", reason: "member", magnitude: WAD / 2n });
    expect(allocatedUsd(found.magnitude, WAD, tenMillion).usd).toBe(5e6);
  });

  test("left 13 days ago: still slashable; 15 days ago: not", () => {
    expect(check(left(now - 13 * DAY))).toMatchObject({ slashability: "slashable", reason: "left-recently" });
    expect(check(left(now - 14 * DAY))).toMatchObject({ slashability: "slashable" });
    expect(check(left(now - 15 * DAY))).toEqual({
      slashability: "not-slashable",
      reason: "left-long-ago",
      magnitude: 0n,
    });
  });

  test("unknown membership is up to the whole allocation, never 0 and never a non-member", () => {
    expect(check({ kind: "unknown" })).toEqual({
      slashability: "up-to",
      reason: "membership-unknown",
      magnitude: WAD / 2n,
    });
    expect(check(left(null))).toMatchObject({ slashability: "up-to", reason: "left-at-unknown-time" });
    expect(slashable(inForce(half, null), left(5), true, null)).toMatchObject({
      slashability: "up-to",
      reason: "clock-unknown",
    });
  });

  test("a strategy that was taken out of the set is safe at once; a list that is not known counts", () => {
    expect(check(member, false)).toMatchObject({ slashability: "not-slashable", reason: "strategy-removed" });
    expect(check(member, null)).toMatchObject({ slashability: "slashable" });
    expect([isInSet("0xA", ["0xa"]), isInSet("0xa", []), isInSet("0xa", null)]).toEqual([true, false, null]);
  });

  test("an announced rise is not slashable yet, an announced fall still is", () => {
    const later = { effectBlock: now + 1 };
    const rise = inForce({ magnitude: 5n, magnitudeBefore: 0n, ...later }, now);
    expect(slashable(rise, member, true, now)).toMatchObject({ reason: "nothing-in-effect" });
    const fall = inForce({ magnitude: 0n, magnitudeBefore: 5n, ...later }, now);
    expect(slashable(fall, member, true, now)).toMatchObject({ slashability: "slashable", magnitude: 5n });
  });

  test("with an unknown clock both values may count: the worst case is the larger", () => {
    const announced = inForce({ magnitude: 0n, magnitudeBefore: 5n, effectBlock: 100 }, null);
    expect(slashable(announced, member, true, null)).toEqual({
      slashability: "up-to",
      reason: "clock-unknown",
      magnitude: 5n,
    });
  });
});

describe("allocated value", () => {
  test("is magnitude / max x value, and the max is what slashes left", () => {
    expect(allocatedUsd(WAD / 4n, WAD / 2n, tenMillion).usd).toBe(5e6);
  });

  test("is unknown with any unknown part, but nothing allocated is 0", () => {
    expect(allocatedUsd(null, WAD, tenMillion).usd).toBeNull();
    expect(allocatedUsd(1n, null, tenMillion).usd).toBeNull();
    expect(allocatedUsd(WAD, WAD, { usd: null, isUpperBound: false }).usd).toBeNull();
    expect(allocatedUsd(0n, null, { usd: null, isUpperBound: false }).usd).toBe(0);
  });
});

describe("exposures", () => {
  test("of an operator's sets are never more than its value", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: WAD }), { maxLength: 5 }), (magnitudes) => {
        const total = magnitudes.reduce((sum, magnitude) => sum + magnitude, 0n);
        const max = total > 0n ? total : WAD;
        const shares = magnitudes.map((magnitude) =>
          allocatedUsd(magnitude, max > WAD ? max : WAD, tenMillion),
        );
        expect(sumUsd(shares).knownUsd ?? 0).toBeLessThanOrEqual(10e6 * (1 + 1e-9));
      }),
    );
  });
});
