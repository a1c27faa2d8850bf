import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createUserTestDatabase } from "@/db/testing/databases";
import { withRemoteAddress } from "./http/remote-address";
import { makeLimiter } from "./limits";
import { excessOf } from "./page-limits";

let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let instances: ReturnType<typeof makeLimiter>[];
beforeAll(async () => {
  user = await createUserTestDatabase();
  instances = [makeLimiter(user.db), makeLimiter(user.db)];
});
afterAll(() => user.drop());
beforeEach(async () => {
  await user.sql`truncate eigenwatch.rate_limits`;
});

const ask = (path: string, ip = "192.0.2.1", instance = 0) =>
  excessOf(
    new URL(path, "http://localhost"),
    new Headers(withRemoteAddress({}, ip) as HeadersInit),
    () => instances[instance] ?? makeLimiter(user.db),
  );

/** How many of so many requests, put to two instances in turn, are let through; 25 are under way at a time. */
async function passed(path: string, times: number) {
  let count = 0;
  for (let from = 0; from < times; from += 25) {
    const wave = Array.from({ length: Math.min(25, times - from) }, (_, index) =>
      ask(path, undefined, index % 2),
    );
    count += (await Promise.all(wave)).filter((excess) => excess === undefined).length;
  }
  return count;
}

test.each([
  ["/operators", 300],
  ["/api/nothing", 300],
  ["/operators?q=", 300],
  ["/operators?q=p2p", 60],
  ["/avs?q=&q=eigen", 60],
  ["/operators/0x5accc90436492f24e6af278569691e2c942a676d/opengraph-image-1a2b3c", 30],
  ["/sitemap.xml", 60],
  ["/sitemap/operators-0.xml", 60],
  ["/api/health/ready", 600],
])("%s is answered %i times a minute, exactly, by two instances together", async (path, limit) => {
  expect(await passed(path, limit + 10)).toBe(limit);
});

test.each([
  "/api/trpc/analytics.network.overview",
  "/api/csv/avs",
  "/api/health",
  "/_next/static/chunk.js",
  "/icon.svg",
])("%s is not counted as a page", async (path) => {
  expect(await passed(path, 25)).toBe(25);
  const [row] = await user.sql`select count(*)::int as count from eigenwatch.rate_limits`;
  expect(row?.count).toBe(0);
});

test("one request too many is told the real limit and when to come again, and another network nothing", async () => {
  await passed("/sitemap.xml", 60);
  const excess = await ask("/sitemap.xml");
  expect(excess?.exceeded).toMatchObject({ limit: 60, seconds: 60 });
  expect(Number(excess?.answer.get("retry-after"))).toBeGreaterThan(0);
  expect(excess?.answer.get("ratelimit-limit")).toBe("60");
  expect(await ask("/sitemap.xml", "192.0.2.2")).toBeUndefined();
});
