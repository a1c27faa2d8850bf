import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "@/db/testing/databases";
import { delegate } from "@/db/testing/exposure";
import { insertCheckpoint, insertOperator } from "@/db/testing/rows";
import type { Network } from "../network/network";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";
import type { Tier } from "../trpc/tiers";

const callerOf = createCallerFactory(appRouter);
const staker = `0x57${"0".repeat(38)}`;
const CHUNK_ROWS = 1000;
const EVENTS = CHUNK_ROWS + 1;
let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let network: Network;
let operator: string;

beforeAll(async () => {
  [analytics, user] = await Promise.all([createAnalyticsTestDatabase(), createUserTestDatabase()]);
  await insertCheckpoint(analytics.owner);
  operator = (await insertOperator(analytics.owner)).address;
  await delegate(analytics.owner, operator, staker);
  await analytics.sql`insert into operator_delegator_history
      (operator_id, staker_id, delegation_type, event_timestamp, event_block)
    select ${operator}, ${staker}, 'DELEGATED', '2026-01-01', i from generate_series(1, ${EVENTS}::int) i`;
  await analytics.sql`insert into operator_commission_history
      (operator_id, event_id, commission_type, old_bips, new_bips, change_delta, changed_at, activated_at,
      block_number)
    select ${operator}, i, 'PI', 1000, 500, -500, '2026-01-01', '2026-01-08', i from generate_series(1, ${EVENTS}::int) i`;
  network = await networkOf(analytics.db);
});
afterAll(() => Promise.all([analytics.drop(), user.drop()]));

test("a download has every delegation and every change of commission, of which the pages have the newest", async () => {
  const context = contextFor("PRO", { analytics: analytics.db, user: user.db, network });
  const { analytics: page } = callerOf(context);
  expect((await page.stakers.detail({ address: staker })).delegations).toHaveLength(100);
  expect(await page.operators.commission.changes({ address: operator })).toHaveLength(500);

  const { analytics: download } = callerOf({ ...context, download: { perPage: CHUNK_ROWS, bookmark: {} } });
  expect((await download.stakers.detail({ address: staker })).delegations).toHaveLength(EVENTS);
  expect(await download.operators.commission.changes({ address: operator })).toHaveLength(EVENTS);
});

test("a list by key is kept, and still given to nobody who may not have it", async () => {
  const as = (tier: Tier) =>
    callerOf(contextFor(tier, { analytics: analytics.db, user: user.db, network })).analytics.operators;
  const list = await as("PRO").delegators.list({ address: operator });
  expect(list.rows).toHaveLength(1);
  await analytics.sql`delete from operator_delegators`;
  expect(await as("PRO").delegators.list({ address: operator })).toEqual(list);
  await expect(as("FREE").delegators.list({ address: operator })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await expect(as("VISITOR").delegators.list({ address: operator })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

test("a download of one run says so when the next one is there, and mixes none of it in", async () => {
  const context = {
    ...contextFor("PRO", { analytics: analytics.db, user: user.db, network }),
    download: { perPage: CHUNK_ROWS, bookmark: {} },
  };
  const { activity, commission } = callerOf(context).analytics.operators;
  expect((await activity({ address: operator })).rows).toHaveLength(CHUNK_ROWS);
  await analytics.sql`update pipeline_checkpoints set last_processed_block = last_processed_block + 1`;
  await expect(activity({ address: operator })).rejects.toMatchObject({
    code: "SERVICE_UNAVAILABLE",
    message: "The data was updated while it was read. Please try again in a minute.",
  });
  expect(await commission.changes({ address: operator })).toHaveLength(EVENTS);
});

test("an answer of a newer run than the network's is noted", async () => {
  const otherRuns = new Set<string>();
  const context = { ...contextFor("PRO", { analytics: analytics.db, user: user.db, network }), otherRuns };
  await callerOf(context).analytics.operators.delegators.flow({ address: operator });
  expect([...otherRuns]).toEqual(["analytics.operators.delegators.flow"]);
});

test("a free account downloads its own lists whole, and 100 rows of all others", async () => {
  const [own, anothers] = [`0x${"a".repeat(40)}`, `0x${"b".repeat(40)}`];
  const rowLimit = async (tier: Tier, address?: string) => {
    const context = contextFor(tier, { analytics: analytics.db, user: user.db, network }, { address: own });
    return (await callerOf(context).analytics.csv.rowLimit({ address })).rowLimit;
  };
  expect(await rowLimit("FREE", own)).toBeNull();
  expect(await rowLimit("FREE", anothers)).toBe(100);
  expect(await rowLimit("FREE")).toBe(100);
  expect(await rowLimit("VISITOR", own)).toBe(100);
  expect(await rowLimit("PRO", anothers)).toBeNull();
});
