import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "../testing";
import {
  insertAvs,
  insertCheckpoint,
  insertOperator,
  insertOperatorAnalytics,
  insertRegistration,
} from "../testing-rows";
import { findStanding, listCompared, listSharedAvs, listSharedDelegators } from "./operator-comparison";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
const [a, b, c] = ["0xaa", "0xbb", "0xcc"].map((start) => start.padEnd(42, "0")) as [string, string, string];

beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
  await insertCheckpoint(database.owner);
  for (const address of [a, b, c]) await insertOperator(database.owner, { address });
});
afterAll(() => database.drop());

test("keeps the order asked for and leaves out who is none", async () => {
  const rows = await listCompared(database.db, [c, "0x00", a]);
  expect(rows.map((row) => row.address)).toEqual([c, a]);
});

test("shares an AVS between those registered now, in any case of the status", async () => {
  const both = await insertAvs(database.owner, { name: "Both" });
  const left = await insertAvs(database.owner, { name: "Left" });
  await insertRegistration(database.owner, a, both.address);
  await insertRegistration(database.owner, b, both.address, { currentStatus: "registered" });
  await insertRegistration(database.owner, a, left.address);
  await insertRegistration(database.owner, b, left.address, { currentStatus: "UNREGISTERED" });
  expect(await listSharedAvs(database.db, [a, b, c])).toEqual([
    { address: both.address, name: "Both", operators: [a, b] },
  ]);
});

test("shares the stakers who moved between two, with what they hold now", async () => {
  const add = async (operator: string, staker: string, isDelegated: boolean, value: string | null) => {
    await database.sql`insert into stakers (id, address) values (${staker}, ${staker}) on conflict do nothing`;
    await database.sql`insert into operator_delegators (id, operator_id, staker_id, is_delegated, total_tvs_usd)
      values (${`${operator}-${staker}`}, ${operator}, ${staker}, ${isDelegated}, ${value})`;
  };
  await add(a, "0x1", false, "500");
  await add(b, "0x1", true, "9.5");
  await add(a, "0x2", true, "10");
  await add(b, "0x2", false, null);
  await add(c, "0x3", true, "7");
  expect(await listSharedDelegators(database.db, [a, b, c])).toEqual([
    { one: a, other: b, delegatorCount: 2, valueUsd: 19.5 },
  ]);
});

test("stands an operator that nothing is known of on nothing, and has it lose nothing", async () => {
  expect(await findStanding(database.db, c)).toEqual({
    address: c,
    performanceScore: null,
    economicScore: null,
    networkPositionScore: null,
    confidence: null,
    volatility30dRatio: null,
    sizePercentile: null,
    delegatorSpread: null,
    largestDelegatorRatio: null,
    strategyCount: 0,
    worstCaseUsd: 0,
  });
});

test("stands a scored operator on the newest day's points", async () => {
  const scored = { confidenceScore: "90", delegationVolatility30D: "0.021" };
  await insertOperatorAnalytics(database.owner, a, {
    date: "2026-07-04",
    performanceScore: "9.5",
    ...scored,
  });
  await insertOperatorAnalytics(database.owner, a, { performanceScore: "10", ...scored });
  expect(await findStanding(database.db, a)).toMatchObject({
    performanceScore: 10,
    confidence: 90,
    volatility30dRatio: 0.021,
  });
});
