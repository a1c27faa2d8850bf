import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "../../db/postgres/embedded/server";
import {
  createAnalyticsTestDatabase,
  createUserTestDatabase,
  useOwnPostgres,
} from "../../db/testing/databases";
import { freezable } from "../../db/testing/freeze";
import { silenceable } from "../../db/testing/silence";
import { killLaunched, launch, until } from "../testing/launch";
import { type SignedIn, signIn } from "../testing/sign-in";

let ownPostgres: Awaited<ReturnType<typeof useOwnPostgres>>;
let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
/** Two instances of one site, which is at the address of the first. */
let here: string;
let there: string;
/** The second instance reaches the user database through this. */
let userRelay: Awaited<ReturnType<typeof silenceable>>;
const folders: string[] = [];
let admin: postgres.Sql;

beforeAll(async () => {
  ownPostgres = await useOwnPostgres();
  [analytics, user] = [await createAnalyticsTestDatabase(), await createUserTestDatabase()];
  admin = postgres(user.adminUrl, { max: 1, onnotice: () => {} });
  userRelay = await silenceable(user.applicationUrl);
  const ports = [await freePort(), await freePort()];
  [here = "", there = ""] = ports.map((port) => `http://localhost:${port}`);
  const start = async (port = 0, userUrl = "") => {
    const folder = await mkdtemp(join(tmpdir(), "instances-"));
    folders.push(folder);
    await launch({
      NEXTAUTH_URL: here,
      NEXTAUTH_SECRET: "b1946ac92492d2347c6235b4d2611184",
      DATA_DIR: folder,
      PORT: String(port),
      ANALYTICS_DATABASE_URL: analytics.readerUrl,
      USER_DATABASE_URL: userUrl,
    }).says("is ready at");
  };
  await start(ports[0], user.applicationUrl);
  await start(ports[1], userRelay.url);
});
afterAll(async () => {
  await killLaunched();
  userRelay.close();
  for (const folder of folders) await rm(folder, { recursive: true });
  await admin.end();
  await Promise.all([analytics.drop(), user.drop()]);
  await ownPostgres.stop();
});

const sessionsOf = (ask: SignedIn["ask"], site: string) => ask(`${site}/api/trpc/account.sessions.list`);
const hasStatus = (status: number, ask: SignedIn["ask"], site: string) => async () =>
  (await sessionsOf(ask, site)).status === status;
/** Has both instances open every connection of their pools, those of exact limits included. */
async function openAll(ask: SignedIn["ask"]) {
  for (const site of [here, there]) await ask(`${site}/api/trpc/account.session.nonce`, { method: "POST" });
  const pages = Array.from({ length: 40 }, async (_, place) => {
    const site = place % 2 === 0 ? here : there;
    await (await ask(`${site}/stakers/0x${String(place).padStart(40, "0")}`)).text();
  });
  await Promise.all(pages);
}
/** Returns how many connections both instances have to both databases, by application name. */
async function countConnections() {
  const databases = [user.applicationUrl, analytics.readerUrl].map((url) => new URL(url).pathname.slice(1));
  const rows = await admin`select application_name as name, count(*)::int as n from pg_stat_activity
    where application_name like 'eigenwatch%' and datname = any(${databases}) group by 1`;
  return new Map(rows.map(({ name, n }) => [String(name), Number(n)]));
}
/** Scheduled jobs open their connections one by one: at most 4 in each of the two instances. */
const MOST_FOR_JOBS = 8;
/** Waits until no application name has more connections than before. */
const untilAsManyAs = (before: Map<string, number>) =>
  until(async () => {
    const after = await countConnections();
    const mostOf = (name: string) => (name === "eigenwatch-jobs" ? MOST_FOR_JOBS : (before.get(name) ?? 0));
    return [...after].every(([name, count]) => count <= mostOf(name));
  });
/** Less than half of the time for which a cached session is trusted without news. */
const BEFORE_KEPT_SESSIONS_EXPIRE = 14;

it("a session that one instance revokes is refused by the other, which hears of it", async () => {
  const { ask, wallet } = await signIn(here);
  const other = await signIn(here, wallet);
  expect((await sessionsOf(ask, there)).status).toBe(200);
  const listed = (await (await sessionsOf(other.ask, here)).json()).result.data.json;
  const { id } = listed.find(({ isCurrent }: { isCurrent: boolean }) => !isCurrent);
  const revoked = await other.ask(`${here}/api/trpc/account.sessions.revoke`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ json: { id } }),
  });
  expect(revoked.status).toBe(200);
  await until(hasStatus(401, ask, there), BEFORE_KEPT_SESSIONS_EXPIRE);
  expect((await sessionsOf(other.ask, there)).status).toBe(200);
});

it("without the user database pages are a visitor's, nobody is let in, and it comes back", async () => {
  const { ask } = await signIn(here);
  expect((await sessionsOf(ask, there)).status).toBe(200);
  await openAll(ask);
  const before = await countConnections();
  userRelay.close();
  const statuses = new Set<number>();
  await until(async () => {
    const page = await ask(`${there}/pricing`);
    statuses.add(page.status);
    return />Connect</.test(await page.text());
  });
  expect([...statuses]).toEqual([200]);
  expect((await sessionsOf(ask, there)).status).toBe(503);
  expect((await ask(`${there}/api/trpc/account.session.nonce`, { method: "POST" })).status).toBe(503);
  expect((await sessionsOf(ask, here)).status).toBe(200);

  await userRelay.open();
  await until(hasStatus(200, ask, there));
  await openAll(ask);
  await untilAsManyAs(before);
});

it("databases that stood still five times have as many connections as before", async () => {
  const { ask } = await signIn(here);
  const { freeze, thaw } = await freezable(admin);
  const askBoth = (status: number) =>
    until(async () => (await hasStatus(status, ask, here)()) && (await hasStatus(status, ask, there)()));
  await askBoth(200);
  await openAll(ask);
  const before = await countConnections();
  expect(before.get("eigenwatch-listener")).toBeGreaterThan(0);
  for (let freezes = 0; freezes < 5; freezes++) {
    freeze();
    try {
      await askBoth(503);
      // Long enough for connections to be given up, and for their replacements to try.
      await setTimeout(5000);
    } finally {
      thaw();
    }
    await askBoth(200);
    await openAll(ask);
  }
  await untilAsManyAs(before);
});
