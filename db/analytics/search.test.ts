import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { pipelineCheckpoints, strategyExchangeRates, tokenMetadata } from "@/drizzle/analytics/schema";
import { createAnalyticsTestDatabase } from "../testing/databases";
import {
  insertAvs,
  insertCheckpoint,
  insertOperator,
  insertOperatorStrategy,
  insertRegistration,
  insertStrategy,
} from "../testing/rows";
import { searchEntities } from "./search";

const kilnAddress = "0x1f8c8b1d78d01bcc42ebdd34fae60181bd697662";
const stakerAddress = "0xbeef00000000000000000000000000000000beef";
let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;

beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
  const { owner } = database;
  await insertCheckpoint(owner);
  await insertOperator(owner, { name: "Kiln", tvsUsd: "1", address: kilnAddress });
  const { address } = await insertOperator(owner, { name: "Kelp by Kiln", tvsUsd: "500" });
  await insertOperator(owner, { name: "Kiln Two", tvsUsd: "5" });
  await insertOperator(owner, { name: "Kiln Ten", tvsUsd: "10" });
  await insertOperator(owner, { name: "Ankiln", tvsUsd: "9000" });
  await insertOperator(owner, { name: "Kiln Unmeasured", tvsUsd: null });
  await insertOperator(owner, { name: `Gö\u200bteborg${"x".repeat(10_000)}`, tvsUsd: "1" });
  await insertOperator(owner, { name: "\u202eevil\u202c", tvsUsd: "0" });
  const service = await insertAvs(owner, { name: "Kiln Layer" });
  await insertRegistration(owner, address, service.address);
  await insertRegistration(owner, kilnAddress, service.address, { currentStatus: "UNREGISTERED" });
  const strategy = await insertStrategy(owner);
  await owner.insert(tokenMetadata).values({ contractAddress: "0xt", symbol: "stETH", name: "Lido Staked" });
  await owner.insert(strategyExchangeRates).values({
    strategyAddress: strategy.address,
    sharesToUnderlyingRate: "1",
    underlyingToken: "0xt",
    rateUpdatedAt: "2026-07-05 00:00:00",
  });
  await insertOperatorStrategy(owner, address, strategy.address, { tvsUsd: "500" });
  await database.sql`insert into stakers (id, address) values (${stakerAddress}, ${stakerAddress})`;
});
afterAll(() => database.drop());

const find = (q: string) => searchEntities(database.db, q, 10);
const names = async (q: string) => (await find(q)).map((row) => row.name);

describe("ranking", () => {
  test("puts the exact name first, then prefixes by value, then words, then any part", async () => {
    expect(await names("kiln")).toEqual([
      "Kiln",
      "Kiln Ten",
      "Kiln Two",
      "Kiln Layer",
      "Kiln Unmeasured",
      "Kelp by Kiln",
      "Ankiln",
    ]);
  });

  test("gives at most so many of each kind", async () => {
    const rows = await searchEntities(database.db, "kiln", 2);
    expect(rows.map((row) => row.kind)).toEqual(["operator", "operator", "avs"]);
  });
});

describe("what is found", () => {
  test.each([
    ["kiln kelp", ["Kelp by Kiln"]],
    ["  KELP   kiln ", ["Kelp by Kiln"]],
    ["8d01bcc42e", ["Kiln"]],
    ["1f8c8b", ["Kiln"]],
    ["0x1F8C", ["Kiln"]],
    [kilnAddress.slice(2).toUpperCase(), ["Kiln"]],
    ["steth", ["stETH"]],
    ["lido", ["stETH"]],
    ["live", []],
    ["evil", ["\u202eevil\u202c"]],
    ["%", []],
    ["   ", []],
    ["(a+)+$", []],
  ])("%j finds %j", async (q, expected) => {
    expect(await names(q)).toEqual(expected);
  });

  test("counts the operators registered now, and what holds value", async () => {
    expect(await find("kiln layer")).toMatchObject([{ kind: "avs", operatorCount: 1, tvsUsd: null }]);
    expect(await find("steth")).toMatchObject([{ kind: "strategy", operatorCount: 1, tvsUsd: 500 }]);
  });

  test("takes accents and unseen marks for what they look like, and keeps no endless name", async () => {
    const [row] = await find("goteborg");
    expect(row?.name).toHaveLength(200);
  });

  test("finds a staker by its whole address only, with or without 0x", async () => {
    expect(await find(stakerAddress)).toMatchObject([{ kind: "staker", address: stakerAddress }]);
    expect(await find(stakerAddress.slice(2).toUpperCase())).toHaveLength(1);
    expect(await find(stakerAddress.slice(0, 41))).toEqual([]);
  });
});

test("keeps the index of a run, and makes another in the background after the next run", async () => {
  await insertOperator(database.owner, { name: "Newcomer", tvsUsd: "1" });
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
  await find("newcomer");
  await new Promise((done) => setTimeout(done, 300));
  expect(await find("newcomer")).toEqual([]);
  await database.owner
    .update(pipelineCheckpoints)
    .set({ lastProcessedBlock: sql`${pipelineCheckpoints.lastProcessedBlock} + 1` });
  vi.setSystemTime(Date.now() + 60_000);
  expect(await find("newcomer")).toEqual([]);
  await vi.waitFor(async () => expect(await find("newcomer")).toHaveLength(1), { timeout: 5000 });
  vi.useRealTimers();
});
