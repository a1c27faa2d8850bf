import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { operators } from "@/drizzle/analytics/schema";
import { DeadlineError } from "../postgres/deadline";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { type AnalyticsConnection, connectAnalytics } from "./client";
import { WritableError } from "./read-only";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let connection: AnalyticsConnection;
beforeAll(async () => {
  analytics = await createAnalyticsTestDatabase();
  connection = connectAnalytics(analytics.readerUrl, { max: 1 });
});
afterEach(() => analytics.empty());
afterAll(async () => {
  await connection.close();
  await analytics.drop();
});

const addOperator = (id: string) => analytics.owner.insert(operators).values({ id, address: id });

it("shows one moment, whatever is written while it is read", async () => {
  await addOperator("0x1");
  const counts = await connection.snapshot(async (db) => {
    const before = await db.$count(operators);
    await addOperator("0x2");
    return [before, await db.$count(operators)];
  });
  expect(counts).toEqual([1, 1]);
  expect(await connection.snapshot((db) => db.$count(operators))).toBe(2);
});

it("takes no connection of the pool and leaves none behind", async () => {
  const names = sql<string>`string_agg(application_name, ',' order by application_name)`;
  const during = await connection.snapshot(async (db) => {
    await connection.ping();
    return await db.select({ names }).from(sql`pg_stat_activity`).where(sql`datname = current_database()`);
  });
  expect(during[0]?.names).toContain("eigenwatch,eigenwatch-snapshot");
  await expectNoSnapshotLeft();
});

it("cannot write, even as the owner", async () => {
  const owner = connectAnalytics(analytics.ownerUrl, { allowWritable: true });
  await analytics.sql`create sequence eigenwatch_test_sequence`;
  const writing = owner.snapshot((db) =>
    db.select({ id: sql`nextval('eigenwatch_test_sequence')` }).from(sql`(select 1) as one`),
  );
  await expect(writing).rejects.toMatchObject({ cause: { code: "25006" } });
  await owner.close();
});

it("is not read by a role that could write", async () => {
  const owner = connectAnalytics(analytics.ownerUrl);
  await expect(owner.snapshot((db) => db.$count(operators))).rejects.toThrow(WritableError);
  await owner.close();
});

it("ends at its deadline, and its connection with it", async () => {
  const slow = connection.snapshot(async (db) => {
    for (;;) await db.select({ slept: sql`pg_sleep(0.05)` }).from(sql`(select 1) as one`);
  }, 500);
  await expect(slow).rejects.toThrow(DeadlineError);
  await expectNoSnapshotLeft();
});

async function expectNoSnapshotLeft() {
  const count = async () =>
    (
      await analytics.sql`select count(*)::int as n from pg_stat_activity
      where application_name = 'eigenwatch-snapshot' and datname = current_database()`
    )[0]?.n;
  for (let tries = 0; tries < 100 && (await count()) > 0; tries++) await setTimeout(50);
  expect(await count()).toBe(0);
}
