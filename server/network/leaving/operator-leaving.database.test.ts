import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertAllocationDay } from "@/db/testing/exposure";
import { insertAvs, insertCheckpoint, insertNetworkDay, insertRegistration } from "@/db/testing/rows";
import { insertAllocation, insertDollarStrategy, insertOperatorSet, insertStaked } from "@/db/testing/stake";
import { contextFor, networkOf } from "../../testing/context";
import { createCallerFactory } from "../../trpc/procedure";
import { appRouter } from "../../trpc/router";
import type { Tier } from "../../trpc/tiers";
import { isDelayShort } from "./new-allocation";
import { operatorLeaving } from "./operator-leaving";

const callerOf = createCallerFactory(appRouter);
let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());

const NOW_BLOCK = 25_468_595;
const DAY = 7200;
const timeOf = (block: number) => new Date(Date.UTC(2026, 6, 5) + (block - NOW_BLOCK) * 12_000);
let strategy: string;
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner);
  await insertNetworkDay(database.owner);
  strategy = (await insertDollarStrategy(database.owner)).address;
});

/** An operator with $100 that announced to allocate half of it, so many days ago, with a delay of so many days. */
async function announced({ daysAgo, delayDays }: { daysAgo: number; delayDays: number }) {
  const { owner } = database;
  const operator = (await insertStaked(owner, strategy, { usd: 100 })).address;
  const avs = (await insertAvs(owner, { name: "Some AVS" })).address;
  const { id } = await insertOperatorSet(owner, avs, 0);
  const allocatedAtBlock = NOW_BLOCK - daysAgo * DAY;
  await insertAllocation(owner, operator, id, strategy, {
    magnitude: "500000000000000000",
    allocatedAt: new Date(Date.parse("2026-07-05") - daysAgo * 86_400_000).toISOString().slice(0, 19),
    allocatedAtBlock,
    effectBlock: allocatedAtBlock + delayDays * DAY,
  });
  await insertAllocationDay(
    owner,
    { operatorId: operator, operatorSetId: id, strategyId: strategy },
    { snapshotDate: "2026-01-01", snapshotBlock: allocatedAtBlock - 10, magnitude: "0" },
  );
  await insertRegistration(owner, operator, avs, { activeOperatorSetIds: [id] });
  return { operator, avs, id, effectBlock: allocatedAtBlock + delayDays * DAY };
}

async function leaving(address: string) {
  const network = await networkOf(database.db);
  const operator = network.operators.get(address);
  if (!operator) throw new Error("no operator");
  return operatorLeaving(network, operator);
}

test("an announced rise names the last block to leave: 14 days before it counts", async () => {
  const { operator, avs } = await announced({ daysAgo: 1, delayDays: 17 });
  const { delayBlocks, marginBlocks, announced: rises } = await leaving(operator);
  expect({ delayBlocks, marginBlocks }).toEqual({ delayBlocks: 17 * DAY, marginBlocks: 3 * DAY });
  expect(rises).toMatchObject([
    {
      avs,
      name: "Some AVS",
      effectAt: new Date("2026-07-21T00:00:00Z"),
      lastTimeToLeave: new Date("2026-07-05T23:59:59Z"),
      isTooLate: false,
      tvsUsd: 50,
      ofOperatorRatio: 0.5,
    },
  ]);
});

test("the effect block of an announced rise is sold: free answers have its days only", async () => {
  const { operator, effectBlock } = await announced({ daysAgo: 1, delayDays: 17.25 });
  const network = await networkOf(database.db);
  const as = (tier: Tier) =>
    callerOf(contextFor(tier, { analytics: database.db, user: undefined as never, network })).analytics
      .operators;
  const asked = { address: operator };
  const free = as("FREE");
  const answers = [
    await free.leaving(asked),
    await free.allocations.slashable(asked),
    await free.verdict(asked),
  ];
  expect(answers[0]).toMatchObject({
    announced: [
      { tvsUsd: 50, effectAt: new Date("2026-07-21"), lastTimeToLeave: new Date("2026-07-06T23:59:59Z") },
    ],
  });
  const said = JSON.stringify(answers, (_, cell) => (typeof cell === "bigint" ? String(cell) : cell));
  for (const block of [effectBlock, effectBlock - 100_801]) {
    expect(said).not.toContain(String(block));
    expect(said).not.toContain(timeOf(block).toISOString());
  }
  await expect(free.allocations.pending(asked)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await as("PRO").allocations.pending(asked)).toMatchObject([{ effectBlock }]);
});

test("an announced rise that counts in less than 14 days is too late to leave before", async () => {
  const { operator } = await announced({ daysAgo: 1, delayDays: 7 });
  const { announced: rises, marginBlocks } = await leaving(operator);
  expect(marginBlocks).toBe(-7 * DAY);
  expect(rises).toMatchObject([{ isTooLate: true }]);
});

test("a rise in effect is no announcement", async () => {
  const { operator } = await announced({ daysAgo: 20, delayDays: 7 });
  expect((await leaving(operator)).announced).toEqual([]);
});

test("a set that was left can slash for 100,800 blocks, and is listed until then", async () => {
  const { operator, avs, id } = await announced({ daysAgo: 60, delayDays: 7 });
  const left = (at: string) =>
    database.owner.execute(`UPDATE operator_avs_relationships SET active_operator_set_ids = '[]',
      current_status = 'UNREGISTERED', last_unregistered_at = '${at}' WHERE operator_id = '${operator}'`);
  await left("2026-06-30 00:00:00");
  const { leftSets } = await leaving(operator);
  expect(leftSets).toMatchObject([{ avs, operatorSet: id, tvsUsd: 50 }]);
  const [{ untilBlock } = { untilBlock: null }] = leftSets;
  expect(Math.abs((untilBlock ?? 0) - (NOW_BLOCK - 5 * DAY + 100_800))).toBeLessThan(DAY);
  await left("2026-06-01 00:00:00");
  expect((await leaving(operator)).leftSets).toEqual([]);
});

test("without a delay and an announcement nothing is told of either", async () => {
  const operator = (await insertStaked(database.owner, strategy, { usd: 1 })).address;
  expect(await leaving(operator)).toMatchObject({
    delayBlocks: null,
    marginBlocks: null,
    announced: [],
    leftSets: [],
    areAllocationsKnown: false,
  });
});

test("whether an announcement could still reach stake that leaves today is known with the delay only", async () => {
  const isShort = async (address: string) => {
    const network = await networkOf(database.db);
    return isDelayShort(network, network.operators.get(address));
  };
  const { operator: short } = await announced({ daysAgo: 20, delayDays: 13 });
  const { operator: long } = await announced({ daysAgo: 20, delayDays: 14 });
  const unknown = (await insertStaked(database.owner, strategy, { usd: 1 })).address;
  expect([await isShort(short), await isShort(long), await isShort(unknown)]).toEqual([true, false, null]);
  expect((await leaving(unknown)).areAllocationsKnown).toBe(true);
});
