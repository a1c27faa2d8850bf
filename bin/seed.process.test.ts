import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "../db/testing/databases";
import { insertOperator } from "../db/testing/rows";
import { runScript } from "./testing/run-db";

let users: Awaited<ReturnType<typeof createUserTestDatabase>>;
let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  [users, analytics] = [await createUserTestDatabase(), await createAnalyticsTestDatabase()];
});
afterAll(async () => {
  await Promise.all([users.drop(), analytics.drop()]);
});

const seed = (settings: Record<string, string> = {}) =>
  runScript("bin/seed.ts", {
    USER_DATABASE_URL: users.applicationUrl,
    ANALYTICS_DATABASE_URL: analytics.readerUrl,
    ...settings,
  });

test("makes an account of each tier once", async () => {
  const { address } = await insertOperator(analytics.owner);
  const first = await seed();
  expect(first.code, first.err).toBe(0);
  expect(first.out).toContain("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266  Free\n");
  expect((await seed()).out).toContain("Free (was there)\n");
  const rows =
    await users.sql`select tier::text, count(*)::int as count from eigenwatch.users group by 1 order by 1`;
  expect(rows.map(({ tier, count }) => [tier, count])).toEqual([
    ["ENTERPRISE", 1],
    ["FREE", 3],
    ["PRO", 3],
  ]);
  const watched = await users.sql`select distinct entity_id as id from eigenwatch.user_watchlist`;
  expect(watched.map(({ id }) => id)).toContain(address);
});

test("is refused where others could sign in", async () => {
  const before = await users.sql`select count(*)::int as count from eigenwatch.users`;
  const elsewhere = await seed({ USER_DATABASE_URL: "postgresql://app:secret@db.example/users" });
  expect([elsewhere.code, elsewhere.err]).toEqual([
    1,
    "Sample accounts are for development, and USER_DATABASE_URL is on db.example. Anybody could sign in to them.\n",
  ]);
  const served = await seed({ PUBLIC_URL: "https://eigenwatch.example" });
  expect(served.err).toContain("this instance is at https://eigenwatch.example");
  expect(await users.sql`select count(*)::int as count from eigenwatch.users`).toEqual(before);
});
