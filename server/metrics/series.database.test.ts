import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { insertAccount } from "@/db/testing/accounts";
import { inTransaction } from "@/db/user/client";
import { findSession } from "@/db/user/sessions";
import { startAccounts } from "../account/testing";

/** Every series that is counted when something happens. The others are set at each scrape. */
const COUNTED = [
  "http_duration_seconds",
  "http_answers_total",
  "procedure_duration_seconds",
  "procedure_calls_total",
  "refusals_total",
  "query_duration_seconds",
  "query_failures_total",
  "cross_database_read_duration_seconds",
  "cache_reads_total",
  "session_reads_total",
  "references_total",
  "references_gone_total",
  "sign_ins_total",
  "deliveries_total",
  "network_builds_total",
];
const SET = [
  "network_build_seconds",
  "readiness",
  "listener_hears",
  "database_answers",
  "database_round_trip_seconds",
  "pool_used_connections",
  "pool_waiting_callers",
  "pool_size_connections",
  "pipeline_age_seconds",
  "pipeline_lag_seconds",
  "pipeline_late_parts",
  "pipeline_behind_seconds",
  "job_workers",
  "job_success_age_seconds",
  "network_age_seconds",
  "network_checked_seconds",
  "network_entities",
];

let accounts: Awaited<ReturnType<typeof startAccounts>>;
let modules: Awaited<ReturnType<typeof load>>;
/** The modules read the settings, so they are imported after these are set. */
const load = async () => ({
  ...(await import("./metrics")),
  ...(await import("./gauges")),
  ...(await import("../env")),
  ...(await import("../databases")),
  ...(await import("../auth/viewer")),
  ...(await import("../auth/sign-in")),
  ...(await import("../auth/testing")),
  ...(await import("../limits/limiter")),
  ...(await import("../limits/page-limits")),
  ...(await import("../http/prepare-requests")),
  ...(await import("../http/handle-calls")),
  ...(await import("../current-network/current")),
  ...(await import("../current-network/network-state")),
  ...(await import("../email/send")),
  ...(await import("../trpc/procedure")),
  ...(await import("../trpc/router")),
});
beforeAll(async () => {
  accounts = await startAccounts();
  vi.stubEnv("ANALYTICS_DATABASE_URL", accounts.analytics.readerUrl);
  // Longer than a test: what waits for a full pool fails here.
  vi.stubEnv("DATABASE_DEADLINE_MS", "600000");
  modules = await load();
  await modules.startKeepingNetwork();
});
afterAll(async () => {
  modules.networkState().stop?.();
  await Promise.all([
    modules.sessions().close(),
    modules.analyticsDatabase().close(),
    modules.userDatabase().close(),
  ]);
  await accounts.stop();
});

/** Returns the value of every series by name and labels, as a scrape sees them. */
async function scrape(): Promise<Map<string, number>> {
  await modules.setGauges();
  const lines = (await modules.metrics().registry.metrics())
    .split("\n")
    .filter((line) => line && line[0] !== "#");
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ")))]),
  );
}
/** Returns by how much each series of ours grew while `act` ran. */
async function grown(act: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await scrape();
  await act();
  const changes = [...(await scrape())].flatMap(([series, value]) => {
    const change = value - (before.get(series) ?? 0);
    return series.startsWith("eigenwatch_") && change > 0 ? [[series, change] as const] : [];
  });
  return Object.fromEntries(changes);
}
const limits = () => modules.makeLimiter(accounts.user.rateLimits);
const context = () => accounts.contextOf({});
const call = (path: string, method = "GET", body?: string) =>
  modules.handleCalls(new Request(`http://localhost/api/trpc/${path}`, { method, body }), async () =>
    context(),
  );

test("names every series of ours, so that none is without a test here", async () => {
  await scrape();
  const names = modules
    .metrics()
    .registry.getMetricsAsArray()
    .map(({ name }) => name);
  expect(names.filter((name) => name.startsWith("eigenwatch_")).sort()).toEqual(
    [...COUNTED, ...SET].map((name) => `eigenwatch_${name}`).sort(),
  );
});

test("statements and transactions are timed and named, and failures counted", async () => {
  const { db } = modules.userDatabase();
  const found = await grown(async () => {
    await findSession(db, "00000000-0000-4000-8000-000000000009");
    await db.execute("select 1/0").catch(() => {});
  });
  expect(found).toMatchObject({
    'eigenwatch_query_duration_seconds_count{database="user",name="select user_sessions"}': 1,
    'eigenwatch_query_failures_total{database="user",name="select"}': 1,
  });
});

test("answers by key of a procedure are counted as misses, then hits", async () => {
  const ask = async () =>
    await modules
      .createCallerFactory(modules.appRouter)(context())
      .analytics.network.history({ range: "30d" });
  const counted = 'eigenwatch_cache_reads_total{cache="answers",result=';
  expect(await grown(ask)).toMatchObject({ [`${counted}"miss"}`]: 1 });
  const again = await grown(ask);
  expect(again).toMatchObject({ [`${counted}"hit"}`]: 1 });
  expect(again).not.toHaveProperty(`${counted}"miss"}`);
});

