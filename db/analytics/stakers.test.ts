import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { operatorDelegatorHistory } from "@/drizzle/analytics/schema";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { allocate, delegate, insertShares, wasNothing } from "../testing/exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertOperator,
  insertOperatorStrategy,
  insertStrategy,
} from "../testing/rows";
import { insertToken } from "../testing/stake";
import { findStaker, listStakerDelegations, listStakerExposure, listStakerHoldings } from "./stakers";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner, { lastProcessedBlock: 25_000_000n });
});

const staker = `0x57${"0".repeat(38)}`;

test("finds the present delegation among past ones, and nobody who never staked", async () => {
  const { owner } = database;
  const before = (await insertOperator(owner, { name: "Before" })).address;
  const now = (await insertOperator(owner, { name: "Now" })).address;
  await delegate(owner, before, staker, { isDelegated: false, totalTvsUsd: "99" });
  await delegate(owner, now, staker, { totalTvsUsd: "9.5", tvsSharePct: "0.00" });
  await delegate(owner, now, staker.replace("57", "59"), { totalTvsUsd: "189990.5", tvsSharePct: "100.00" });
  await delegate(owner, now, staker.replace("57", "5a"), { totalTvsUsd: "50", isDelegated: false });
  expect(await findStaker(database.db, staker)).toMatchObject({
    operator: now,
    operatorName: "Now",
    tvsUsd: 9.5,
    ofOperatorRatio: 0.00005,
    delegatedAt: new Date("2025-01-01T00:00:00Z"),
  });
  await database.sql`update operator_delegators set is_delegated = false`;
  expect(await findStaker(database.db, staker)).toMatchObject({ operator: null, tvsUsd: null });
  expect(await findStaker(database.db, staker.replace("57", "58"))).toBeUndefined();
});

test("knows no part of an operator to whom nothing of known value is delegated", async () => {
  const operator = (await insertOperator(database.owner)).address;
  await delegate(database.owner, operator, staker, { totalTvsUsd: "0", tvsSharePct: "100" });
  expect(await findStaker(database.db, staker)).toMatchObject({ tvsUsd: 0, ofOperatorRatio: null });
});

test("holds shares past 2^53 exactly, and neither empty ones nor those of a past delegation", async () => {
  const { owner } = database;
  const before = (await insertOperator(owner)).address;
  const now = (await insertOperator(owner)).address;
  const [large, unpriced, emptied] = [
    (await insertStrategy(owner)).address,
    (await insertStrategy(owner)).address,
    (await insertStrategy(owner)).address,
  ];
  await insertToken(owner, large, "USDC", { decimals: 6 });
  await delegate(owner, before, staker, { isDelegated: false });
  await delegate(owner, now, staker);
  await insertShares(owner, before, staker, large, { shares: "7", tvsUsd: "7" });
  await insertShares(owner, now, staker, large, { shares: "188467287078862890369933", tvsUsd: "300" });
  await insertShares(owner, now, staker, unpriced, { tvsUsd: null });
  await insertShares(owner, now, staker, emptied, { shares: "0", tvsUsd: "1" });
  expect(await listStakerHoldings(database.db, staker)).toMatchObject([
    {
      address: large,
      symbol: "USDC",
      decimals: 6,
      shares: 188467287078862890369933n,
      tvsUsd: 300,
      ofStakeRatio: 1,
    },
    { address: unpriced, symbol: null, decimals: null, tvsUsd: null, ofStakeRatio: null },
  ]);
});

test("is exposed to each operator set by what its operator allocated in effect, never by another's", async () => {
  const { owner } = database;
  const operator = (await insertOperator(owner)).address;
  const stranger = (await insertOperator(owner)).address;
  const avs = (await insertAvs(owner, { name: "Slasher" })).address;
  const [one, two] = [(await insertStrategy(owner)).address, (await insertStrategy(owner)).address];
  for (const who of [operator, stranger])
    for (const strategy of [one, two]) await insertOperatorStrategy(owner, who, strategy, { tvsUsd: "1000" });
  await delegate(owner, operator, staker, { totalTvsUsd: "30" });
  await insertShares(owner, operator, staker, one, { tvsUsd: "20" });
  await insertShares(owner, operator, staker, two, { tvsUsd: "10" });
  await allocate(owner, operator, avs, one, { magnitude: "250000000000000000" });
  await allocate(owner, operator, avs, two, { magnitude: "500000000000000000" });
  await allocate(owner, operator, avs, one, { setNumber: 1, magnitude: "750000000000000000" });
  const operatorSetId = await allocate(owner, operator, avs, two, { setNumber: 2, effectBlock: 25_000_001 });
  await wasNothing(owner, { operatorId: operator, operatorSetId, strategyId: two });
  await allocate(owner, stranger, avs, one, { setNumber: 3, magnitude: "1000000000000000000" });
  const rows = await listStakerExposure(database.db, staker);
  expect(rows.map(({ setNumber, exposedUsd }) => [setNumber, exposedUsd])).toEqual([
    [1, 15],
    [0, 10],
  ]);
  expect(rows[1]).toMatchObject({ avs, avsName: "Slasher", strategyCount: 2 });
});

test("says how many assets of a set are of unknown value or part, and so not in what it could take", async () => {
  const { owner } = database;
  const operator = (await insertOperator(owner)).address;
  const avs = (await insertAvs(owner)).address;
  const held = ["20", null, "10", "5"];
  await delegate(owner, operator, staker, { totalTvsUsd: "35" });
  for (const [index, tvsUsd] of held.entries()) {
    const { address } = await insertStrategy(owner);
    await insertOperatorStrategy(owner, operator, address, {
      tvsUsd: "1000",
      ...(index === 2 && { maxMagnitude: "0" }),
    });
    await insertShares(owner, operator, staker, address, { tvsUsd });
    await allocate(owner, operator, avs, address, {
      setNumber: index === 3 ? 1 : 0,
      magnitude: "500000000000000000",
    });
  }
  expect(await listStakerExposure(database.db, staker)).toMatchObject([
    { setNumber: 0, exposedUsd: 10, unknownCount: 2, strategyCount: 3 },
    { setNumber: 1, exposedUsd: 2.5, unknownCount: 0 },
  ]);
});

test("tells every delegation and its end once, the newest first, whatever case the pipeline wrote", async () => {
  const { owner } = database;
  const operator = (await insertOperator(owner, { name: "Now" })).address;
  await delegate(owner, operator, staker);
  const event = (delegationType: string, eventBlock: number, day: string) =>
    owner.insert(operatorDelegatorHistory).values({
      operatorId: operator,
      stakerId: staker,
      delegationType,
      eventBlock,
      eventTimestamp: `${day} 00:00:00`,
      transactionHash: null,
    });
  await event("DELEGATED", 9, "2025-01-01");
  await event("undelegated", 10, "2025-02-01");
  await event("UNDELEGATED", 10, "2025-02-01");
  await event("DELEGATED", 11, "2025-03-01");
  await event("UNDELEGATED", 12, "2025-04-01");
  await event("FORCE_UNDELEGATED", 12, "2025-04-01");
  expect(await listStakerDelegations(database.db, staker, 100)).toMatchObject([
    { kind: "FORCE_UNDELEGATED", blockNumber: 12 },
    { kind: "DELEGATED", blockNumber: 11 },
    { kind: "UNDELEGATED", operatorName: "Now", blockNumber: 10 },
    { kind: "DELEGATED", blockNumber: 9, happenedAt: new Date("2025-01-01T00:00:00Z") },
  ]);
  expect(await listStakerDelegations(database.db, staker, 1)).toHaveLength(1);
});
