import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createUserTestDatabase } from "@/db/testing/databases";
import { withRemoteAddress } from "../http/remote-address";
import { makeLimiter } from "./limiter";
import { excessOf } from "./page-limits";

let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let instances: ReturnType<typeof makeLimiter>[];
beforeAll(async () => {
  user = await createUserTestDatabase();
});
afterAll(() => user.drop());
beforeEach(async () => {
  await user.sql`truncate eigenwatch.rate_limits`;
  instances = [makeLimiter(user.rateLimits), makeLimiter(user.rateLimits)];
});

const ask = (path: string, ip = "192.0.2.1", instance = 0) =>
  excessOf(
    new URL(path, "http://localhost"),
    new Headers(withRemoteAddress({}, ip) as HeadersInit),
    () => instances[instance] as ReturnType<typeof makeLimiter>,
  );

/** Returns how many of so many requests to one instance are let through. */
async function passed(path: string, times: number, instance = 0) {
  const all = await Promise.all(Array.from({ length: times }, () => ask(path, undefined, instance)));
  return all.filter((excess) => excess === undefined).length;
}

test.each([
  ["/operators", 300],
  ["/api/unknown", 300],
  ["/api/csv/unknown", 300],
  ["/_next/unknown.js", 300],
  ["/_next/static/chunks/unknown.js", 300],
  ["/api/logo/operator/0x12", 300],
  ["/operators?q=", 300],
  ["/operators?q=p2p", 60],
  ["/avs?q=&q=eigen", 60],
  ["/operators/0x5accc90436492f24e6af278569691e2c942a676d/opengraph-image-1a2b3c", 30],
  ["/sitemap.xml", 60],
  ["/sitemap/operators-0.xml", 60],
  ["/api/health/ready", 600],
])("%s is answered %i times a minute by one instance, exactly", async (path, limit) => {
  expect(await passed(path, limit + 10)).toBe(limit);
});

test("two instances that share their counts pass the limit and what came between two shares", async () => {
  const [first, second] = instances;
  expect(await passed("/operators", 200, 0)).toBe(200);
  expect(await passed("/operators", 60, 1)).toBe(60);
  await first?.share();
  await second?.share();
  expect(await passed("/operators", 100, 1)).toBe(40);
  expect(await passed("/operators", 200, 0)).toBe(100);
  await second?.share();
  await first?.share();
  expect(await passed("/operators", 10, 0)).toBe(0);
  expect(await passed("/operators", 10, 1)).toBe(0);
});

test("a hundred page views take one statement, and those that are refused take none", async () => {
  const rows = async () => await user.sql`select key, points from eigenwatch.rate_limits`;
  expect(await passed("/operators", 100)).toBe(100);
  expect(await rows()).toHaveLength(0);
  await instances[0]?.share();
  expect(await rows()).toEqual([{ key: "page:192.0.2.1", points: 100 }]);
  await passed("/operators", 1000);
  await instances[0]?.share();
  expect(await rows()).toEqual([{ key: "page:192.0.2.1", points: 300 }]);
});

test("counts are kept in a table without a write-ahead log", async () => {
  const [table] =
    await user.sql`select relpersistence from pg_class where oid = 'eigenwatch.rate_limits'::regclass`;
  expect(table?.relpersistence).toBe("u");
});

test.each(["/api/trpc/analytics.network.overview", "/api/health", "/icon.svg"])(
  "%s is not counted as a page",
  async (path) => {
    expect(await passed(path, 700)).toBe(700);
  },
);

test("one request too many is told the real limit and when to come again, and another network is not refused", async () => {
  await passed("/sitemap.xml", 60);
  const excess = await ask("/sitemap.xml");
  expect(excess?.exceeded).toMatchObject({ limit: 60, seconds: 60 });
  expect(Number(excess?.answer.get("retry-after"))).toBeGreaterThan(0);
  expect(excess?.answer.get("ratelimit-limit")).toBe("60");
  expect(await ask("/sitemap.xml", "192.0.2.2")).toBeUndefined();
});
