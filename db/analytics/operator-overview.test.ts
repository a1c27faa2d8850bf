import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "../testing/databases";
import {
  insertCheckpoint,
  insertOperator,
  insertOperatorAnalytics,
  insertOperatorDay,
  insertOperatorStrategy,
  insertSlashing,
  insertStrategy,
} from "../testing/rows";
import {
  findOperator,
  findOperatorScore,
  listOperatorAssets,
  listOperatorHistories,
  listOperatorHistory,
} from "./operator-overview";
import { listOperators } from "./operators";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner);
});

describe("findOperator", () => {
  test("finds nothing for an address that is no operator", async () => {
    expect(await findOperator(database.db, "0x00000000000000000000000000000000000000ff")).toBeUndefined();
  });

  test("says the same figures as the list", async () => {
    const { address } = await insertOperator(database.owner, { name: "Alpha", tvsUsd: "12.5" });
    await insertOperatorAnalytics(database.owner, address, { riskLevel: "HIGH" });
    const { rows } = await listOperators(database.db, {}, { sort: "tvs", dir: "desc", page: 1, perPage: 1 });
    expect(await findOperator(database.db, address)).toMatchObject(rows[0] ?? {});
  });

  test("reads times as UTC and takes the last slashing", async () => {
    const { address } = await insertOperator(database.owner);
    await insertSlashing(database.owner, address, { eventId: 1, slashedAt: "2026-01-05 09:45:47" });
    await insertSlashing(database.owner, address, { eventId: 2, slashedAt: "2026-02-12 19:55:47" });
    const operator = await findOperator(database.db, address);
    expect(operator?.registeredAt?.toISOString()).toBe("2024-04-09T00:00:00.000Z");
    expect(operator?.lastSlashedAt?.toISOString()).toBe("2026-02-12T19:55:47.000Z");
  });
});

test("counts the assets whose newest value is marked for a slashing", async () => {
  const { address } = await insertOperator(database.owner);
  const day = (strategy: string, on: string, isMarked: boolean | null) => database.sql`
    insert into historical_tvs_snapshots (operator_id, strategy_id, snapshot_date, shares, has_slashing_caveat)
    values (${address}, ${strategy}, ${on}, 1, ${isMarked})`;
  for (const marks of [
    [false, true],
    [true, false],
    [true, true],
    [true, null],
  ] as const) {
    const strategy = await insertStrategy(database.owner);
    await insertOperatorStrategy(database.owner, address, strategy.address, {});
    await day(strategy.address, "2026-07-04", marks[0]);
    await day(strategy.address, "2026-07-05", marks[1]);
    await day(strategy.address, "2026-07-06", true);
  }
  expect(await findOperator(database.db, address)).toMatchObject({ unsettledAssetCount: 2 });
});

describe("listOperatorHistory", () => {
  test("goes back the days asked for, oldest first, and never past what the data speaks for", async () => {
    const { address } = await insertOperator(database.owner);
    for (const [snapshotDate, totalTvs] of [
      ["2026-07-06", "9"],
      ["2026-07-05", "3"],
      ["2026-06-05", "2"],
      ["2026-06-04", "1"],
    ])
      await insertOperatorDay(database.owner, address, { snapshotDate, totalTvs });
    const month = await listOperatorHistory(database.db, address, 30);
    expect(month.map(({ snapshotOn, tvsUsd }) => [snapshotOn, tvsUsd])).toEqual([
      ["2026-06-05", 2],
      ["2026-07-05", 3],
    ]);
    expect(await listOperatorHistory(database.db, address, undefined)).toHaveLength(3);
    const dayless = (await insertOperator(database.owner)).address;
    expect(await listOperatorHistories(database.db, [dayless, address], 30)).toEqual([
      { address: dayless, days: [] },
      { address, days: month },
    ]);
  });
});

describe("listOperatorAssets", () => {
  test("gives shares that add up to one, and no amounts", async () => {
    const { address } = await insertOperator(database.owner);
    for (const tvsUsd of ["75", "25", "0", null]) {
      const strategy = await insertStrategy(database.owner);
      await insertOperatorStrategy(database.owner, address, strategy.address, { tvsUsd });
    }
    const assets = await listOperatorAssets(database.db, address);
    expect(assets.map(({ shareRatio }) => shareRatio)).toEqual([0.75, 0.25]);
    expect(Object.keys(assets[0] ?? {}).sort()).toEqual(["address", "shareRatio", "symbol"]);
  });
});

describe("findOperatorScore", () => {
  test("shows the newest day, and no score without enough data", async () => {
    const { address } = await insertOperator(database.owner);
    await insertOperatorAnalytics(database.owner, address, { date: "2026-07-04", riskScore: "40" });
    await insertOperatorAnalytics(database.owner, address, {
      date: "2026-07-05",
      riskScore: "88.25",
      economicScore: "9.5",
    });
    expect(await findOperatorScore(database.db, address)).toMatchObject({ score: 88.2, economicScore: 10 });
    await database.sql`update operator_analytics set has_sufficient_data = false where date = '2026-07-05'`;
    expect(await findOperatorScore(database.db, address)).toMatchObject({
      score: null,
      economicScore: null,
      confidence: null,
    });
  });
});
