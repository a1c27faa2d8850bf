import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "@/db/testing/databases";
import { insertCheckpoint, insertOperator } from "@/db/testing/rows";
import { analyticsDatabase, userDatabase } from "../databases";
import type { Network } from "../network/network";
import { networkOf } from "../testing/context";
import { createContext } from "../trpc/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";
import { networkState } from "./network-state";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let runs: Network[];

beforeAll(async () => {
  [analytics, user] = await Promise.all([createAnalyticsTestDatabase(), createUserTestDatabase()]);
  vi.stubEnv("ANALYTICS_DATABASE_URL", analytics.readerUrl);
  vi.stubEnv("USER_DATABASE_URL", user.applicationUrl);
  await insertCheckpoint(analytics.owner);
  const before = await networkOf(analytics.db);
  await insertOperator(analytics.owner);
  runs = [before, await networkOf(analytics.db)];
});
afterAll(async () => {
  networkState().network = null;
  await Promise.all([analyticsDatabase().close(), userDatabase().close()]);
  await Promise.all([analytics.drop(), user.drop()]);
  vi.unstubAllEnvs();
});

test("a request keeps the network that it began with, whatever run comes in between", async () => {
  const [before = null, after = null] = runs;
  networkState().network = before;
  const request = createCallerFactory(appRouter)(await createContext(new Headers()));
  expect((await request.analytics.operators.counts()).totalCount).toBe(0);
  networkState().network = after;
  expect((await request.analytics.operators.list({ status: "all" })).total).toBe(0);
  const next = createCallerFactory(appRouter)(await createContext(new Headers()));
  expect((await next.analytics.operators.list({ status: "all" })).total).toBe(1);
});
