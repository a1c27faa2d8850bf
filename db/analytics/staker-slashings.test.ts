import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import * as table from "@/drizzle/analytics/schema";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { delegate, insertShares, insertValueDay } from "../testing/exposure";
import { insertCheckpoint, insertOperator, insertSlashing, insertStrategy } from "../testing/rows";
import { insertToken } from "../testing/stake";
import { findStakerSlashings } from "./staker-slashings";
import { findStaker } from "./stakers";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
});

const staker = `0x57${"0".repeat(38)}`;
const avs = `0xa5${"0".repeat(38)}`;
const TENTH = "100000000000000000";

/** Somebody who delegates since March with one asset of two that the operator has, and what took of them. */
async function scene() {
  const { owner } = database;
  await insertCheckpoint(owner);
  const operator = (await insertOperator(owner, { name: "Slashed" })).address;
  const [mine, other] = [(await insertStrategy(owner)).address, (await insertStrategy(owner)).address];
  await insertToken(owner, mine, "stETH");
  await delegate(owner, operator, staker, { delegatedAt: "2026-03-01 12:00:00" });
  await insertShares(owner, operator, staker, mine, { tvsUsd: "9.5" });
  const slash = async (eventId: number, slashedAt: string, strategies: string[]) => {
    const incident = await insertSlashing(owner, operator, {
      operatorSetId: `${avs}-4`,
      eventId,
      slashedAt,
      slashedAtBlock: 24_000_000 + eventId,
    });
    for (const strategyId of strategies)
      await owner.insert(table.operatorSlashingAmounts).values({
        slashingIncidentId: incident?.id ?? 0,
        operatorId: operator,
        strategyId,
        wadSlashed: TENTH,
      });
  };
  const since = new Date("2026-03-01T12:00:00Z");
  const found = () => findStakerSlashings(database.db, { staker, operator, since });
  return { operator, mine, other, slash, found };
}

test("tells of each slashing since the delegation once, newest first, with the staker's own assets alone", async () => {
  const { operator, mine, other, slash, found } = await scene();
  await slash(1, "2026-03-01 11:59:59", [mine]);
  await slash(2, "2026-03-01 12:00:00", [mine, other]);
  await slash(3, "2026-04-10 00:00:00", [mine]);
  await slash(3, "2026-04-10 00:00:00", [mine]);
  await slash(4, "2026-04-09 00:00:00", [other]);
  const { slashings, otherCount } = await found();
  expect(otherCount).toBe(1);
  expect(slashings).toMatchObject([
    { slashedAt: new Date("2026-04-10T00:00:00Z"), parts: [{ address: mine }] },
    { avs, setNumber: 4, parts: [{ address: mine, symbol: "stETH", ratio: 0.1 }] },
  ]);
  expect(slashings).toHaveLength(2);
  expect(JSON.stringify(slashings)).not.toMatch(/lost/i);
  expect(await findStaker(database.db, staker)).toMatchObject({
    operator,
    slashingCount: 4,
    slashingCountSince: 3,
    lastSlashedAt: new Date("2026-04-10T00:00:00Z"),
  });
});

test("tells of what took of an unknown asset, or of one whose shares are gone since", async () => {
  const { mine, slash, found } = await scene();
  await database.sql`update operator_delegator_shares set shares = 0`;
  await slash(1, "2026-04-10 00:00:00", [mine]);
  await slash(2, "2026-04-09 00:00:00", []);
  expect((await found()).slashings).toMatchObject([{ parts: [{ address: mine }] }, { parts: [] }]);
});

test("tells of every slashing where it is not known since when the staker delegates, and counts none since", async () => {
  const { operator, mine, slash } = await scene();
  await slash(1, "2024-04-10 00:00:00", [mine]);
  await database.sql`update operator_delegators set delegated_at = null`;
  const { slashings } = await findStakerSlashings(database.db, { staker, operator, since: null });
  expect(slashings).toHaveLength(1);
  expect(await findStaker(database.db, staker)).toMatchObject({ slashingCount: 1, slashingCountSince: null });
});

test("says in how many of the staker's assets the newest shares may not show a slashing yet", async () => {
  const { operator, mine, other, found } = await scene();
  const { owner } = database;
  await insertValueDay(owner, operator, mine, { snapshotDate: "2026-07-03", hasSlashingCaveat: true });
  await insertValueDay(owner, operator, other, { snapshotDate: "2026-07-04", hasSlashingCaveat: true });
  expect((await found()).unsettledAssetCount).toBe(1);
  await insertValueDay(owner, operator, mine, { snapshotDate: "2026-07-04", hasSlashingCaveat: false });
  expect((await found()).unsettledAssetCount).toBe(0);
});
