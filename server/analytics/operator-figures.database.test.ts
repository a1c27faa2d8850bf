import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { allocate, wasNothing } from "@/db/testing/exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertCommission,
  insertOperatorStrategy,
  insertRegistration,
} from "@/db/testing/rows";
import { insertCommissionChange, insertDollarStrategy, insertStaked } from "@/db/testing/stake";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";

const QUARTER = "250000000000000000";
const HALF = "500000000000000000";
const LATER = 25_500_000;
let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let api: ReturnType<typeof appRouter.createCaller>["analytics"];
let asVisitor: typeof api;
let of: { address: string };
let [avs, next, strategy]: string[] = [];

/** An operator with $1,000, half of it allocated to one AVS, and a quarter announced to another. */
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
  const { owner } = database;
  await insertCheckpoint(owner);
  strategy = (await insertDollarStrategy(owner, "dollar")).address;
  of = await insertStaked(owner, strategy, { name: "Operator", usd: 1000 });
  [avs, next] = [(await insertAvs(owner, { name: "First" })).address, (await insertAvs(owner)).address];
  const [operatorId, strategyId] = [of.address, strategy];
  await insertOperatorStrategy(owner, operatorId, strategy, { encumberedMagnitude: "750000000000000000" });
  await insertRegistration(owner, operatorId, avs, { activeOperatorSetIds: [`${avs}-0`] });
  const allocatedAt = "2026-06-17 12:00:00";
  await allocate(owner, operatorId, avs, strategy, { magnitude: HALF, allocatedAt });
  const operatorSetId = await allocate(owner, operatorId, next, strategy, {
    magnitude: QUARTER,
    effectBlock: LATER,
    allocatedAt,
  });
  await wasNothing(owner, { operatorId, operatorSetId, strategyId });
  await insertCommission(owner, operatorId, {
    currentBips: 500,
    currentActivatedAt: "2025-01-01 00:00:00",
    upcomingBips: 1500,
    upcomingActivatedAt: "2026-07-12 00:00:00",
  });
  await insertCommission(owner, operatorId, {
    id: `${operatorId}-AVS-${avs}`,
    commissionType: "AVS",
    avsId: avs,
    currentBips: 800,
    currentActivatedAt: "2025-01-01 00:00:00",
  });
  await insertCommissionChange(owner, operatorId, { oldBips: 1000, newBips: 500, eventId: "1" });
  const network = await networkOf(database.db);
  const user = undefined as never;
  api = createCallerFactory(appRouter)(
    contextFor("PRO", { analytics: database.db, user, network }),
  ).analytics;
  asVisitor = createCallerFactory(appRouter)(
    contextFor("VISITOR", { analytics: database.db, user, network }),
  ).analytics;
});
afterAll(() => database.drop());

test("an announced rise is promised, and no allocation before its effect block", async () => {
  const { allocations } = api.operators;
  expect(await allocations.summary(of)).toMatchObject({
    allocationCount: 1,
    pendingCount: 1,
    avsCount: 1,
    strategies: [{ symbol: "dollar", utilizationRatio: 0.75 }],
  });
  expect(await allocations.list(of)).toMatchObject([
    { avs, allocatedUsd: 500, ratio: 0.5, slashability: "slashable", reason: "member" },
  ]);
  expect(await allocations.pending(of)).toMatchObject([
    { avs: next, heldRatio: 0, ratio: 0.25, allocatedUsd: 250, effectBlock: LATER, isDeallocation: false },
  ]);
  expect(await allocations.shares(of)).toMatchObject({
    byAvs: [{ address: avs, allocatedUsd: 500, slashableUsd: 500 }],
    bySet: [{ avs, setNumber: 0, allocatedUsd: 500 }],
    byStrategy: [{ strategy, allocatedUsd: 500 }],
  });
});

test("says for free what each AVS can slash, and the last day to leave before an announced rise counts", async () => {
  const [change] = await api.operators.allocations.pending(of);
  const rows = await asVisitor.operators.allocations.slashable(of);
  expect(rows).toMatchObject([
    {
      address: avs,
      slashableUpToUsd: 500,
      ofOperatorRatio: 0.5,
      isSlashableUpTo: false,
      announcedUpToUsd: 500,
      isRiseAnnounced: false,
      lastTimeToLeave: null,
    },
    {
      address: next,
      slashableUpToUsd: 0,
      ofOperatorRatio: 0,
      announcedUpToUsd: 250,
      announcedOfOperatorRatio: 0.25,
      isRiseAnnounced: true,
      isTooLateToLeave: true,
    },
  ]);
  // The last second of the last day that is over 14 days and one block before the change counts.
  const last = rows[1]?.lastTimeToLeave;
  expect(last?.toISOString()).toMatch(/T23:59:59.000Z$/);
  const early = (change?.effectAt?.getTime() ?? 0) - (14 * 86_400 + 12) * 1000 - (last?.getTime() ?? 0);
  expect(early).toBeGreaterThanOrEqual(0);
  expect(early).toBeLessThan(86_400_000);
});

test("lists an operator's AVSs for free with status and since, and no paid figure", async () => {
  const { rows } = await asVisitor.operators.avs.list({ ...of, status: "all" });
  expect(rows.map(({ address }) => address).sort()).toEqual([avs, next].sort());
  for (const row of rows)
    expect(Object.keys(row).sort()).toEqual([
      "address",
      "name",
      "securing",
      "slashingCount",
      "statusSinceAt",
    ]);
  await expect(asVisitor.operators.avs.detail(of)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(asVisitor.operators.avs.list({ ...of, sort: "allocated" as never })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
});

test("the three splits do not stand in for each other, and a change counts from its activation", async () => {
  const [allocation] = await api.operators.allocations.list(of);
  expect(allocation).toMatchObject({ avsSplitBps: 800, setSplitBps: 1000 });
  const { commission } = api.operators;
  expect(await commission.summary(of)).toMatchObject({
    currentBps: 500,
    pending: { fromBps: 500, toBps: 1500 },
    avsSplits: { setCount: 1, leastBps: 800, mostBps: 800 },
    networkMedianBps: null,
    position: null,
  });
  expect(await commission.rates(of)).toMatchObject([
    { type: "PI", effectiveBps: 500, pendingBps: 1500 },
    { type: "AVS", avs, avsName: "First", effectiveBps: 800, pendingBps: null },
  ]);
  expect(await commission.changes(of)).toMatchObject([
    { type: "PI", fromBps: 1000, toBps: 500, isPending: false },
  ]);
  expect(await commission.figures(of)).toMatchObject({ piBps: 500, changeCount: 1, largestStepBps: 500 });
});

test("an AVS is secured by registration, and not by what is only announced", async () => {
  expect(await api.operators.avs.summary(of)).toMatchObject({
    activeCount: 1,
    allocatedUsd: 500,
    leastSplitBps: 800,
    mostSplitBps: 800,
    setSplitCount: 1,
  });
  expect((await api.operators.avs.detail(of)).rows).toMatchObject([
    {
      name: "First",
      securing: "registered",
      operatorSetCount: 1,
      commissionBps: 800,
      commissionSource: "AVS",
    },
  ]);
  const { rows } = await api.operators.avs.detail({ ...of, status: "all" });
  expect(rows.map(({ address }) => address).sort()).toEqual([avs, next].sort());
});
