import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../../db/postgres/embedded/server";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "../../db/testing/databases";
import { redisProgram, startRedis, type TestRedis } from "../../db/testing/redis";
import { killLaunched, launch, until } from "../testing/launch";

if (!redisProgram) console.warn("Redis is not installed: two instances with one Redis were not tried.");

const PASSWORD = "secret-of-redis";

describe.runIf(redisProgram)("two instances with one Redis", () => {
  let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
  let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
  let redis: TestRedis;
  let sites: string[];
  const instances: ReturnType<typeof launch>[] = [];
  const folders: string[] = [];

  async function start(redisUrl: string) {
    const [folder, port] = [await mkdtemp(join(tmpdir(), "redis-")), await freePort()];
    folders.push(folder);
    const instance = launch({
      NEXTAUTH_SECRET: "b1946ac92492d2347c6235b4d2611184",
      DATA_DIR: folder,
      PORT: String(port),
      ANALYTICS_DATABASE_URL: analytics.readerUrl,
      USER_DATABASE_URL: user.applicationUrl,
      REDIS_URL: redisUrl,
      TRUSTED_PROXY: "127.0.0.1, ::1",
    });
    return { instance, site: `http://localhost:${port}` };
  }
  const at = (password: string) => `redis://:${password}@127.0.0.1:${redis.port}`;

  beforeAll(async () => {
    [analytics, user] = [await createAnalyticsTestDatabase(), await createUserTestDatabase()];
    redis = await startRedis([], PASSWORD);
    sites = [];
    while (sites.length < 2) {
      const { instance, site } = await start(at(PASSWORD));
      // One after the other: the first may have to build.
      await instance.says("is ready at");
      instances.push(instance);
      sites.push(site);
    }
  });
  afterAll(async () => {
    await killLaunched();
    await redis.stop();
    for (const folder of folders) await rm(folder, { recursive: true });
    await Promise.all([analytics.drop(), user.drop()]);
  });

  const statusOf = async (site = "", path = "/", init: RequestInit = {}) =>
    (await fetch(site + path, init)).status;
  const nonce = (site: string, network: string) =>
    statusOf(site, "/api/trpc/account.session.nonce", {
      method: "POST",
      headers: { "x-forwarded-for": network },
    });
  /** Asks both instances for 30 nonces each, all at once. Returns how often each status came. */
  async function flood(network: string) {
    const statuses = await Promise.all(
      sites.flatMap((site) => Array.from({ length: 30 }, () => nonce(site, network))),
    );
    return Object.fromEntries(
      [...new Set(statuses)].map((status) => [status, statuses.filter((one) => one === status).length]),
    );
  }
  const readiness = async (site: string) => await (await fetch(`${site}/api/health/ready`)).json();
  const timesSaid = (words: string) => instances.map(({ said }) => said().split(words).length - 1);

  it("let through exactly the limit of what comes at once", async () => {
    expect(await flood("198.51.100.1")).toEqual({ 200: 10, 429: 50 });
    expect((await user.sql`select 1 from eigenwatch.rate_limits`).length).toBe(0);
    for (const site of sites)
      expect(await readiness(site)).toMatchObject({ status: "ready", redis: { answers: true } });
  });

  it("refuse sign-in with 503 while it is killed, answer pages, say so once, and count again when it is back", async () => {
    await redis.kill();
    for (const site of sites) await until(async () => (await readiness(site)).status === "degraded");
    expect(await flood("198.51.100.2")).toEqual({ 503: 60 });
    for (const site of sites) {
      for (const page of ["/", "/operators?q=p2p", "/pricing", "/status", "/api/health/ready"])
        expect([page, await statusOf(site, page)]).toEqual([page, 200]);
      expect((await readiness(site)).faults).toEqual([
        "Redis does not answer: rate limits are not counted together.",
      ]);
      // At most 60 searches a minute, also while each instance counts for itself.
      const searches = Array.from({ length: 70 }, () =>
        statusOf(site, "/operators?q=eigen", { headers: { "x-forwarded-for": "198.51.100.3" } }),
      );
      expect((await Promise.all(searches)).filter((status) => status === 200)).toHaveLength(60);
    }
    await until(async () => timesSaid("rate limits are not shared").every((times) => times === 1));

    await redis.start();
    for (const site of sites) await until(async () => (await nonce(site, "198.51.100.4")) === 200);
    expect(await flood("198.51.100.5")).toEqual({ 200: 10, 429: 50 });
    for (const site of sites) await until(async () => (await readiness(site)).status === "ready");
    await until(async () => timesSaid("rate limits are shared again").every((times) => times === 1));
    expect(timesSaid("rate limits are not shared")).toEqual([1, 1]);
    expect((await user.sql`select 1 from eigenwatch.rate_limits`).length).toBe(0);
  });

  it("start without it, and do not start with a wrong password", async () => {
    const wrong = await start(at("secret-but-wrong"));
    expect(await wrong.instance.ended).toBe(1);
    expect(wrong.instance.said()).toBe("REDIS_URL refuses its user or password.\n");
    const early = await start("redis://127.0.0.1:1");
    instances.push(early.instance);
    await early.instance.says("Redis does not answer. Until it does, nobody can sign in");
    await early.instance.says("is ready at");
    expect(await statusOf(early.site, "/pricing")).toBe(200);
    expect(await nonce(early.site, "198.51.100.6")).toBe(503);
    expect(await readiness(early.site)).toMatchObject({ status: "degraded", redis: { answers: false } });
  });

  it("close their connections when they stop, and have never said the password", async () => {
    for (const { child } of instances) child.kill("SIGTERM");
    expect(await Promise.all(instances.map(({ ended }) => ended))).toEqual([0, 0, 0]);
    expect(String(await redis.ask("CLIENT", "LIST"))).not.toContain("eigenwatch-");
    for (const { said } of instances) expect(said()).not.toContain(PASSWORD);
  });
});
