import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ensureRoles, ensureUserDatabase, roles } from "../../db/postgres/embedded/roles";
import { freePort } from "../../db/postgres/embedded/server";
import { startThrowawayPostgres, type ThrowawayPostgres } from "../../db/postgres/embedded/throwaway";
import { createAnalyticsTestDatabase } from "../../db/testing/databases";
import { killLaunched, launch, until } from "../testing/launch";
import { signIn } from "../testing/sign-in";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let server: ThrowawayPostgres;
let folder: string;
beforeAll(async () => {
  [analytics, server, folder] = await Promise.all([
    createAnalyticsTestDatabase(),
    startThrowawayPostgres(),
    mkdtemp(join(tmpdir(), "standby-")),
  ]);
});
afterAll(async () => {
  await killLaunched();
  await Promise.all([analytics.drop(), server.stop(), rm(folder, { recursive: true })]);
});

it("an instance whose user database becomes a standby serves on, and writes once it is promoted", async () => {
  const word = "standby";
  const admin = postgres(server.url("postgres"), { max: 1, onnotice: () => {} });
  await ensureRoles(admin, { owner: word, reader: word, application: word, migrator: word });
  await ensureUserDatabase(admin, "accounts");
  await admin.end();
  const urlOf = (role: string) => {
    const url = new URL(server.url("accounts"));
    [url.username, url.password] = [role, word];
    return url.toString();
  };
  const port = await freePort();
  const { says } = launch({
    NEXTAUTH_SECRET: "b1946ac92492d2347c6235b4d2611184",
    DATA_DIR: folder,
    PORT: String(port),
    RATE_LIMIT_FACTOR: "100",
    ANALYTICS_DATABASE_URL: analytics.readerUrl,
    USER_DATABASE_URL: urlOf(roles.application),
    MIGRATION_DATABASE_URL: urlOf(roles.migrator),
  });
  await says("is ready at");
  const site = `http://localhost:${port}`;
  const { ask } = await signIn(site);
  const status = async (path: string) => (await ask(site + path)).status;
  const call = async (procedure: string, json?: unknown) => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ json });
    return (await ask(`${site}/api/trpc/${procedure}`, { method: "POST", headers, body })).status;
  };
  const readiness = async () => {
    const answer = await fetch(`${site}/api/health/ready`);
    return { code: answer.status, ...(await answer.json()) };
  };
  const rename = async () => await call("account.profile.update", { displayName: "Renamed" });
  expect(await rename()).toBe(200);

  await server.restartAsStandby();
  await until(async () => (await readiness()).user.standby !== null);
  // Longer than a listener may be deaf on a database that takes one.
  const codes: number[] = [];
  for (const began = Date.now(); Date.now() - began < 6500; await setTimeout(100))
    codes.push((await readiness()).code);
  expect(new Set(codes)).toEqual(new Set([200]));
  const { status: state, faults } = await readiness();
  expect([state, faults]).toEqual([
    "degraded",
    ["The user database is a standby now: nothing can be written."],
  ]);
  for (const page of ["/", "/operators", "/pricing", "/status", "/settings/security", "/watchlist"])
    expect([page, await status(page)]).toEqual([page, 200]);
  for (const path of ["/api/auth/session", "/api/trpc/account.profile.get"])
    expect([path, await status(path)]).toEqual([path, 200]);
  const signed = { message: "m", signature: "0x" };
  expect({
    rename: await rename(),
    nonce: await call("account.session.nonce"),
    reauthenticate: await call("account.session.reauthenticate", signed),
    delete: await call("account.data.delete", signed),
  }).toEqual({ rename: 503, nonce: 503, reauthenticate: 503, delete: 503 });

  const promoting = postgres(server.url("postgres"), { max: 1 });
  await promoting`select pg_promote()`;
  await promoting.end();
  await until(async () => (await rename()) === 200);
  await until(async () => (await readiness()).status === "ready");
});
