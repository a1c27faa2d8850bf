import { expect, test } from "vitest";
import { stillSlashable } from "./leaving";

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

test("what was queued 13 days ago is still slashable, and what was 15 days ago is not", () => {
  const blockNow = 25_000_000;
  const [thirteen, fifteen] = [13, 15].map((days) => blockNow - (days * 86_400) / 12);
  expect(stillSlashable({ blockNow }, [at("UNDELEGATED", thirteen ?? 0)])).toEqual([
    {
      operator: "0xa",
      operatorName: null,
      isForced: false,
      leftAt: LEFT_AT,
      slashableUntil: new Date("2026-07-06T00:00:00Z"),
    },
  ]);
  expect(stillSlashable({ blockNow }, [at("UNDELEGATED", fifteen ?? 0)])).toEqual([]);
});

test("the fourteenth day counts to its last block", () => {
  expect(stillSlashable({ blockNow: 100_900 }, [at("UNDELEGATED", 100)])).toHaveLength(1);
  expect(stillSlashable({ blockNow: 100_901 }, [at("UNDELEGATED", 100)])).toEqual([]);
});

test("a forced departure is one, though it emits two events", () => {
  const events = [at("FORCE_UNDELEGATED", 100), at("UNDELEGATED", 100)];
  expect(stillSlashable({ blockNow: 200 }, events)).toMatchObject([{ isForced: true }]);
});

test("who moved on to another operator left the old one, and a delegation is no departure", () => {
  const events = [at("DELEGATED", 101, "0xb"), at("UNDELEGATED", 101, "0xa"), at("DELEGATED", 5, "0xa")];
  expect(stillSlashable({ blockNow: 200 }, events).map(({ operator }) => operator)).toEqual(["0xa"]);
});

test("without a known block every departure may still count", () => {
  expect(stillSlashable({ blockNow: null }, [at("UNDELEGATED", 5)])).toHaveLength(1);
});
