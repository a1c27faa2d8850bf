import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { operatorDelegatorHistory } from "@/drizzle/analytics/schema";
import { createAnalyticsTestDatabase } from "../../testing/databases";
import { delegate, insertShares } from "../../testing/exposure";
import { insertCheckpoint, insertOperator, insertStrategy } from "../../testing/rows";
import { insertDelegatorEvent } from "../../testing/stake";
import { findStaker, listStakerDelegations, listStakerPositions } from "./stakers";

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
  const before = (await insertOperator(owner)).address;
  const now = (await insertOperator(owner)).address;
  await delegate(owner, before, staker, { isDelegated: false });
  await delegate(owner, now, staker);
  expect(await findStaker(database.db, staker)).toEqual({
    address: staker,
    delegation: { operator: now, delegatedAt: new Date("2025-01-01T00:00:00Z") },
  });
  await database.sql`update operator_delegators set is_delegated = false`;
  expect(await findStaker(database.db, staker)).toEqual({ address: staker, delegation: null });
  expect(await findStaker(database.db, staker.replace("57", "58"))).toBeUndefined();
});

test("delegates since it came back, not since it first came", async () => {
  const { owner } = database;
  const operator = (await insertOperator(owner)).address;
  await delegate(owner, operator, staker);
  for (const [delegationType, eventTimestamp] of [
    ["DELEGATED", "2025-01-01 00:00:00"],
    ["UNDELEGATED", "2025-06-01 00:00:00"],
    ["delegated", "2025-09-01 00:00:00"],
    // Implausible times are ignored.
    ["DELEGATED", "infinity"],
    ["DELEGATED", "20240-01-01 00:00:00"],
  ] as const)
    await insertDelegatorEvent(owner, operator, staker, { delegationType, eventTimestamp });
  expect((await findStaker(database.db, staker))?.delegation?.delegatedAt).toEqual(
    new Date("2025-09-01T00:00:00Z"),
  );
});

test("reads shares past 2^53 exactly, and a share that is no number as not known", async () => {
  const { owner } = database;
  const operator = (await insertOperator(owner)).address;
  await delegate(owner, operator, staker);
  const shares = ["188467287078862890369933", "0", "NaN"];
  for (const one of shares)
    await insertShares(owner, operator, staker, (await insertStrategy(owner)).address, { shares: one });
  const positions = await listStakerPositions(database.db, { staker, operator });
  expect(positions.map((one) => one.shares)).toEqual([188467287078862890369933n, 0n, null]);
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
