import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertCheckpoint, insertOperator } from "@/db/testing/rows";
import {
  insertCommissionChange,
  insertDelegator,
  insertDelegatorEvent,
  insertDollarStrategy,
} from "@/db/testing/stake";
import type { Network } from "../network/network";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";
import type { Tier } from "../trpc/tiers";

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

const caller = (tier: Tier = "PRO") =>
  callerOf(contextFor(tier, { analytics: analytics.db, user: undefined as never, network })).analytics;
const operators = () => caller().operators;

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

test("the network's events are the same by cursor as by page, without an event that comes meanwhile", async () => {
  const change = async (changedAt: string, newBips: number) =>
    await insertCommissionChange(analytics.owner, address, { changedAt, newBips });
  for (const [index, at] of ["03", "01", "02", "02", "01"].entries())
    await change(`2026-01-${at} 12:00:00.123456`, 100 + index);
  const { activity } = caller().network;
  const { rows, nextCursor } = await activity({});
  expect([rows.length, nextCursor]).toEqual([5, null]);
  const [second, third] = [await activity({ limit: 2, page: 2 }), await activity({ limit: 2, page: 3 })];
  expect([...second.rows, ...third.rows]).toEqual(rows.slice(2));
  let isNew = true;
  const read = await readOn(async (cursor) => {
    const page = await activity({ limit: 2, cursor });
    if (isNew) await change("2026-01-04 12:00:00", 999);
    isNew = false;
    return page;
  });
  expect(read).toEqual(rows);
});

test("delegators who come meanwhile before the place that was reached double nobody and hide nobody", async () => {
  const before = (await operators().delegators.list({ address, sort: "address", dir: "asc" })).rows;
  let isNew = true;
  const read = await readOn(async (cursor) => {
    const page = await operators().delegators.list({
      address,
      sort: "address",
      dir: "asc",
      perPage: 2,
      cursor,
    });
    if (isNew)
      await insertDelegator(analytics.owner, address, { address: `0x${"0".repeat(40)}`, shares: [] });
    isNew = false;
    return page;
  });
  expect(read.map((row) => row.address)).toEqual(before.map((row) => row.address));
});

test("a cursor of another order, list or operator, or a changed one, is a bad request", async () => {
  const other = await insertOperator(analytics.owner);
  network = await networkOf(analytics.db);
  const { nextCursor } = await operators().delegators.list({ address, perPage: 2, cursor: "" });
  const cursor = nextCursor ?? "";
  const refusal = { code: "BAD_REQUEST", message: expect.stringContaining("Begin with an empty cursor") };
  for (const asked of [
    { address, cursor, dir: "asc" as const },
    { address: other.address, cursor },
    { address, cursor: `${cursor.slice(0, -4)}AAAA` },
    { address, cursor: "x" },
  ])
    await expect(operators().delegators.list(asked)).rejects.toMatchObject(refusal);
  await expect(operators().activity({ address, cursor })).rejects.toMatchObject(refusal);
  const { nextCursor: ofEvents } = await operators().activity({ address, perPage: 2, cursor: "" });
  await expect(
    operators().activity({ address: other.address, cursor: ofEvents ?? "" }),
  ).rejects.toMatchObject(refusal);
  await expect(caller().network.activity({ cursor: ofEvents ?? "" })).rejects.toMatchObject(refusal);
});

test("a cursor opens no list to a tier that may not read it", async () => {
  const { nextCursor } = await operators().delegators.list({ address, perPage: 2, cursor: "" });
  for (const tier of ["VISITOR", "FREE"] as const)
    await expect(
      caller(tier).operators.delegators.list({ address, perPage: 2, cursor: nextCursor ?? "" }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
});
