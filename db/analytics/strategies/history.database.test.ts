import { afterAll, beforeEach, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "../../testing/databases";
import { insertValueDay } from "../../testing/exposure";
import { insertOperator, insertStrategy } from "../../testing/rows";
import { whileReading } from "../reading";
import { listStrategyHistory } from "./history";

const database = await createAnalyticsTestDatabase();
afterAll(() => database.drop());
let strategy: string;
let [one, other]: string[] = [];
beforeEach(async () => {
  await database.empty();
  strategy = (await insertStrategy(database.owner)).address;
  one = (await insertOperator(database.owner)).address;
  other = (await insertOperator(database.owner)).address;
});

const write = (operator: string | undefined, snapshotDate: string, tvsUsd: string | null, shares = "1") =>
  insertValueDay(database.owner, operator ?? "", strategy, { snapshotDate, tvsUsd, shares });

test("knows no day of which the value of one operator is not known, unless that one has no shares", async () => {
  for (const day of ["2026-07-01", "2026-07-02", "2026-07-03", "2026-07-04"]) await write(one, day, "10");
  await write(other, "2026-07-01", "5");
  await write(other, "2026-07-02", null);
  await write(other, "2026-07-03", null, "0");
  await write(other, "2026-07-04", "-5");
  const { answer, implausible } = await whileReading(() =>
    listStrategyHistory(database.db, strategy, { until: "2026-07-05" }),
  );
  expect(answer).toEqual([
    { snapshotOn: "2026-07-01", tvsUsd: 15, operatorCount: 2 },
    { snapshotOn: "2026-07-02", tvsUsd: null, operatorCount: 2 },
    { snapshotOn: "2026-07-03", tvsUsd: 10, operatorCount: 1 },
    { snapshotOn: "2026-07-04", tvsUsd: null, operatorCount: 2 },
  ]);
  expect([...implausible.values()]).toEqual([
    { table: "historical_tvs_snapshots", column: "tvs_usd", count: 1 },
  ]);
});
