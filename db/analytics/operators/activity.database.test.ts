import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  operatorAvsRegistrationHistory,
  operatorDelegationApproverHistory,
  operatorMetadataHistory,
  operatorRegistration,
  operatorSlashingAmounts,
} from "@/drizzle/analytics/schema";
import { createAnalyticsTestDatabase } from "../../testing/databases";
import { presentOfRows } from "../../testing/present";
import {
  insertAvs,
  insertCheckpoint,
  insertOperator,
  insertOperatorStrategy,
  insertSlashing,
  insertStrategy,
} from "../../testing/rows";
import {
  insertAllocation,
  insertCommissionChange,
  insertDelegatorEvent,
  insertOperatorSet,
} from "../../testing/stake";
import { listOperatorActivity } from "./activity";
import { ACTIVITY_KINDS } from "./events";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner);
});

const nobody = "0x0000000000000000000000000000000000000000";

/** Inserts an operator with one event of each kind, a day apart, some of them stored twice. */
async function eventful() {
  const { owner } = database;
  const { address } = await insertOperator(owner);
  const { address: avs } = await insertAvs(owner, { name: "EigenDA" });
  const { address: strategy } = await insertStrategy(owner);
  await insertOperatorStrategy(owner, address, strategy);
  await owner.insert(operatorRegistration).values({
    operatorId: address,
    registeredAt: "2026-01-01 00:00:00",
    registrationBlock: 1,
    delegationApprover: nobody,
    transactionHash: "0x1",
  });
  await owner.insert(operatorDelegationApproverHistory).values({
    operatorId: address,
    newDelegationApprover: nobody,
    changedAt: "2026-01-01 00:00:00",
    changedAtBlock: 1,
    transactionHash: "0x1",
  });
  for (const transactionHash of ["0x2", null])
    await owner.insert(operatorAvsRegistrationHistory).values({
      operatorId: address,
      avsId: avs,
      status: "REGISTERED",
      statusChangedAt: "2026-01-02 00:00:00",
      statusChangedBlock: 2,
      transactionHash,
    });
  await insertDelegatorEvent(owner, address, "0xa1", {
    eventTimestamp: "2026-01-03 00:00:00",
    eventBlock: 3,
  });
  const set = await insertOperatorSet(owner, avs, 4);
  await insertAllocation(owner, address, set.id, strategy, {
    magnitude: "250000000000000000",
    allocatedAt: "2026-01-04 00:00:00",
    effectBlock: 25_468_596,
  });
  for (const _ of [1, 2])
    await insertCommissionChange(owner, address, { eventId: "0x5", changedAt: "2026-01-05 00:00:00" });
  await owner.insert(operatorMetadataHistory).values({
    operatorId: address,
    metadataUri: "javascript:alert(1)",
    metadataJson: { name: "</script>" },
    updatedAt: "2026-01-06 00:00:00",
    updatedAtBlock: 6,
    transactionHash: "0x6",
  });
  for (const _ of [1, 2]) {
    const incident = await insertSlashing(owner, address, {
      operatorSetId: set.id,
      eventId: 7,
      slashedAt: "2026-01-07 00:00:00",
    });
    for (const __ of [1, 2])
      await owner.insert(operatorSlashingAmounts).values({
        slashingIncidentId: incident?.id ?? 0,
        operatorId: address,
        strategyId: strategy,
        wadSlashed: "100000000000000000",
      });
  }
  return { address, avs, strategy };
}
const all = { page: 1, perPage: 50 };
const activityOf = async (address: string, page: Parameters<typeof listOperatorActivity>[3]) =>
  listOperatorActivity(database.db, address, await presentOfRows(database.owner), page);

test("merges every kind, newest first, each event once", async () => {
  const { address, avs, strategy } = await eventful();
  const { rows, total, counts } = await activityOf(address, all);
  expect(rows.map(({ kind }) => kind)).toEqual([
    "slashing",
    "metadata",
    "commission",
    "allocation",
    "delegation",
    "avs",
    "registration",
  ]);
  expect(total).toBe(7);
  expect(counts).toEqual(ACTIVITY_KINDS.map((kind) => ({ kind, eventCount: 1 })));
  const [slashing, metadata, commission, allocation, delegation, joined] = rows;
  expect(slashing).toMatchObject({ avs, setNumber: 4, cuts: [{ strategy, symbol: null, ratio: 0.1 }] });
  expect(metadata?.words).toBe("</script>");
  expect(commission).toMatchObject({ type: "PI", avs: null, fromBps: 1000, toBps: 500 });
  expect(allocation).toMatchObject({ type: "ALLOCATED", ratio: 0.25, effectBlock: 25_468_596 });
  expect(delegation).toMatchObject({ party: "0xa1", cuts: null });
  expect(joined).toMatchObject({ avsName: "EigenDA", at: new Date("2026-01-02T00:00:00Z") });
});

