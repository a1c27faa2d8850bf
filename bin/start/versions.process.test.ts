import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { roles } from "../../db/postgres/embedded/roles";
import { freePort } from "../../db/postgres/embedded/server";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "../../db/testing/databases";
import { plantMigrations } from "../../db/testing/planted-migrations";
import { migrateUsers } from "../../db/user/migrations/migrate";
import { killLaunched, launch } from "../testing/launch";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
/** The migrations of the next version: this build's, and one planted step. */
let next: Awaited<ReturnType<typeof plantMigrations>>;
let folder: string;
let port: number;
beforeAll(async () => {
  [analytics, user] = [await createAnalyticsTestDatabase(), await createUserTestDatabase()];
  next = await plantMigrations();
  folder = await mkdtemp(join(tmpdir(), "versions-"));
  port = await freePort();
});
afterAll(async () => {
  await killLaunched();
  await Promise.all([analytics.drop(), user.drop(), next.remove(), rm(folder, { recursive: true })]);
});

const startThisVersion = () =>
  launch({
    DATA_DIR: folder,
    PORT: String(port),
    ANALYTICS_DATABASE_URL: analytics.readerUrl,
    USER_DATABASE_URL: user.applicationUrl,
    MIGRATION_DATABASE_URL: user.migratorUrl,
  });
const migrateToNext = () =>
  migrateUsers({
    url: user.migratorUrl,
    applicationRole: roles.application,
    folder: next.folder,
    version: "999.0.0",
  });
const readiness = async () => await fetch(`http://localhost:${port}/api/health/ready`);

it("stays ready and starts again beside an additive migration, and refuses a contract step in one line", async () => {
  const old = startThisVersion();
  await old.says("is ready at");
  const before = await (await readiness()).json();
  await next.add("0001_more", "alter table eigenwatch.users add column shown_until timestamptz");
  expect(await migrateToNext()).toEqual(["0001_more"]);
  const beside = await (await readiness()).json();
  expect([beside.status, beside.migrations]).toEqual([before.status, { applied: true }]);
  old.child.kill("SIGTERM");
  expect(await old.ended).toBe(0);

  const again = startThisVersion();
  await again.says("is ready at");
  await next.add(
    "0002_less",
    "-- contract: minimum_version 999.0.0\nalter table eigenwatch.users drop avatar_url",
  );
  expect(await migrateToNext()).toEqual(["0002_less"]);
  // It is asked for the first time, so it has no earlier answer to keep for a minute.
  const answer = await readiness();
  expect(answer.status).toBe(503);
  expect((await answer.json()).faults).toContainEqual(
    expect.stringMatching(/^The user database needs EigenWatch 999\.0\.0 or newer; this is \S+\.$/),
  );
  again.child.kill("SIGTERM");
  await once(again.child, "close");
  const refused = startThisVersion();
  expect(await refused.ended).toBe(1);
  expect(refused.said()).toMatch(/^The user database needs EigenWatch 999\.0\.0 or newer; this is \S+\.\n$/);
});
