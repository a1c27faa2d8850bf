import { expect, test } from "vitest";
import { stillSlashable } from "./stakers-left";

const LEFT_AT = new Date("2026-06-22T00:00:00Z");
const at = (type: string, blockNumber: number, operator = "0xa") => ({
  staker: "0xs",
  operator,
  operatorName: null,
  type,
  at: LEFT_AT,
  blockNumber,
  transactionHash: `0x${blockNumber}`,
});

type Known = Parameters<typeof stillSlashable>[0];
type Allocation = Known["allocations"][number];

/** Returns a network with one allocation of the operator that was left, unless told otherwise. */
function knowing({
  blockNow,
  slashability = "slashable",
  isRead = true,
  ...row
}: { blockNow: number | null; isRead?: boolean } & Partial<
  Pick<Allocation, "slashability" | "operator">
>): Known {
  const force = { state: "in-effect", current: 1n, pending: null, most: 1n };
  const allocations = [{ operator: "0xa", force, slashability, ...row }] as Allocation[];
  return {
    clocks: { blockNow },
    allocations: isRead ? allocations : [],
    source: { metadata: null },
    totals: { allocationCount: isRead ? 1 : null },
  };
}

test("what was queued 13 days ago is still slashable, and what was 15 days ago is not", () => {
  const blockNow = 25_000_000;
  const [thirteen, fifteen] = [13, 15].map((days) => blockNow - (days * 86_400) / 12);
  expect(stillSlashable(knowing({ blockNow }), [at("UNDELEGATED", thirteen ?? 0)])).toEqual([
    {
      operator: "0xa",
      operatorName: null,
      isForced: false,
      leftAt: LEFT_AT,
      leftBlock: thirteen,
      startedAt: null,
      startedBlock: null,
      untilBlock: (thirteen ?? 0) + 100_800,
      slashableUntil: new Date("2026-07-06T00:00:00Z"),
      isWithin: true,
      isSlashable: true,
    },
  ]);
  expect(stillSlashable(knowing({ blockNow }), [at("UNDELEGATED", fifteen ?? 0)])).toEqual([]);
});

test("the fourteenth day counts to its last block", () => {
  expect(stillSlashable(knowing({ blockNow: 100_900 }), [at("UNDELEGATED", 100)])).toHaveLength(1);
  expect(stillSlashable(knowing({ blockNow: 100_901 }), [at("UNDELEGATED", 100)])).toEqual([]);
});

test("the delegation that ended is the newest one to that operator before leaving", () => {
  const events = [
    at("UNDELEGATED", 150),
    at("DELEGATED", 140, "0xb"),
    at("DELEGATED", 130),
    at("UNDELEGATED", 120),
    at("DELEGATED", 110),
  ];
  expect(stillSlashable(knowing({ blockNow: 200 }), events)).toMatchObject([
    { leftBlock: 150, startedBlock: 130 },
    { leftBlock: 120, startedBlock: 110 },
  ]);
});

test("a forced departure is one, though it emits two events", () => {
  const events = [at("FORCE_UNDELEGATED", 100), at("UNDELEGATED", 100)];
  expect(stillSlashable(knowing({ blockNow: 200 }), events)).toMatchObject([{ isForced: true }]);
});

test("who moved on to another operator left the old one, and a delegation is no departure", () => {
  const events = [at("DELEGATED", 101, "0xb"), at("UNDELEGATED", 101, "0xa"), at("DELEGATED", 5, "0xa")];
  expect(stillSlashable(knowing({ blockNow: 200 }), events).map(({ operator }) => operator)).toEqual(["0xa"]);
});

test("without a known block it is not known whether the 14 days are over", () => {
  expect(stillSlashable(knowing({ blockNow: null }), [at("UNDELEGATED", 5)])).toMatchObject([
    { isWithin: null, isSlashable: null },
  ]);
});

test("what the operator that is left allocates decides whether it can be slashed", () => {
  const left = (known: Omit<Parameters<typeof knowing>[0], "blockNow">) =>
    stillSlashable(knowing({ blockNow: 200, ...known }), [at("UNDELEGATED", 100)])[0]?.isSlashable;
  expect(left({ slashability: "slashable" })).toBe(true);
  expect(left({ slashability: "up-to" })).toBeNull();
  expect(left({ slashability: "not-slashable" })).toBe(false);
  expect(left({ operator: "0xb" })).toBe(false);
  expect(left({ isRead: false })).toBeNull();
});

test("an announced change that counts after the 14 days decides nothing", () => {
  const change = (effectBlock: number | null) => {
    const known = knowing({ blockNow: 200, slashability: "not-slashable" });
    const [one] = known.allocations;
    if (one) one.force = { ...one.force, pending: { effectBlock } } as typeof one.force;
    return stillSlashable(known, [at("UNDELEGATED", 100)])[0]?.isSlashable;
  };
  expect(change(100 + 100_800)).toBeNull();
  expect(change(100 + 100_801)).toBe(false);
  expect(change(null)).toBeNull();
});
