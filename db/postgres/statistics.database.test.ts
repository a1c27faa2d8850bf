import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "../testing/databases";
import { openClient } from "./client";
import { readStatistics } from "./statistics";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
beforeAll(async () => {
  [analytics, user] = await Promise.all([createAnalyticsTestDatabase(), createUserTestDatabase()]);
});
afterAll(async () => {
  await Promise.all([analytics.drop(), user.drop()]);
});

test("the reader and the application may ask for sizes, indexes and connections", async () => {
  const other = openClient(user.applicationUrl, { applicationName: "eigenwatch-other" });
  await other.unsafe("select 1");
  const [ofAnalytics, ofUser] = [
    await readStatistics(analytics.readerUrl),
    await readStatistics(user.applicationUrl),
  ];
  await other.end();
  expect(ofAnalytics.tables?.map(({ table }) => table)).toContain("public.operators");
  const users = ofUser.tables?.find(({ table }) => table === "eigenwatch.users");
  expect(users).toMatchObject({ bytes: expect.any(Number), sequentialScans: expect.any(Number) });
  expect(users?.bytes).toBeGreaterThanOrEqual(users?.indexBytes ?? Number.POSITIVE_INFINITY);
  expect(ofUser.indexes).toContainEqual(
    expect.objectContaining({ index: "eigenwatch.idx_user_emails_email", isUnique: true }),
  );
  expect(ofUser.connections).toContainEqual(expect.objectContaining({ application: "eigenwatch-other" }));
  expect(ofUser.statements).toBeNull();
});

test("while a table is locked, the connections are still told", async () => {
  const found = await analytics.sql.begin(async (transaction) => {
    await transaction`lock table operators in access exclusive mode`;
    return await readStatistics(analytics.readerUrl);
  });
  expect(found).toMatchObject({ tables: null, indexes: expect.any(Array), connections: expect.any(Array) });
});

test("an extension whose library is not loaded is as absent as none", async () => {
  const admin = openClient(user.adminUrl);
  await admin.unsafe("create extension pg_stat_statements schema public").finally(() => admin.end());
  expect((await readStatistics(user.applicationUrl)).statements).toBeNull();
});
