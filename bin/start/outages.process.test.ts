import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "../../db/postgres/embedded/server";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "../../db/testing/databases";
import { silenceable } from "../../db/testing/silence";
import { killLaunched, launch, until } from "../testing/launch";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
const relays: Awaited<ReturnType<typeof silenceable>>[] = [];
const folders: string[] = [];

beforeAll(async () => {
  [analytics, user] = [await createAnalyticsTestDatabase(), await createUserTestDatabase()];
});
afterAll(async () => {
  await killLaunched();
  for (const relay of relays) relay.close();
  for (const folder of folders) await rm(folder, { recursive: true });
  await Promise.all([analytics.drop(), user.drop()]);
});

/** Launches one instance over the two databases, either of them behind a relay; returns it and its address. */
async function start(urls: { analyticsUrl?: string; userUrl?: string; userDirectUrl?: string } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "outages-"));
  folders.push(folder);
  const port = await freePort();
  const instance = launch({
    NEXTAUTH_SECRET: "b1946ac92492d2347c6235b4d2611184",
    DATA_DIR: folder,
    PORT: String(port),
    ANALYTICS_DATABASE_URL: urls.analyticsUrl ?? analytics.readerUrl,
    USER_DATABASE_URL: urls.userUrl ?? user.applicationUrl,
    ...(urls.userDirectUrl && { USER_DATABASE_DIRECT_URL: urls.userDirectUrl }),
  });
  const site = `http://localhost:${port}`;
  const status = async (path: string, init?: RequestInit) => (await fetch(site + path, init)).status;
  const nonce = async () => await status("/api/trpc/account.session.nonce", { method: "POST" });
  return { ...instance, site, status, nonce };
}

/** Returns a way to a database that takes no connections until it is opened. */
async function closedRelay(url: string) {
  const relay = await silenceable(url);
  relays.push(relay);
  relay.close();
  return relay;
}

it("a start without the user database serves visitors, says so, and heals", async () => {
  const relay = await closedRelay(user.applicationUrl);
  const { says, said, site, status, nonce } = await start({ userUrl: relay.url });
  await says("EigenWatch serves without the user database at");
  expect(said()).toContain("Nothing answers at the address of the user database.");
  expect(said()).toContain("Until it answers, everybody is a visitor.");
  const page = await fetch(`${site}/pricing`);
  expect([page.status, />Connect</.test(await page.text())]).toEqual([200, true]);
  expect(await nonce()).toBe(503);
  expect(await status("/api/health/ready")).toBe(503);

  await relay.open();
  await says("The user database answers.");
  await until(async () => (await nonce()) === 200);
  await until(async () => (await status("/api/health/ready")) === 200);
});

it("an instance whose user database goes away stays in rotation, says so, and asks nobody to sign in", async () => {
  const relay = await silenceable(user.applicationUrl);
  relays.push(relay);
  const { says, site, status } = await start({ userUrl: relay.url });
  await says("is ready at");
  await until(async () => (await status("/api/health/ready")) === 200);
  relay.close();
  const readiness = async () => await (await fetch(`${site}/api/health/ready`)).json();
  await until(async () => (await readiness()).status === "degraded");
  expect((await readiness()).faults).toEqual(["The user database does not answer."]);
  expect(await status("/api/health/ready")).toBe(200);
  for (const page of ["/", "/operators", "/pricing", "/status"]) expect(await status(page)).toBe(200);
  expect(await status("/api/trpc/account.profile.get")).toBe(503);
  expect(await (await fetch(`${site}/status`)).text()).toContain("The user database does not answer.");

  await relay.open();
  await until(async () => (await readiness()).status === "ready");
  // That accounts are away is remembered for a second.
  await until(async () => (await status("/api/trpc/account.profile.get")) === 401);
});

it("an instance that is deaf while its user database answers leaves rotation until it hears again", async () => {
  const relay = await silenceable(user.applicationUrl);
  relays.push(relay);
  const { says, site, status } = await start({ userDirectUrl: relay.url });
  await says("is ready at");
  await until(async () => (await status("/api/health/ready")) === 200);
  const readiness = async () => await (await fetch(`${site}/api/health/ready`)).json();
  // Each new connection of the listener is accepted, and never answered.
  relay.freeze();
  await until(async () => (await status("/api/health/ready")) === 503);
  const { user: database, faults } = await readiness();
  expect([database.answers, faults]).toEqual([true, ["This instance does not hear changes of accounts."]]);
  expect(await status("/pricing")).toBe(200);

  await relay.open();
  await until(async () => (await status("/api/health/ready")) === 200);
  expect((await readiness()).status).toBe("ready");
});

it("a start without the analytics database lets people sign in, says so, and heals", async () => {
  const relay = await closedRelay(analytics.readerUrl);
  const { says, said, status, nonce } = await start({ analyticsUrl: relay.url });
  await says("EigenWatch serves without the analytics database at");
  expect(said()).toContain("Until it answers, pages have no figures.");
  expect(await nonce()).toBe(200);
  expect(await status("/pricing")).toBe(200);
  expect(await status("/api/health/ready")).toBe(503);

  await relay.open();
  await says("The analytics database answers.");
  await until(async () => (await status("/api/health/ready")) === 200);
});

it("an analytics role that could write gets no figure, also when its database returns later", async () => {
  const relay = await closedRelay(analytics.ownerUrl);
  const { says, site, status } = await start({ analyticsUrl: relay.url });
  await says("EigenWatch serves without the analytics database at");
  await relay.open();
  await says("The analytics role can write");
  const asked = await fetch(`${site}/api/trpc/analytics.network.overview`);
  expect(asked.status).toBe(503);
  expect(await asked.text()).not.toContain('"data":{"json"');
  expect(await status("/api/health/ready")).toBe(503);
});

it("a server that dies is started again", async () => {
  const { child, says, status } = await start();
  await says("is ready at");
  const { stdout } = await promisify(execFile)("ps", ["-o", "pid=", "--ppid", String(child.pid)]);
  const [server] = stdout.trim().split(/\s+/).map(Number);
  if (!server) throw new Error("The launcher has no web server.");
  process.kill(server, "SIGKILL");
  await says("The web server ended by SIGKILL. It is started again in 1 s (restart 1).");
  await says("The web server answers again.");
  expect(await status("/pricing")).toBe(200);
});

it("at SIGTERM busy clients lose no answer, each of which says `Connection: close`", async () => {
  const { child, ended, says, site } = await start();
  await says("is ready at");
  const answers: { status?: number; connection?: string; wasDraining: boolean }[] = [];
  const failures: string[] = [];
  let isDraining = false;
  let hasEnded = false;
  const clients = Array.from({ length: 30 }, async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (!hasEnded) {
      const wasDraining = isDraining;
      const failure = await new Promise<string | undefined>((done) => {
        const request = get(`${site}/api/health`, { agent }, (response) => {
          const { statusCode: status, headers } = response;
          answers.push({ status, connection: headers.connection, wasDraining });
          isDraining ||= headers.connection === "close";
          response.resume().once("end", () => done(undefined));
          response.once("error", ({ message }) => done(message));
        });
        request.once("error", (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
      });
      // A client that comes after the port was closed is refused, and asks another instance.
      if (failure === "ECONNREFUSED") break;
      if (failure) failures.push(failure);
    }
    agent.destroy();
  });
  await until(async () => answers.length > 300);
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  hasEnded = true;
  await Promise.all(clients);
  expect(failures).toEqual([]);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(isDraining).toBe(true);
  expect(answers.filter(({ wasDraining, connection }) => wasDraining && connection !== "close")).toEqual([]);
});
