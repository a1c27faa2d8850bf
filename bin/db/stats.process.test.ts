import { expect, it } from "vitest";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "../../db/testing/databases";
import { runDb } from "../testing/run-db";

it("shows what Postgres counts of both databases, in words and as JSON", async () => {
  const [analytics, user] = [await createAnalyticsTestDatabase(), await createUserTestDatabase()];
  const settings = { ANALYTICS_DATABASE_URL: analytics.readerUrl, USER_DATABASE_URL: user.applicationUrl };
  const told = await runDb(settings, "stats");
  expect([told.code, told.err]).toEqual([0, ""]);
  expect(told.out).toMatch(/^analytics database: [\d.]+ MB, /);
  expect(told.out).toContain("\nuser database: ");
  expect(told.out).toContain("longest statements: not known, as pg_stat_statements is absent");
  const { out } = await runDb(settings, "stats", "--json");
  expect(JSON.parse(out)).toMatchObject({
    ok: true,
    analytics: { tables: expect.any(Array), statements: null },
    user: { indexes: expect.any(Array), connections: expect.any(Array) },
  });
  await Promise.all([analytics.drop(), user.drop()]);
});
