import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterEach, beforeEach, expect, it } from "vitest";
import { roles } from "../postgres/embedded/roles";
import { createAnalyticsTestDatabase } from "../testing/databases";
import type { AnalyticsDb } from "./analytics-db";
import { checkAnalytics, connectAnalytics } from "./client";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let admin: postgres.Sql;
beforeEach(async () => {
  analytics = await createAnalyticsTestDatabase();
  admin = postgres(analytics.adminUrl, { max: 1, onnotice: () => {} });
});
afterEach(async () => {
  await admin.end();
  await analytics.drop();
});

/** Sets something for new sessions of the reader in this database alone. */
const setForReader = async (setting: string) => {
  const name = new URL(analytics.adminUrl).pathname.slice(1);
  await admin.unsafe(`alter role ${roles.reader} in database ${name} set ${setting}`);
};
/** A URL that counts as pooled, so that its sessions have the settings of the role and none of ours. */
const pooledUrl = () => `${analytics.readerUrl}?pgbouncer=true`;

/** Returns the setting of a session of the pool, and of a snapshot. */
async function jitOf(url: string) {
  const connection = connectAnalytics(url);
  const ask = (db: AnalyticsDb) =>
    db.select({ jit: sql<string>`current_setting('jit')` }).from(sql`(select) as nothing`);
  const answers = [await ask(connection.db), await connection.snapshot(ask)];
  await connection.close();
  return answers.map(([row]) => row?.jit);
}

it("is on by default, and off for the reader, directly and behind a pooler", async () => {
  expect(await admin`show jit`).toEqual([{ jit: "on" }]);
  expect(await jitOf(analytics.readerUrl)).toEqual(["off", "off"]);
  expect(await jitOf(pooledUrl())).toEqual(["off", "off"]);
});

it("is off in a direct session whatever the role has, and in a snapshot behind a pooler too", async () => {
  await setForReader("jit = on");
  expect(await jitOf(analytics.readerUrl)).toEqual(["off", "off"]);
  expect(await jitOf(pooledUrl())).toEqual(["on", "off"]);
});

it("is told where the server compiles and the role lets it", async () => {
  // Our own Postgres compiles nothing. One that does answers so.
  await admin`create function public.pg_jit_available() returns boolean language sql return true`;
  await setForReader("search_path = public, pg_catalog");
  expect(await checkAnalytics(pooledUrl())).toEqual({ compiles: false });
  await setForReader("jit = on");
  expect(await checkAnalytics(pooledUrl())).toEqual({ compiles: true });
  expect(await checkAnalytics(analytics.readerUrl)).toEqual({ compiles: false });
});
