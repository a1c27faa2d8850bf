import { expect, it } from "vitest";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "../../db/testing/databases";
import { runDb } from "../testing/run-db";

it("prints the roles of the settings, and fails where one has a right too many", async () => {
  const [analytics, user] = [await createAnalyticsTestDatabase(), await createUserTestDatabase()];
  const settings = {
    ANALYTICS_DATABASE_URL: analytics.readerUrl,
    USER_DATABASE_URL: user.applicationUrl,
    MIGRATION_DATABASE_URL: user.migratorUrl,
  };
  const printed = await runDb(settings, "roles", "--print");
  expect([printed.code, printed.out]).toEqual([
    0,
    expect.stringContaining("create role eigenwatch_app login"),
  ]);
  expect(printed.out).not.toContain(new URL(user.applicationUrl).password);
  expect(await runDb(settings, "roles", "--check")).toMatchObject({
    code: 0,
    out: `reader (eigenwatch_reader): the least that it needs
application (eigenwatch_app): the least that it needs
migrator (eigenwatch_migrator): the least that it needs
`,
  });
  await analytics.sql`grant insert on operators to eigenwatch_reader`;
  const checked = await runDb(settings, "roles", "--check", "--monitor", "nobody");
  expect([checked.code, checked.out]).toEqual([
    1,
    expect.stringContaining("  too many: insert on public.operators\n"),
  ]);
  expect(checked.out).toContain("monitor (nobody):\n  too few: the role does not exist\n");
  expect((await runDb(settings, "roles")).err).toBe("Choose one of --print and --check.\n");
  await Promise.all([analytics.drop(), user.drop()]);
});