test("sessions are counted by state, and by where they were found", async () => {
  const cache = modules.sessions();
  const found = await grown(async () => {
    const token = { sessionId: "00000000-0000-4000-8000-000000000009", secret: "x" };
    await cache.check(token, { ip: null, device: null });
  });
  expect(found).toMatchObject({
    'eigenwatch_session_reads_total{state="ended"}': 1,
    'eigenwatch_cache_reads_total{cache="sessions",result="miss"}': 1,
  });
});

test("a read of the watchlist counts as one that joins both databases, with its references", async () => {
  const account = await insertAccount(accounts.user.db);
  const { owner, sql: pipeline } = accounts.analytics;
  const { insertOperator } = await import("@/db/testing/rows");
  const { address } = await insertOperator(owner);
  await accounts.readNetwork();
  await accounts.as(account).watchlist.add({ entityType: "operator", entityId: address });
  await pipeline`delete from operators where id = ${address}`;
  await accounts.readNetwork();
  expect(await grown(() => accounts.as(account).watchlist.list())).toMatchObject({
    eigenwatch_cross_database_read_duration_seconds_count: 1,
    eigenwatch_references_total: 1,
    eigenwatch_references_gone_total: 1,
    'eigenwatch_procedure_calls_total{procedure="account.watchlist.list",outcome="ok"}': 1,
    'eigenwatch_procedure_duration_seconds_count{procedure="account.watchlist.list"}': 1,
  });
});

test("attempts to sign in are counted by outcome", async () => {
  const account = privateKeyToAccount(generatePrivateKey());
  const browser = modules.makeBrowser();
  const client = { ip: "192.0.2.7", device: null };
  const attempt = async () => {
    const issued = await modules.issueNonce(accounts.user.db, browser.headers());
    browser.keep(new Headers({ "set-cookie": issued.cookie }));
    const message = modules.messageFor(account, issued.nonce);
    return { message, signature: await account.signMessage({ message }), headers: browser.headers(), client };
  };
  const found = await grown(async () => {
    await modules.signIn(accounts.user.db, await attempt(), { limits: limits() });
    await modules.signIn(accounts.user.db, { ...(await attempt()), message: "no" }, { limits: limits() });
  });
  expect(found).toMatchObject({
    'eigenwatch_sign_ins_total{outcome="signed_in"}': 1,
    'eigenwatch_sign_ins_total{outcome="refused"}': 1,
  });
});

test("mail is counted as sent, written or failed", async () => {
  const mail = { to: "person@example.org", subject: "s", text: "t", html: "h" };
  const { url } = accounts.smtp;
  const settings = { from: "robot@eigenwatch.example", dataDir: modules.env.DATA_DIR };
  const found = await grown(async () => {
    await modules.sendMail(mail, { ...settings, smtpUrl: url });
    await modules.sendMail(mail, { ...settings, smtpUrl: undefined });
    await modules.sendMail(mail, { ...settings, smtpUrl: "smtp://127.0.0.1:1" }).catch(() => {});
  });
  expect(found).toMatchObject({
    'eigenwatch_deliveries_total{channel="mail",outcome="sent"}': 1,
    'eigenwatch_deliveries_total{channel="mail",outcome="written"}': 1,
    'eigenwatch_deliveries_total{channel="mail",outcome="failed"}': 1,
  });
});

test("a page over its limit is counted as refused", async () => {
  const full = limits();
  const found = await grown(async () => {
    for (let asked = 0; asked <= 60; asked++)
      await modules.excessOf(new URL("http://localhost/sitemap.xml"), new Headers(), () => full);
  });
  expect(found).toMatchObject({ 'eigenwatch_refusals_total{at="page",code="TOO_MANY_REQUESTS"}': 1 });
});

test("a sign-in that next-auth never sees is counted as refused", async () => {
  const { handleAuth } = await import("../auth/handler");
  const found = await grown(async () => {
    const request = new Request("http://localhost:3000/api/auth/callback/siwe", {
      method: "POST",
      body: new URLSearchParams({ json: "true" }),
    });
    const services = { db: accounts.user.db, cache: modules.sessions(), limits: limits() };
    expect((await handleAuth(request, ["callback", "siwe"], services)).status).toBe(401);
  });
  const refused = Object.keys(found).filter((name) => name.startsWith("eigenwatch_refusals_total"));
  expect(refused).toEqual([expect.stringContaining('at="auth"')]);
});

test("a connection counts as used while its transaction runs", async () => {
  const { db } = modules.userDatabase();
  const used = async () => (await scrape()).get('eigenwatch_pool_used_connections{database="user"}');
  const before = await used();
  const during = await inTransaction(db, "hold", async () => await used());
  expect([before, during, await used()]).toEqual([0, 1, 0]);
});

