import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertCheckpoint, insertOperator } from "@/db/testing/rows";
import { insertDelegator, insertDelegatorEvent, insertDollarStrategy } from "@/db/testing/stake";
import type { Network } from "../network/network";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";

const callerOf = createCallerFactory(appRouter);
const address = "0x5accc90436492f24e6af278569691e2c942a676d";
const SORTS = ["value", "strategies", "since", "address"] as const;

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let network: Network;
beforeAll(async () => {
  analytics = await createAnalyticsTestDatabase();
  const { owner } = analytics;
  await insertCheckpoint(owner);
  await insertOperator(owner, { address });
  const { address: strategy } = await insertDollarStrategy(owner);
  const stakes = ["5000000000000000000", "4000000000000000001", "4000000000000000000", "1", null, null];
  for (const [index, shares] of stakes.entries()) {
    const staker = `0x${String(index).padStart(40, "a")}`;
    await insertDelegator(owner, address, {
      address: staker,
      shares: shares === null ? [] : [{ strategy, shares }],
      row: { delegatedAt: index === 2 ? null : "2025-01-01 00:00:00" },
    });
    await insertDelegatorEvent(owner, address, staker, {
      eventTimestamp: `2026-01-0${1 + (index % 3)} 12:00:00.123456`,
      eventBlock: 10 + index,
    });
  }
  network = await networkOf(analytics.db);
});
afterAll(() => analytics.drop());

const operators = () =>
  callerOf(contextFor("PRO", { analytics: analytics.db, user: undefined as never, network })).analytics
    .operators;

/** Returns all rows, read two at a time by cursors. */
async function readOn<Row>(page: (cursor: string) => Promise<{ rows: Row[]; nextCursor: string | null }>) {
  const read: Row[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const found: { rows: Row[]; nextCursor: string | null } = await page(cursor);
    read.push(...found.rows);
    cursor = found.nextCursor;
    if (read.length > 20) throw new Error("The cursors do not end.");
  }
  return read;
}

test.each(SORTS.flatMap((sort) => [[sort, "asc"] as const, [sort, "desc"] as const]))(
  "delegators by %s, %s, are the same by cursor as by page",
  async (sort, dir) => {
    const { rows, nextCursor, total } = await operators().delegators.list({ address, sort, dir });
    expect([rows.length, total, nextCursor]).toEqual([6, 6, null]);
    const read = await readOn(async (cursor) => {
      const page = await operators().delegators.list({ address, sort, dir, perPage: 2, cursor });
      expect(page.total).toBe(6);
      return page;
    });
    expect(read).toEqual(rows);
  },
);

test("events are the same by cursor as by page", async () => {
  const { rows } = await operators().activity({ address });
  expect(rows).toHaveLength(6);
  expect(await readOn((cursor) => operators().activity({ address, perPage: 2, cursor }))).toEqual(rows);
});

test("a cursor of another order, or a changed one, is a bad request", async () => {
  const { nextCursor } = await operators().delegators.list({ address, perPage: 2, cursor: "" });
  const cursor = nextCursor ?? "";
  for (const asked of [
    { cursor, dir: "asc" as const },
    { cursor: `${cursor.slice(0, -4)}AAAA` },
    { cursor: "x" },
  ])
    await expect(operators().delegators.list({ address, ...asked })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  await expect(operators().activity({ address, cursor })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});
