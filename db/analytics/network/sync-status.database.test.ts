import { afterAll, beforeAll, expect, test } from "vitest";
import { pipelineSyncStatus } from "@/drizzle/analytics/schema";
import { createAnalyticsTestDatabase } from "../../testing/databases";
import { listSyncStatus } from "./sync-status";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());

test("says of each kind of event what was measured last, the one furthest behind first", async () => {
  await database.owner.insert(pipelineSyncStatus).values([
    { pipeline: "operators", eventType: "OperatorRegistered", blocksBehind: 0, measuredAt: "2026-07-05" },
    { pipeline: "operators", eventType: "OperatorRegistered", blocksBehind: 900, measuredAt: "2026-07-04" },
    { pipeline: "operators", eventType: "OperatorRegistered", blocksBehind: 901 },
    { pipeline: "slashing", eventType: "OperatorSlashed", status: "lagging", blocksBehind: 10 },
    {
      pipeline: "avs",
      eventType: "A",
      status: "SYNCED",
      blocksBehind: 9,
      totalRecords: 7,
      lastError: "host",
    },
    { pipeline: "avs", eventType: "B" },
  ]);
  const rows = await listSyncStatus(database.db);
  expect(rows.map((row) => [row.event, row.blocksBehind, row.isSynced])).toEqual([
    ["OperatorSlashed", 10, false],
    ["A", 9, true],
    ["OperatorRegistered", 0, null],
    ["B", null, null],
  ]);
  expect(rows[2]?.measuredAt).toEqual(new Date("2026-07-05"));
  expect(rows[1]).toEqual({
    pipeline: "avs",
    event: "A",
    blocksBehind: 9,
    recordCount: 7,
    newestAt: null,
    isSynced: true,
    measuredAt: null,
  });
});
