import { afterAll, beforeAll, expect, test } from "vitest";
import { deadlineIn } from "@/db/postgres/deadline";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "@/db/testing/databases";
import { insertCheckpoint } from "@/db/testing/rows";
import { insertDollarStrategy, insertStaked } from "@/db/testing/stake";
import type { Network } from "../network/network";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "./procedure";
import { appRouter } from "./router";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let network: Network;
let operator: string;
beforeAll(async () => {
  [analytics, user] = await Promise.all([createAnalyticsTestDatabase(), createUserTestDatabase()]);
  await insertCheckpoint(analytics.owner);
  const strategy = (await insertDollarStrategy(analytics.owner)).address;
  operator = (await insertStaked(analytics.owner, strategy, { usd: 5 })).address;
  network = await networkOf(analytics.db);
});
afterAll(async () => {
  await Promise.all([analytics.drop(), user.drop()]);
});

/** Returns a request whose database queries must be over within `milliseconds`. */
const requestOf = (milliseconds: number) =>
  createCallerFactory(appRouter)({
    ...contextFor("PRO", { analytics: analytics.db, user: user.db, network }),
    deadline: deadlineIn(milliseconds),
  }).analytics;

test("a request has one deadline: when a locked table used it up, its other questions fail at once", async () => {
  const lock = await analytics.sql.reserve();
  await lock`begin`;
  await lock`lock table operator_delegators`;
  try {
    const page = requestOf(1000);
    const tryAgain = { code: "SERVICE_UNAVAILABLE", message: "Please try again in a moment." };
    await expect(page.operators.delegators.list({ address: operator })).rejects.toMatchObject(tryAgain);
    // Its table is free again, and another request gets an answer.
    await expect(page.operators.history({ address: operator })).rejects.toMatchObject(tryAgain);
    expect(await requestOf(60_000).operators.history({ address: operator })).toBeDefined();
    // An answer from the network needs no database time.
    expect(await page.operators.list({})).toMatchObject({ total: 1 });
  } finally {
    await lock`rollback`;
    lock.release();
  }
});
