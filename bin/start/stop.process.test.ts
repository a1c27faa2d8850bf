import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "../../db/postgres/embedded/server";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "../../db/testing/databases";
import { killLaunched, launch, until } from "../testing/launch";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let folder: string;
beforeAll(async () => {
  [analytics, user] = [await createAnalyticsTestDatabase(), await createUserTestDatabase()];
  folder = await mkdtemp(join(tmpdir(), "stops-"));
});
afterAll(async () => {
  await killLaunched();
  await Promise.all([analytics.drop(), user.drop(), rm(folder, { recursive: true })]);
});

it("says that it is not ready before it stops to serve, and a second signal ends the wait", async () => {
  const port = await freePort();
  const { child, ended, says } = launch({
    DATA_DIR: folder,
    PORT: String(port),
    ANALYTICS_DATABASE_URL: analytics.readerUrl,
    USER_DATABASE_URL: user.applicationUrl,
    // Longer than any test: only the second signal ends it.
    SHUTDOWN_DELAY_SECONDS: "600",
  });
  await says("is ready at");
  const ask = (path: string) => fetch(`http://localhost:${port}${path}`);
  child.kill("SIGTERM");
  await until(async () => (await (await ask("/api/health/ready")).json()).status === "stopping");
  expect((await ask("/api/health/ready")).status).toBe(503);
  expect((await ask("/api/health")).status).toBe(200);
  const page = await ask("/pricing");
  expect([page.status, page.headers.get("connection")]).toEqual([200, "keep-alive"]);

  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  await expect(ask("/api/health")).rejects.toThrow();
});
