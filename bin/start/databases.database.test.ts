import postgres from "postgres";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { roles } from "../../db/postgres/embedded/roles";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "../../db/testing/databases";
import { runDb } from "../testing/run-db";
import { openDatabases } from "./databases";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
beforeEach(async () => {
  [analytics, user] = [await createAnalyticsTestDatabase(), await createUserTestDatabase()];
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all([analytics.drop(), user.drop()]);
});

/** Returns what a start says about its databases. */
async function said(analyticsUrl: string, migratorUrl = user.migratorUrl) {
  vi.stubEnv("ANALYTICS_DATABASE_URL", analyticsUrl);
  vi.stubEnv("USER_DATABASE_URL", user.applicationUrl);
  vi.stubEnv("MIGRATION_DATABASE_URL", migratorUrl);
  const lines: string[] = [];
  await openDatabases({ log: (line) => lines.push(line), later: () => {}, wait: async () => false });
  return lines;
}

it("a start says that JIT is on for the analytics role, where its sessions have the role's settings", async () => {
  const admin = postgres(analytics.adminUrl, { max: 1, onnotice: () => {} });
  const name = new URL(analytics.adminUrl).pathname.slice(1);
  // Our own Postgres compiles nothing. One that does answers so.
  await admin`create function public.pg_jit_available() returns boolean language sql return true`;
  for (const setting of ["search_path = public, pg_catalog", "jit = on"])
    await admin.unsafe(`alter role ${roles.reader} in database ${name} set ${setting}`);
  await admin.end();
  const warning = expect.stringMatching(
    /^Warning: JIT is on for the analytics role: .* Run: alter role eigenwatch_reader set jit = off$/,
  );
  expect(await said(`${analytics.readerUrl}?pgbouncer=true`)).toContainEqual(warning);
  expect(await said(analytics.readerUrl)).not.toContainEqual(warning);
});

it("a start and a command name the setting whose password is wrong", async () => {
  const wrong = Object.assign(new URL(user.migratorUrl), { password: "guess" }).toString();
  await expect(said(analytics.readerUrl, wrong)).rejects.toThrow(
    /user and password in MIGRATION_DATABASE_URL\.$/,
  );
  const settings = { USER_DATABASE_URL: user.applicationUrl, MIGRATION_DATABASE_URL: wrong };
  const { code, err } = await runDb(settings, "migrate");
  expect([code, err.trimEnd()]).toEqual([
    1,
    expect.stringMatching(
      /^[^\n]* refused the sign-in [^\n]* Check user and password in MIGRATION_DATABASE_URL\.$/,
    ),
  ]);
});
