import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LIMIT_STORES, type TestStore } from "@/db/testing/limit-stores";
import { withRemoteAddress } from "../http/remote-address";
import { type Limiter, makeLimiter } from "./limiter";
import { excessOf } from "./page-limits";

describe.each(LIMIT_STORES)("$where", ({ start: startStore }) => {
  let stored: TestStore;
  let instances: Limiter[];
  beforeAll(async () => {
    stored = await startStore();
  });
  afterAll(async () => {
    await stored.drop();
  });
  beforeEach(async () => {
    await stored.empty();
    instances = [makeLimiter(stored.store), makeLimiter(stored.store)];
  });

  const ask = (path: string, ip = "192.0.2.1", instance = 0) =>
    excessOf(
      new URL(path, "http://localhost"),
      new Headers(withRemoteAddress({}, ip) as Record<string, string>),
      () => instances[instance] ?? makeLimiter(stored.store),
    );

  /** Returns how many of `times` requests an instance lets through. */
  async function passed(path: string, times: number, instance = 0) {
    let count = 0;
    for (let asked = 0; asked < times; asked++)
      if ((await ask(path, undefined, instance)) === undefined) count++;
    return count;
  }

  test.each([
    ["/operators", 300],
    ["/api/nothing", 300],
    ["/_next/nothing", 300],
    ["/_next/static/chunks/nothing.js", 300],
    ["/_next/image?url=%2Ficon.svg&w=64&q=75", 60],
    ["/_next/data/build/operators.json", 300],
    ["/operators?q=", 300],
    ["/operators?q=p2p", 60],
    ["/avs?q=&q=eigen", 60],
    ["/operators/0x5accc90436492f24e6af278569691e2c942a676d/opengraph-image-1a2b3c", 30],
    ["/opengraph-image", 30],
    ["/api/logo/operator/0x5accc90436492f24e6af278569691e2c942a676d", 300],
    ["/api/logo/nobody/nothing", 300],
    ["/sitemap.xml", 60],
    ["/sitemap/operators-0.xml", 60],
    ["/api/health/ready", 600],
  ])("%s is answered %i times a minute, exactly, by one instance", async (path, limit) => {
    expect(await passed(path, limit + 10)).toBe(limit);
  });

  test("two instances together answer at most the limit and what came between two shares", async () => {
    let all = 0;
    for (let second = 0; second < 8; second++) {
      for (const instance of [0, 1]) all += await passed("/operators", 60, instance);
      for (const { share } of instances) await share();
    }
    expect(all).toBeGreaterThanOrEqual(300);
    expect(all).toBeLessThanOrEqual(300 + 120);
  });

  test.each([
    "/api/trpc/analytics.network.overview",
    "/api/csv/avs",
    "/api/auth/session",
    "/api/health",
    "/icon.svg",
    "/favicon.ico",
    "/apple-touch-icon.png",
  ])("%s is not counted as a page", async (path) => {
    expect(await passed(path, 400)).toBe(400);
    await instances[0]?.share();
    expect(await stored.kept()).toHaveLength(0);
  });

  test("one request too many is told the real limit and when to come again, and another network nothing", async () => {
    await passed("/sitemap.xml", 60);
    const excess = await ask("/sitemap.xml");
    expect(excess?.exceeded).toMatchObject({ limit: 60, seconds: 60 });
    expect(Number(excess?.answer.get("retry-after"))).toBeGreaterThan(0);
    expect(excess?.answer.get("ratelimit-limit")).toBe("60");
    expect(await ask("/sitemap.xml", "192.0.2.2")).toBeUndefined();
  });

  test("a page waits for no database: a hundred of them send no statement, and sharing sends one", async () => {
    let statements = 0;
    instances[0] = makeLimiter({
      ...stored.store,
      addShared: async (added) => {
        statements += 1;
        return await stored.store.addShared(added);
      },
    });
    expect(await passed("/operators", 100)).toBe(100);
    expect(statements).toBe(0);
    await instances[0]?.share();
    expect(statements).toBe(1);
  });
});
