import { expect, test } from "vitest";
import { slashingMarks } from "./slashing-marks";

const slashing = (
  at: string | null,
  operator: string,
  avs: string,
  lostUsd: number | null,
  { isLossUpperBound = false, unpricedCount = lostUsd === null ? 1 : 0 } = {},
) => ({
  slashedAt: at === null ? null : new Date(at),
  operator: `0x${operator.repeat(40)}`,
  operatorName: operator === "a" ? "Alice" : null,
  avs: `0x${avs.repeat(40)}`,
  avsName: avs === "1" ? "EigenDA" : null,
  lostUsd,
  isLossUpperBound,
  unpricedCount,
});
const slashings = [
  slashing("2026-06-14T23:59:00Z", "a", "1", 1000),
  slashing("2026-06-14T00:00:00Z", "a", "1", 500.5),
  slashing("2026-06-14T12:00:00Z", "a", "2", 7),
  slashing("2026-04-30T12:00:00Z", "b", "1", null),
  slashing(null, "b", "1", 9),
];

test("the slashings of a day by the same AVS are one mark", () => {
  expect(slashingMarks(slashings, "operator")).toEqual([
    { on: "2026-06-14", text: "Slashed 2 times by EigenDA, estimated $1,500.50" },
    { on: "2026-06-14", text: "Slashed by 0x2222…2222, estimated $7.00" },
    { on: "2026-04-30", text: "Slashed by EigenDA, of unknown value" },
  ]);
});

test("a mark says how much of the loss is known", () => {
  const wordsOf = (...losses: Parameters<typeof slashing>[]) =>
    slashingMarks(
      losses.map((one) => slashing(...one)),
      "operator",
    ).map(({ text }) => text);
  const day = "2026-06-14T00:00:00Z";
  expect(wordsOf([day, "a", "1", 5], [day, "a", "1", null, { unpricedCount: 2 }])).toEqual([
    "Slashed 2 times by EigenDA, estimated $5.00 without 2 parts of unknown value",
  ]);
  expect(wordsOf([day, "a", "1", 5], [day, "a", "1", 7, { isLossUpperBound: true }])).toEqual([
    "Slashed 2 times by EigenDA, estimated at most $12.00",
  ]);
});

test("of an AVS they name whom it slashed", () => {
  expect(slashingMarks(slashings, "avs").map(({ text }) => text)).toEqual([
    "It slashed Alice 3 times, estimated $1,507.50",
    "It slashed 0xbBbB…BBbB, of unknown value",
  ]);
});