test("tells an allocation that a slash wrote as the slash's, at its time, and not as a deallocation", async () => {
  const { owner } = database;
  const { address } = await insertOperator(owner);
  const { address: avs } = await insertAvs(owner);
  const { address: strategy } = await insertStrategy(owner);
  const slashed = { slashedAtBlock: 24_500_000, slashedAt: "2026-02-20 00:00:00", transactionHash: "0x5" };
  for (const [number, magnitude] of ["0", "800000000000000000"].entries()) {
    const { id } = await insertOperatorSet(owner, avs, number);
    await insertSlashing(owner, address, { operatorSetId: id, ...slashed });
    await insertAllocation(owner, address, id, strategy, {
      magnitude,
      allocatedAt: "2026-01-20 00:00:00",
      allocatedAtBlock: 24_300_000,
      effectBlock: 24_500_000,
    });
  }
  const { rows } = await activityOf(address, { ...all, kinds: ["allocation"] });
  const told = rows.map(({ type, setNumber, at, block }) => ({ type, setNumber, at, block }));
  const then = { at: new Date("2026-02-20T00:00:00Z"), block: 24_500_000 };
  expect(told).toHaveLength(2);
  expect(told).toEqual(
    expect.arrayContaining([
      { type: "ENDED_BY_SLASH", setNumber: 0, ...then },
      { type: "LOWERED_BY_SLASH", setNumber: 1, ...then },
    ]),
  );
});

test("narrows to kinds and counts them, with what else there is still counted beside", async () => {
  const { address } = await eventful();
  const { rows, total, counts } = await activityOf(address, {
    ...all,
    kinds: ["slashing", "avs"],
  });
  expect(rows.map(({ kind }) => kind)).toEqual(["slashing", "avs"]);
  expect(total).toBe(2);
  expect(counts).toHaveLength(7);
});

test("pages through what happened in one block without repeating or skipping any of it", async () => {
  const { address } = await insertOperator(database.owner);
  for (const staker of ["0xa1", "0xa2", "0xa3", "0xa4", "0xa5"])
    await insertDelegatorEvent(database.owner, address, staker);
  for (const newBips of [500, 400])
    await insertCommissionChange(database.owner, address, {
      newBips,
      changedAt: "2026-06-01 00:00:00",
      blockNumber: 25_467_595,
    });
  const { rows: whole } = await activityOf(address, all);
  const paged = [];
  for (const page of [1, 2, 3, 4]) paged.push(...(await activityOf(address, { page, perPage: 2 })).rows);
  expect(paged.map(({ kind, key }) => [kind, key])).toEqual(whole.map(({ kind, key }) => [kind, key]));
  expect(new Set(paged.map(({ key }) => key)).size).toBe(7);
});

test("goes on behind what was read, whatever happens meanwhile, and counts the first time only", async () => {
  const { address } = await eventful();
  for (const [staker, eventBlock] of [
    ["0xb1", 9],
    ["0xb2", 10],
    ["0xb3", 10],
  ] as const)
    await insertDelegatorEvent(database.owner, address, staker, {
      eventTimestamp: "2026-01-05 12:00:00",
      eventBlock,
    });
  await insertCommissionChange(database.owner, address, {
    eventId: "0x9",
    changedAt: "2026-01-05 12:00:00",
    blockNumber: null,
  });
  const { rows: whole } = await activityOf(address, all);
  expect(whole.slice(2, 6).map(({ kind, block }) => [kind, block])).toEqual([
    ["delegation", 10],
    ["delegation", 10],
    ["delegation", 9],
    ["commission", null],
  ]);
  const bookmark = {};
  const read = [];
  const totals = [];
  for (let rest = 2; rest === 2; ) {
    const { rows, total } = await activityOf(address, {
      page: 1,
      perPage: 2,
      bookmark,
    });
    [rest] = [rows.length, read.push(...rows), totals.push(total)];
    await insertDelegatorEvent(database.owner, address, `0xc${read.length}`);
  }
  expect(read).toEqual(whole);
  expect(totals).toEqual([11, 0, 0, 0, 0, 0]);
});

test("is empty for an operator of whom nothing is known", async () => {
  const { address } = await insertOperator(database.owner);
  expect(await activityOf(address, all)).toMatchObject({ rows: [], total: 0 });
});

test("tells a forced departure, which is stored as two events, once and as forced", async () => {
  const { address } = await insertOperator(database.owner);
  for (const delegationType of ["UNDELEGATED", "FORCE_UNDELEGATED"])
    await insertDelegatorEvent(database.owner, address, "0xa2", { delegationType, eventBlock: 9 });
  await insertDelegatorEvent(database.owner, address, "0xa3", {
    delegationType: "UNDELEGATED",
    eventBlock: 9,
  });
  const { rows, total } = await activityOf(address, { ...all, kinds: ["delegation"] });
  expect(rows.map(({ type, party }) => `${party} ${type}`).sort()).toEqual([
    "0xa2 FORCE_UNDELEGATED",
    "0xa3 UNDELEGATED",
  ]);
  expect(total).toBe(2);
});