test("a scrape waits for no connection of a full pool", async () => {
  const { db } = modules.userDatabase();
  let free = () => {};
  const freed = new Promise<void>((resolve) => {
    free = resolve;
  });
  // Some are held while their callers are counted, so that the pool stays full during the whole scrape.
  const held = Array.from({ length: 10 }, (_, at) => inTransaction(db, `hold ${at}`, () => freed));
  const full = await scrape();
  free();
  await Promise.all(held);
  expect(full.get('eigenwatch_pool_waiting_callers{database="user"}')).toBeGreaterThan(0);
  expect(full.has("eigenwatch_job_workers")).toBe(false);
});

test("a network that is built is counted, with its time, age and size, and the state of both databases", async () => {
  const series = await scrape();
  expect(Number(series.get("eigenwatch_network_builds_total"))).toBeGreaterThan(0);
  for (const name of [
    "network_build_seconds",
    "network_age_seconds",
    "network_checked_seconds",
    "pipeline_age_seconds",
    "pipeline_lag_seconds",
    "pipeline_late_parts",
    "pipeline_behind_seconds",
    'network_entities{kind="operators"}',
    'pool_used_connections{database="user"}',
    'pool_waiting_callers{database="analytics"}',
    'database_round_trip_seconds{database="user"}',
  ])
    expect([name, series.get(`eigenwatch_${name}`)]).toEqual([name, expect.any(Number)]);
  expect(series.get('eigenwatch_pool_size_connections{database="user"}')).toBe(5);
  expect(series.get('eigenwatch_database_answers{database="user"}')).toBe(1);
  const statuses = [...series].filter(([name]) => name.startsWith("eigenwatch_readiness"));
  expect(statuses.reduce((sum, [, value]) => sum + value, 0)).toBe(1);
});

test("workers are counted while they give signs of life, and jobs by their last success", async () => {
  const { noteEnd, noteSchedules, noteStart, noteWorker } = await import("@/db/user/jobs/runs");
  const { db, sql } = accounts.user;
  expect((await scrape()).get("eigenwatch_job_workers")).toBe(0);
  for (const id of [randomUUID(), randomUUID()]) await noteWorker(db, id);
  await noteSchedules(db, [{ name: "nonces", schedule: "* * * * *" }]);
  await noteStart(db, "nonces");
  await sql`update eigenwatch.scheduled_jobs set created_at = now() - interval '2 hours'`;
  const never = (await scrape()).get('eigenwatch_job_success_age_seconds{name="nonces"}');
  expect(never).toBeGreaterThan(7000);
  await noteEnd(db, "nonces", { outcome: "succeeded", figures: {}, problem: null });
  await sql`update eigenwatch.scheduled_jobs set succeeded_at = now() - interval '1 hour'`;
  const series = await scrape();
  expect(series.get("eigenwatch_job_workers")).toBe(2);
  const age = series.get('eigenwatch_job_success_age_seconds{name="nonces"}');
  expect(age).toBeGreaterThan(3500);
  await sql`update eigenwatch.job_workers set seen_at = now() - interval '3 minutes'`;
  expect((await scrape()).get("eigenwatch_job_workers")).toBe(0);
});

test("what is not known has no series, as 0 would be a value", async () => {
  const state = modules.networkState();
  const { network } = state;
  state.network = null;
  const series = await scrape();
  state.network = network;
  for (const name of ["pipeline_age_seconds", "network_age_seconds", 'network_entities{kind="avs"}'])
    expect(series.has(`eigenwatch_${name}`)).toBe(false);
});

test("hostile paths, methods, procedures and tokens make no new series", async () => {
  const server = createServer((_, response) => response.end("page"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  modules.prepareRequests(true);
  const { port } = server.address() as AddressInfo;
  const send = async (line: string) => {
    const socket = connect(port, "127.0.0.1");
    socket.write(`${line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    await text(socket);
  };
  const flood = async (from: number) => {
    for (let number = from; number < from + 20; number++) {
      await call(`analytics.nothing${number}.find`);
      await call(`analytics.nothing${number}.find`, "POST", "{}");
      await call(`account.viewer,no.${number}?batch=1`);
      for (const path of [
        `/${number}`,
        `/api/${number}/x`,
        `/a${number}.json?x=${number}`,
        `//${number}`,
        "*",
      ])
        for (const method of ["GET", "PUT", "TRACE", "OPTIONS"]) await send(`${method} ${path}`);
      await send(`NONSENSE${number} /`);
    }
  };
  const first = await grown(() => flood(0));
  expect(first).toMatchObject({
    'eigenwatch_http_answers_total{route="page",status="2xx"}': expect.any(Number),
    'eigenwatch_http_duration_seconds_count{route="other"}': expect.any(Number),
    'eigenwatch_refusals_total{at="call",code="NOT_FOUND"}': expect.any(Number),
  });
  const before = await scrape();
  await flood(1000);
  const after = await scrape();
  expect([...after.keys()].filter((name) => name.startsWith("eigenwatch_") && !before.has(name))).toEqual([]);
  expect(after.size).toBeLessThan(2000);
  expect([...after.keys()].join("\n")).not.toMatch(/0x[\da-f]{6}|nothing\d|http:|127\.0/);
  server.close();
});
