import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "@/db/testing/databases";
import { allocate, delegate, insertShareSnapshot, wasNothing } from "@/db/testing/exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertNetworkDay,
  insertOperatorStrategy,
  insertRegistration,
} from "@/db/testing/rows";
import { insertDelegatorEvent, insertDollarStrategy, insertSlash, insertStaked } from "@/db/testing/stake";
import { contextFor, networkOf } from "../../testing/context";
import { createCallerFactory } from "../../trpc/procedure";
import { appRouter } from "../../trpc/router";

const callerOf = createCallerFactory(appRouter);
const NOW_BLOCK = 25_468_595;
const DAY = 7200;
const staker = `0x57${"0".repeat(38)}`;
let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
beforeAll(async () => {
  [analytics, user] = await Promise.all([createAnalyticsTestDatabase(), createUserTestDatabase()]);
});
afterAll(() => Promise.all([analytics.drop(), user.drop()]));

let strategy: string;
let operator: string;
let avs: string;
/** An operator with two sets of one AVS, which can slash 3 and 2 tenths of its stake; the staker left 3 days ago. */
beforeEach(async () => {
  await analytics.empty();
  const { owner } = analytics;
  await insertCheckpoint(owner);
  await insertNetworkDay(owner);
  strategy = (await insertDollarStrategy(owner)).address;
  operator = (await insertStaked(owner, strategy, { usd: 1000, name: "Left behind" })).address;
  avs = (await insertAvs(owner)).address;
  const [first, second] = [
    await allocate(owner, operator, avs, strategy, { setNumber: 0, magnitude: "300000000000000000" }),
    await allocate(owner, operator, avs, strategy, { setNumber: 1, magnitude: "200000000000000000" }),
  ];
  await insertRegistration(owner, operator, avs, { activeOperatorSetIds: [first, second] });
  await delegate(owner, operator, staker, { isDelegated: false });
  await event("DELEGATED", 200);
  await event("UNDELEGATED", 3);
});

const event = (delegationType: string, daysAgo: number) =>
  insertDelegatorEvent(analytics.owner, operator, staker, {
    delegationType,
    eventBlock: NOW_BLOCK - daysAgo * DAY,
    eventTimestamp: new Date(Date.UTC(2026, 6, 5) - daysAgo * 86_400_000).toISOString(),
    transactionHash: `0x${daysAgo}`,
  });

const snapshot = (daysAgo: number, usd: number, row: { isDelegated?: boolean } = {}) =>
  insertShareSnapshot(
    analytics.owner,
    { operatorId: operator, stakerId: staker, strategyId: strategy },
    {
      snapshotDate: new Date(Date.UTC(2026, 6, 5) - daysAgo * 86_400_000).toISOString().slice(0, 10),
      snapshotBlock: NOW_BLOCK - daysAgo * DAY,
      shares: String(BigInt(usd) * 10n ** 18n),
      ...row,
    },
  );

async function left() {
  const network = await networkOf(analytics.db);
  const context = contextFor("PRO", { analytics: analytics.db, user: user.db, network });
  const { leaving } = await callerOf(context).analytics.stakers.detail({ address: staker });
  expect(leaving).toMatchObject([{ operator, isWithin: true, isSlashable: true }]);
  return leaving[0]?.queued;
}

test("what was queued is taken from the last snapshot before leaving, and stands by AVS and by set", async () => {
  await snapshot(40, 500);
  await snapshot(10, 100);
  await snapshot(2, 900);
  expect(await left()).toMatchObject({
    snapshotOn: "2026-06-25",
    snapshotBlock: NOW_BLOCK - 10 * DAY,
    tvsUsd: 100,
    isTvsUpperBound: false,
    worst: { exposedUsd: 50, ofStakeRatio: 0.5, isUpTo: false },
    avs: [{ avs, exposedUsd: 50, ofStakeRatio: 0.5, setNumbers: [0, 1] }],
    sets: [
      { avs, setNumber: 0, exposedUsd: 30, ofStakeRatio: 0.3 },
      { avs, setNumber: 1, exposedUsd: 20, ofStakeRatio: 0.2 },
    ],
  });
});

