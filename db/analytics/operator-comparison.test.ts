import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "../testing";
import { insertAvs, insertCheckpoint, insertOperator, insertRegistration } from "../testing-rows";
import { listCompared, listSharedAvs, listSharedDelegators } from "./operator-comparison";

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
