import { describe, expect, test } from "vitest";
import { canStillSlash, isMember, membershipOf } from "./membership";

const set = "0xb-0";
const leftAt = new Date("2026-01-01T00:00:00Z");
const row = { status: "REGISTERED", lastUnregisteredAt: null, activeSetIds: [set] };
const blockAt = () => 1000;

describe("membership in a set", () => {
  test("is known for a set in the list, by id or by number", () => {
    expect(membershipOf("0xB-0", row, blockAt)).toEqual({ kind: "member" });
    expect(membershipOf(set, { ...row, activeSetIds: ["0"] }, blockAt)).toEqual({ kind: "member" });
  });

  test("ended at a known time where the list lacks the set and the operator was unregistered", () => {
    const left = { status: "unregistered", lastUnregisteredAt: leftAt, activeSetIds: [] };
    expect(membershipOf(set, left, blockAt)).toEqual({ kind: "left", at: leftAt, block: 1000 });
    expect(membershipOf(set, left, () => null)).toEqual({ kind: "left", at: leftAt, block: null });
  });

  test("ended at an unknown time where the operator is still registered at the AVS", () => {
    const still = { status: "REGISTERED", lastUnregisteredAt: leftAt, activeSetIds: ["0xb-1"] };
    expect(membershipOf(set, still, blockAt)).toEqual({ kind: "left", at: null, block: null });
  });

  test("is unknown without a row or a list, whatever the status at the AVSDirectory", () => {
    expect(membershipOf(set, null, blockAt)).toEqual({ kind: "unknown" });
    expect(membershipOf(set, { ...row, activeSetIds: null }, blockAt)).toEqual({ kind: "unknown" });
    expect(
      membershipOf(set, { status: "UNREGISTERED", lastUnregisteredAt: leftAt, activeSetIds: null }, blockAt),
    ).toEqual({ kind: "unknown" });
  });
});

describe("a set can still slash", () => {
  test("a member, and one that left at most 100,800 blocks ago", () => {
    const left = (block: number | null) => ({ kind: "left", at: null, block }) as const;
    expect(canStillSlash({ kind: "member" }, null)).toBe(true);
    expect(canStillSlash(left(1000), 1000 + 100_800)).toBe(true);
    expect(canStillSlash(left(1000), 1000 + 100_801)).toBe(false);
    expect(canStillSlash(left(null), 1000)).toBeNull();
    expect(canStillSlash(left(1000), null)).toBeNull();
    expect(canStillSlash({ kind: "unknown" }, 1000)).toBeNull();
  });

  test("but one that left is no member", () => {
    expect(isMember({ kind: "left", at: null, block: null })).toBe(false);
    expect(isMember({ kind: "member" })).toBe(true);
    expect(isMember({ kind: "unknown" })).toBeNull();
  });
});