test("without a snapshot of this delegation, what was queued is not known", async () => {
  expect(await left()).toBeNull();
  await snapshot(2, 100);
  await snapshot(10, 100, { isDelegated: false });
  await snapshot(201, 100);
  expect(await left()).toBeNull();
});

test("a slash after the snapshot is taken off what was queued", async () => {
  await insertOperatorStrategy(analytics.owner, operator, strategy, {
    maxMagnitude: "750000000000000000",
    maxMagnitudeUpdatedBlock: NOW_BLOCK - DAY,
  });
  await insertSlash(analytics.owner, operator, strategy, "250000000000000000", {
    operatorSetId: `${avs}-0`,
    slashedAt: "2026-07-04 00:00:00",
    slashedAtBlock: NOW_BLOCK - DAY,
  });
  await snapshot(10, 100);
  expect(await left()).toMatchObject({ tvsUsd: 75, isTvsUpperBound: false });
});

/** A slash of three quarters of the operator's stake, so many days ago. */
async function slash(daysAgo: number) {
  const at = NOW_BLOCK - daysAgo * DAY;
  await insertOperatorStrategy(analytics.owner, operator, strategy, {
    maxMagnitude: "250000000000000000",
    maxMagnitudeUpdatedBlock: at,
  });
  await insertSlash(analytics.owner, operator, strategy, "750000000000000000", {
    operatorSetId: `${avs}-0`,
    slashedAt: new Date(Date.UTC(2026, 6, 5) - daysAgo * 86_400_000).toISOString(),
    slashedAtBlock: at,
  });
}

test("a snapshot in the block of a slash does not tell whether the slash is taken off", async () => {
  await slash(10);
  await snapshot(10, 100);
  expect(await left()).toMatchObject({ tvsUsd: 100, isTvsUpperBound: true });
});

test("a slash before the last snapshot is taken off what an earlier snapshot already had", async () => {
  await slash(20);
  await snapshot(10, 100);
  expect(await left()).toMatchObject({ tvsUsd: 100, isTvsUpperBound: true });
  await snapshot(30, 100);
  expect(await left()).toMatchObject({ tvsUsd: 25, isTvsUpperBound: false });
});

test("without a rate, what was queued is valued as the pipeline values what the operator holds", async () => {
  const { owner } = analytics;
  await owner.execute("delete from strategy_exchange_rates");
  await insertOperatorStrategy(owner, operator, strategy, { tvsUsd: "2000" });
  await snapshot(10, 100);
  expect(await left()).toMatchObject({ tvsUsd: 200, isTvsUpperBound: false });
});

test("a value with a wrong unit is not known", async () => {
  await snapshot(10, 20_000_000_000_000);
  expect(await left()).toMatchObject({ tvsUsd: null, unpricedCount: 1 });
});

test("an announced rise reaches what was queued only if it counts before the 14 days end", async () => {
  const { owner } = analytics;
  for (const [setNumber, inDays] of [
    [2, 10],
    [3, 12],
  ] as const) {
    const operatorSetId = await allocate(owner, operator, avs, strategy, {
      setNumber,
      magnitude: "100000000000000000",
      allocatedAtBlock: NOW_BLOCK - 30 * DAY,
      effectBlock: NOW_BLOCK + inDays * DAY,
    });
    await wasNothing(owner, { operatorId: operator, operatorSetId, strategyId: strategy });
  }
  await snapshot(10, 100);
  const queued = await left();
  expect(queued?.sets.map(({ setNumber }) => setNumber)).toEqual([0, 1, 2]);
  expect(queued?.worst?.exposedUsd).toBeCloseTo(60);
});
