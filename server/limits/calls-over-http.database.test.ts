import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "@/db/testing/databases";
import { LIMIT_STORES, type TestStore } from "@/db/testing/limit-stores";
import { serveCalls } from "../http/testing";
import { contextFor, networkOf } from "../testing/context";
import { countCalls } from "./allowance";
import { type Limiter, makeLimiter } from "./limiter";

describe.each(LIMIT_STORES)("$where", ({ start: startStore }) => {
  let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
  let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
  let stored: TestStore;
  let limits: Limiter;
  let server: Awaited<ReturnType<typeof serveCalls>>;
  beforeAll(async () => {
    [analytics, user] = await Promise.all([createAnalyticsTestDatabase(), createUserTestDatabase()]);
    stored = await startStore();
    const network = await networkOf(analytics.db);
    server = await serveCalls(async (_, http) => {
      const context = contextFor("VISITOR", { analytics: analytics.db, user: user.db, network });
      if (!http) return context;
      return { ...context, allow: await countCalls({ ...context, ...http }, () => limits) };
    });
  });
  afterAll(async () => {
    await Promise.all([server.close(), stored.drop()]);
    await Promise.all([analytics.drop(), user.drop()]);
  });
  beforeEach(async () => {
    await stored.empty();
    limits = makeLimiter(stored.store);
  });

  test.each([
    ["procedures that do not exist", "analytics.nothing.find", { json: null }, 404],
    ["input that is no JSON of ours", "account.viewer", { json: {}, meta: "x" }, 400],
    ["procedures that answer", "account.viewer", undefined, 200],
  ])("calls of %s are counted, and refused when they are too many", async (_, path, input, status) => {
    await limits.spend("visitor", "192.0.2.1", 98);
    const url = `${server.url}/${path}?${input === undefined ? "" : new URLSearchParams({ input: JSON.stringify(input) })}`;
    const answers = [];
    for (let times = 0; times < 4; times++) answers.push(await fetch(url));
    expect(answers.map((answer) => answer.status)).toEqual([status, status, 429, 429]);
    const refused = answers[2] ?? Response.error();
    expect(refused.headers.get("ratelimit-limit")).toBe("100");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    const body = await refused.json();
    expect(body).toMatchObject({ error: { json: { data: { code: "TOO_MANY_REQUESTS", httpStatus: 429 } } } });
    expect(body.error.json.message).toMatch(/^At most 100 calls in 60 seconds\. Try again in \d+ s\.$/);
  });

  test.each([",", "%2C"])(
    "a batch counts each name, also one that does not exist, between %s",
    async (comma) => {
      const paths = Array.from({ length: 20 }, (_, index) => `nothing${index}`).join(comma);
      const statusOf = async () => (await fetch(`${server.url}/${paths}?batch=1`)).status;
      const statuses = [];
      for (let times = 0; times < 6; times++) statuses.push(await statusOf());
      expect(statuses).toEqual([404, 404, 404, 404, 404, 429]);
    },
  );
});
