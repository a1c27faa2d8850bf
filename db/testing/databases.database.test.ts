import { afterAll, beforeAll, expect, it } from "vitest";
import { operatorState, operators } from "@/drizzle/analytics/schema";
import { users } from "../user/schema";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "./databases";
import { insertOperator } from "./rows";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
beforeAll(async () => {
  [analytics, user] = await Promise.all([createAnalyticsTestDatabase(), createUserTestDatabase()]);
});
afterAll(async () => {
  await Promise.all([analytics.drop(), user.drop()]);
});

it("gives each test a database of its own, empty and whole", async () => {
  const other = await createAnalyticsTestDatabase();
  await insertOperator(other.owner, { tvsUsd: 5 });
  expect(await other.db.$count(operators)).toBe(1);
  expect(await analytics.db.$count(operators)).toBe(0);
  await other.drop();
});

it("lets the pipeline write what the reader reads", async () => {
  const { address } = await insertOperator(analytics.owner, { name: "Nine", tvsUsd: "9.5" });
  const [row] = await analytics.db.select({ tvs: operatorState.totalTvs }).from(operatorState);
  expect(row).toEqual({ tvs: "9.5" });
  expect(address).toMatch(/^0x[0-9a-f]{40}$/);
});

it("lets the application write accounts", async () => {
  await user.db.insert(users).values({ walletAddress: `0x${"a".repeat(40)}` });
  expect(await user.db.$count(users)).toBe(1);
});
