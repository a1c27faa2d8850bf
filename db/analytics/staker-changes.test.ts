import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { allocate, delegate, insertShares, wasNothing } from "../testing/exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertCommission,
  insertOperator,
  insertOperatorStrategy,
  insertStrategy,
} from "../testing/rows";
import { findStakerChanges } from "./staker-changes";
import { listStakerExposure } from "./stakers";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());

const staker = `0x57${"0".repeat(38)}`;
const LATER = { effectBlock: 25_500_000 };

test("tells what is announced for the staker's assets, and its exposure once all of it is in effect", async () => {
  const { owner } = database;
  await insertCheckpoint(owner);
  const operator = (await insertOperator(owner)).address;
  const [avs, next] = [(await insertAvs(owner)).address, (await insertAvs(owner)).address];
  const [mine, other] = [(await insertStrategy(owner)).address, (await insertStrategy(owner)).address];
  for (const strategy of [mine, other])
    await insertOperatorStrategy(owner, operator, strategy, { tvsUsd: "1000" });
  await delegate(owner, operator, staker, { totalTvsUsd: "40" });
  await insertShares(owner, operator, staker, mine, { tvsUsd: "40" });
  await allocate(owner, operator, avs, mine, { magnitude: "500000000000000000" });
  for (const strategyId of [mine, other]) {
    const operatorSetId = await allocate(owner, operator, next, strategyId, {
      ...LATER,
      magnitude: "250000000000000000",
    });
    await wasNothing(owner, { operatorId: operator, operatorSetId, strategyId });
  }
  await insertCommission(owner, operator, {
    upcomingBips: 1500,
    upcomingActivatedAt: "2026-07-12 00:00:00",
    effectiveBips: 1000,
  });
  await insertCommission(owner, operator, {
    id: `${operator}-AVS-${avs}`,
    commissionType: "AVS",
    avsId: avs,
  });

  const changes = await findStakerChanges(database.db, { staker, operator, assets: [mine] });
  expect(changes.allocations).toMatchObject([
    { avs: next, strategy: mine, heldRatio: 0, ratio: 0.25, effectBlock: 25_500_000 },
  ]);
  expect(changes.otherCount).toBe(1);
  expect(changes.commissions).toMatchObject([{ type: "PI", effectiveBps: 1000, pendingBps: 1500 }]);
  const exposed = (rows: { avs: string; exposedUsd: number | null }[]) =>
    rows.map((row) => [row.avs, row.exposedUsd]);
  expect(exposed(await listStakerExposure(database.db, staker))).toEqual([[avs, 20]]);
  expect(exposed(changes.exposure)).toEqual([
    [avs, 20],
    [next, 10],
  ]);
});

test("lets a withdrawal that is announced take its part out of the worst case to come", async () => {
  await database.sql`update operator_allocations set magnitude = 0 where effect_block = 25500000`;
  const [row] = await database.sql`select operator_id from operator_delegators`;
  const changes = await findStakerChanges(database.db, { staker, operator: row?.operator_id, assets: [] });
  expect(changes).toMatchObject({ allocations: [], otherCount: 2, exposure: [{ exposedUsd: 20 }] });
  expect(changes.exposure).toHaveLength(1);
});
