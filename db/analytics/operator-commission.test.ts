import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "../testing/databases";
import {
  insertAvs,
  insertCheckpoint,
  insertCommission,
  insertNetworkDay,
  insertOperator,
  insertOperatorStrategy,
  insertStrategy,
} from "../testing/rows";
import { insertAllocation, insertCommissionChange, insertOperatorSet } from "../testing/stake";
import {
  findCommissionFigures,
  findCommissionSummary,
  listCommissionChanges,
  listCommissionRates,
} from "./operator-commission";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner);
});

test.each([
  [499, "below average"],
  [500, "average"],
  [1500, "average"],
  [1501, "above average"],
])("stands with %i basis points %s", async (currentBips, position) => {
  const { address } = await insertOperator(database.owner);
  await insertCommission(database.owner, address, { currentBips });
  await insertNetworkDay(database.owner, {
    medianPiCommissionBips: "1000",
    p25PiCommissionBips: "500",
    p75PiCommissionBips: "1500",
  });
  expect(await findCommissionSummary(database.db, address)).toEqual({
    currentBps: currentBips,
    networkMedianBps: 1000,
    position,
  });
});

test("has no position where the network is not measured, and finds no stranger", async () => {
  const { address } = await insertOperator(database.owner);
  expect(await findCommissionSummary(database.db, address)).toEqual({
    currentBps: 1000,
    networkMedianBps: null,
    position: null,
  });
  expect(
    await findCommissionSummary(database.db, "0x00000000000000000000000000000000000000ff"),
  ).toBeUndefined();
});

test("counts a change once its activation time has passed, and calls it pending until then", async () => {
  const { address } = await insertOperator(database.owner);
  const rate = (upcomingActivatedAt: string) => ({
    currentBips: 1000,
    upcomingBips: 2500,
    upcomingActivatedAt,
  });
  await insertCommission(database.owner, address, rate("2026-07-05 00:00:01"));
  expect(await listCommissionRates(database.db, address)).toMatchObject([
    { type: "PI", effectiveBps: 1000, pendingBps: 2500, pendingAt: new Date("2026-07-05T00:00:01Z") },
  ]);
  await database.sql`update operator_commission_rates set upcoming_activated_at = '2026-07-05 00:00:00'`;
  expect(await listCommissionRates(database.db, address)).toMatchObject([
    { effectiveBps: 2500, pendingBps: null, effectiveSinceAt: new Date("2026-07-05T00:00:00Z") },
  ]);
});

test("tells each change once however often it is stored, newest first", async () => {
  const { address } = await insertOperator(database.owner);
  for (const _ of [1, 2]) await insertCommissionChange(database.owner, address, { eventId: "0x1" });
  await insertCommissionChange(database.owner, address, {
    eventId: "0x2",
    oldBips: 500,
    newBips: 900,
    changedAt: "2026-07-04 00:00:00",
    activatedAt: "2026-07-11 00:00:00",
  });
  const changes = await listCommissionChanges(database.db, address);
  expect(changes.map((change) => [change.key, change.fromBps, change.toBps, change.isPending])).toEqual([
    ["0x2", 500, 900, true],
    ["0x1", 1000, 500, false],
  ]);
  expect(await findCommissionFigures(database.db, address)).toMatchObject({
    changeCount: 2,
    changeCount90d: 2,
    largestStepBps: 500,
  });
});

test("tells a change without an event id once too", async () => {
  const { address } = await insertOperator(database.owner);
  for (const newBips of [500, 500, 700]) await insertCommissionChange(database.owner, address, { newBips });
  const changes = await listCommissionChanges(database.db, address);
  expect(changes.map((change) => change.toBps).sort()).toEqual([500, 700]);
  expect(new Set(changes.map((change) => change.key)).size).toBe(2);
  expect(await findCommissionFigures(database.db, address)).toMatchObject({ changeCount: 2 });
});

test("weighs rates by what is allocated at them, and takes the PI rate where nothing is", async () => {
  const { address } = await insertOperator(database.owner);
  await insertCommission(database.owner, address, { currentBips: 800 });
  expect(await findCommissionFigures(database.db, address)).toMatchObject({
    weightedBps: 800,
    isWeighted: false,
  });
  const { address: avs } = await insertAvs(database.owner);
  for (const [number, tvsUsd, bips] of [
    [0, "300", 0],
    [1, "100", 2000],
    [2, null, 10_000],
  ] as const) {
    const { address: strategy } = await insertStrategy(database.owner);
    await insertOperatorStrategy(database.owner, address, strategy, { tvsUsd });
    const { id } = await insertOperatorSet(database.owner, avs, number);
    await insertAllocation(database.owner, address, id, strategy, { applicableCommissionBips: bips });
  }
  expect(await findCommissionFigures(database.db, address)).toMatchObject({
    weightedBps: 500,
    isWeighted: true,
  });
});
