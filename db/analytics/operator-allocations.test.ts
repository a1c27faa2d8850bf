import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { insertAllocationDay, wasNothing } from "../testing/exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertOperator,
  insertOperatorStrategy,
  insertRegistration,
  insertStrategy,
} from "../testing/rows";
import { insertAllocation, insertDelegator, insertOperatorSet } from "../testing/stake";
import {
  findAllocationShares,
  findAllocationSummary,
  listOperatorAllocations,
  listPendingAllocations,
} from "./operator-allocations";
import { findWorstCase, findWorstCaseDetail } from "./operator-worst-case";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner);
});

/** An operator with $100 in one strategy and two AVSs that it may allocate to. */
async function standing() {
  const { address } = await insertOperator(database.owner);
  const strategy = await insertStrategy(database.owner);
  await insertOperatorStrategy(database.owner, address, strategy.address, {
    tvsUsd: "100",
    encumberedMagnitude: "600000000000000000",
    utilizationRate: "60",
  });
  const sets = [];
  for (const name of ["First", "Second"]) {
    const avs = await insertAvs(database.owner, { name });
    await insertRegistration(database.owner, address, avs.address);
    sets.push({ avs: avs.address, id: (await insertOperatorSet(database.owner, avs.address)).id });
  }
  const [first = { avs: "", id: "" }, second = { avs: "", id: "" }] = sets;
  const allocate = (set: { id: string }, row: Parameters<typeof insertAllocation>[4]) =>
    insertAllocation(database.owner, address, set.id, strategy.address, row);
  return { address, strategy: strategy.address, first, second, allocate };
}
const sorted = { sort: "value", dir: "desc" } as const;

test("tells what is in effect from what is withdrawn and what is pending", async () => {
  const { address, strategy, first, second, allocate } = await standing();
  const third = await insertOperatorSet(database.owner, first.avs, 1);
  await allocate(first, { magnitude: "600000000000000000", applicableCommissionBips: 300 });
  await allocate(second, { magnitude: "0" });
  await allocate(third, { magnitude: "50000000000000000", effectBlock: 25_468_895 });
  await wasNothing(database.owner, { operatorId: address, operatorSetId: third.id, strategyId: strategy });
  expect(await listOperatorAllocations(database.db, address, sorted)).toMatchObject([
    { avs: first.avs, avsName: "First", setNumber: 0, ratio: 0.6, allocatedUsd: 60, commissionBps: 300 },
  ]);
  expect(await listPendingAllocations(database.db, address)).toMatchObject([
    {
      setNumber: 1,
      isWithdrawal: false,
      ratio: 0.05,
      heldRatio: 0,
      allocatedUsd: 5,
      effectBlock: 25_468_895,
      effectAt: new Date("2026-07-05T01:00:00Z"),
    },
  ]);
  expect(await findAllocationSummary(database.db, address)).toMatchObject({
    allocationCount: 1,
    unknownCount: 0,
    avsCount: 1,
    operatorSetCount: 1,
    pendingCount: 1,
    strategies: [{ address: strategy, utilizationRatio: 0.6 }],
  });
});

test("keeps in effect what is being withdrawn, and says how much until when", async () => {
  const { address, strategy, first, allocate } = await standing();
  const change = {
    allocatedAt: "2026-07-01 00:00:00",
    allocatedAtBlock: 25_440_000,
    effectBlock: 25_540_000,
  };
  await allocate(first, { magnitude: "0", ...change });
  await insertAllocationDay(
    database.owner,
    { operatorId: address, operatorSetId: first.id, strategyId: strategy },
    { snapshotDate: "2026-06-30", snapshotBlock: 25_432_000, magnitude: "600000000000000000" },
  );
  expect(await listPendingAllocations(database.db, address)).toMatchObject([
    { isWithdrawal: true, ratio: 0, heldRatio: 0.6, allocatedUsd: 0 },
  ]);
  expect(await listOperatorAllocations(database.db, address, sorted)).toMatchObject([
    { avs: first.avs, ratio: 0.6, allocatedUsd: 60, allocatedAt: null },
  ]);
  expect(await findAllocationSummary(database.db, address)).toMatchObject({
    allocationCount: 1,
    pendingCount: 1,
  });
  expect(await findWorstCase(database.db, address, 1)).toMatchObject({ lostUsd: 60 });
});

test("says that it does not know what is allocated until a change that no day tells of takes effect", async () => {
  const { address, first, allocate } = await standing();
  await allocate(first, { magnitude: "600000000000000000", effectBlock: 25_540_000 });
  expect(await listPendingAllocations(database.db, address)).toMatchObject([{ ratio: 0.6, heldRatio: null }]);
  expect(await listOperatorAllocations(database.db, address, sorted)).toMatchObject([
    { avs: first.avs, ratio: null, allocatedUsd: null },
  ]);
  expect(await findAllocationSummary(database.db, address)).toMatchObject({
    allocationCount: 1,
    unknownCount: 1,
    pendingCount: 1,
  });
  expect(await findWorstCase(database.db, address, 1)).toMatchObject({ lostUsd: null, unpricedCount: 1 });
});

test("takes the protocol's default where nobody set a commission", async () => {
  const { address, first, allocate } = await standing();
  await allocate(first, {});
  expect(await listOperatorAllocations(database.db, address, sorted)).toMatchObject([
    { commissionBps: 1000 },
  ]);
});

test("divides what is allocated by AVS, set and asset, the largest first", async () => {
  const { address, strategy, first, second, allocate } = await standing();
  await allocate(first, { magnitude: "200000000000000000" });
  await allocate(second, { magnitude: "400000000000000000" });
  const { byAvs, bySet, byStrategy, spread } = await findAllocationShares(database.db, address);
  expect(byAvs.map((avs) => [avs.name, avs.allocatedUsd])).toEqual([
    ["Second", 40],
    ["First", 20],
  ]);
  expect(bySet.map((set) => [set.avs, set.setNumber, set.allocatedUsd])).toEqual([
    [second.avs, 0, 40],
    [first.avs, 0, 20],
  ]);
  expect(byStrategy).toMatchObject([{ strategy, allocatedUsd: 60 }]);
  expect(spread).toBeNull();
});

test("breaks what is allocated and no more, and divides the loss as the headline says", async () => {
  const { address, strategy, first, second, allocate } = await standing();
  await allocate(first, { magnitude: "200000000000000000" });
  await allocate(second, { magnitude: "400000000000000000" });
  await insertDelegator(database.owner, address, {
    shares: [{ strategy, tvsUsd: "80" }],
    row: { totalTvsUsd: "80" },
  });
  const headline = await findWorstCase(database.db, address, 0.5);
  expect(headline).toMatchObject({ allocatedUsd: 60, lostUsd: 30, delegatorCount: 1, unpricedCount: 0 });
  const { byAvs, byStrategy, losers } = await findWorstCaseDetail(database.db, address, 0.5);
  expect(byAvs.map((avs) => avs.lostUsd)).toEqual([20, 10]);
  expect(byStrategy.map((one) => one.lostUsd)).toEqual([30]);
  expect(losers).toMatchObject([{ lostUsd: 24 }]);
  expect(losers[0]?.ofStakeRatio).toBeCloseTo(0.3, 12);
});
