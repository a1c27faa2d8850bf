import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "../testing/databases";
import {
  insertCheckpoint,
  insertNetworkDay,
  insertOperator,
  insertOperatorStrategy,
  insertStrategy,
} from "../testing/rows";
import { findFreshness } from "./freshness";
import { findNetwork, findNetworkMedians, listNetworkAssets, listNetworkHistory } from "./network";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.empty());

describe("findNetwork", () => {
  test("finds nothing before the first day", async () => {
    expect(await findNetwork(database.db)).toBeUndefined();
  });

  test("compares the newest day with the one 30 days before, and with none that is older than a week more", async () => {
    await insertCheckpoint(database.owner);
    await insertNetworkDay(database.owner, {
      snapshotDate: "2026-07-05",
      totalTvs: "120",
      totalOperators: 12,
    });
    await insertNetworkDay(database.owner, { snapshotDate: "2026-05-01", totalTvs: "1" });
    expect(await findNetwork(database.db)).toMatchObject({
      now: { tvsUsd: 120, operatorCount: 12 },
      before: undefined,
    });
    await insertNetworkDay(database.owner, { snapshotDate: "2026-06-04", totalTvs: "100" });
    expect((await findNetwork(database.db))?.before?.tvsUsd).toBe(100);
  });
});

test("listNetworkHistory leaves an unmeasured day a gap", async () => {
  await insertCheckpoint(database.owner);
  await insertNetworkDay(database.owner, { snapshotDate: "2026-07-04", totalTvs: null });
  await insertNetworkDay(database.owner, { snapshotDate: "2026-07-05", totalTvs: "5" });
  expect((await listNetworkHistory(database.db, 30)).map((day) => day.tvsUsd)).toEqual([null, 5]);
});

test("listNetworkAssets adds each asset over all operators, the largest first", async () => {
  const [small, large] = [await insertStrategy(database.owner), await insertStrategy(database.owner)];
  for (const [strategy, tvsUsd] of [
    [small, "9.5"],
    [large, "6"],
    [large, "4"],
  ] as const) {
    const { address } = await insertOperator(database.owner);
    await insertOperatorStrategy(database.owner, address, strategy.address, { tvsUsd });
  }
  expect((await listNetworkAssets(database.db)).map(({ address, tvsUsd }) => [address, tvsUsd])).toEqual([
    [large.address, 10],
    [small.address, 9.5],
  ]);
});

describe("findFreshness", () => {
  test("takes the checkpoint that was read last, with its block past 2^31", async () => {
    await insertCheckpoint(database.owner, {
      pipelineName: "old",
      lastProcessedAt: "2026-07-01 00:00:00",
      lastProcessedBlock: 1n,
    });
    await insertCheckpoint(database.owner, {
      lastProcessedBlock: 4_000_000_000n,
      runMetadata: { demo: true, provenance: "Demo data." },
    });
    expect(await findFreshness(database.db)).toMatchObject({
      blockNumber: 4_000_000_000,
      isDemo: true,
      provenance: "Demo data.",
    });
  });

  test("is undefined before the first run", async () => {
    expect(await findFreshness(database.db)).toBeUndefined();
  });
});

test("findNetworkMedians takes the newest day up to the data's last, and leaves what is not measured unknown", async () => {
  expect(await findNetworkMedians(database.db)).toBeUndefined();
  await insertCheckpoint(database.owner);
  const day = (snapshotDate: string, medianTvs: string | null) =>
    insertNetworkDay(database.owner, {
      snapshotDate,
      medianTvs,
      medianDelegatorsPerOperator: "2.5",
      medianRiskScore: "79.96",
      medianAvsPerOperator: null,
    });
  await day("2026-07-04", "9.5");
  await day("2026-07-05", "10");
  await day("2026-07-06", "11");
  expect(await findNetworkMedians(database.db)).toEqual({
    tvsUsd: 10,
    delegatorCount: 2.5,
    avsCount: null,
    commissionBps: null,
    score: 79.9,
  });
});
