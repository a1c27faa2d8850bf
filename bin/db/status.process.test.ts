import { afterAll, beforeAll, expect, it } from "vitest";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "../../db/testing/databases";
import { runDb } from "../testing/run-db";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
beforeAll(async () => {
  [analytics, user] = [await createAnalyticsTestDatabase(), await createUserTestDatabase()];
});
afterAll(() => Promise.all([analytics.drop(), user.drop()]));

const db = (...words: string[]) =>
  runDb(
    {
      ANALYTICS_DATABASE_URL: analytics.readerUrl,
      USER_DATABASE_URL: user.applicationUrl,
      MIGRATION_DATABASE_URL: user.migratorUrl,
    },
    ...words,
  );

it("says that all is well, how big the databases are, and that the free space of a server is not known", async () => {
  const { code, out } = await db("status");
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(
      /^user database: \d+ migrations applied, 0 pending, 0 differences\n {2}\d+ MB of data, free space not known/,
    ),
  ]);
  expect(out).toContain("analytics database: 0 differences, 0 notes\n");
  expect(JSON.parse((await db("status", "--json")).out)).toMatchObject({
    user: { disk: { freeBytes: null }, differences: [] },
    analytics: { disk: { freeBytes: null }, problems: [] },
  });
});

it("names an index that was dropped by hand, in both databases, as check does", async () => {
  await analytics.sql`drop index idx_avs_metadata_name`;
  await user.sql`drop index eigenwatch.idx_audit_events_created_at`;
  for (const command of ["status", "check"]) {
    const { code, out } = await db(command);
    expect(code).toBe(1);
    expect(out).toContain("  Index (name) of avs_metadata is missing.\n");
    expect(out).toContain("  Index idx_audit_events_created_at of eigenwatch.audit_events is missing.\n");
  }
});
