import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "@/db/testing/databases";
import { insertCheckpoint, insertOperator, insertOperatorAnalytics } from "@/db/testing/rows";
import type { Network } from "../network/network";
import { contextFor, networkOf } from "../testing/context";
import type { Context } from "./context";
import { createCallerFactory } from "./procedure";
import { appRouter } from "./router";
import { TIERS, type Tier } from "./tiers";

const callerOf = createCallerFactory(appRouter);
const address = "0x5accc90436492f24e6af278569691e2c942a676d";
let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let network: Network;

beforeAll(async () => {
  [analytics, user] = await Promise.all([createAnalyticsTestDatabase(), createUserTestDatabase()]);
  await insertCheckpoint(analytics.owner);
  await insertOperator(analytics.owner, { address, name: "EigenYields", tvsUsd: "1" });
  await insertOperatorAnalytics(analytics.owner, address, { riskScore: "61.57" });
  network = await networkOf(analytics.db);
});
afterAll(() => Promise.all([analytics.drop(), user.drop()]));

const as = (tier: Tier, change: Partial<Context> = {}) =>
  callerOf({ ...contextFor(tier, { analytics: analytics.db, user: user.db, network }), ...change });

describe("what each tier gets", () => {
  test.each(TIERS)("%s reads the list, and only PRO and above the score", async (tier) => {
    const caller = as(tier).analytics.operators;
    expect((await caller.list({ status: "all" })).total).toBe(1);
    const paid = Promise.allSettled([caller.screener({}), caller.score({ address })]);
    const outcomes = (await paid).map((answer) =>
      answer.status === "fulfilled" ? "given" : (answer.reason as { code: string }).code,
    );
    const expected = tier === "PRO" || tier === "ENTERPRISE" ? "given" : "FORBIDDEN";
    expect(outcomes).toEqual([expected, expected]);
  });

  test("a visitor sorts and filters by verdict: a warning is never paid", async () => {
    const { list } = as("VISITOR").analytics.operators;
    const [{ verdict } = { verdict: null }] = (await list({ status: "all", sort: "verdict" })).rows;
    if (!verdict) throw new Error("no verdict");
    expect((await list({ status: "all", verdicts: [verdict] })).rows).toMatchObject([{ address, verdict }]);
    expect((await list({ status: "all", verdicts: ["stake-redistributed"] })).total).toBe(0);
  });

  test("a visitor's answers hold no score anywhere", async () => {
    const caller = as("VISITOR").analytics;
    const answers = await Promise.all([
      caller.operators.list({}),
      caller.operators.overview({ address }),
      caller.operators.history({ address }),
      caller.search.query({ q: "eigen" }),
    ]);
    expect(JSON.stringify(answers)).not.toMatch(/score|61\.57/i);
  });

  test("extra input fields change nobody's tier", async () => {
    const smuggled = { address, tier: "PRO", viewer: { tier: "PRO" } };
    await expect(as("VISITOR").analytics.operators.score(smuggled)).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

describe("input", () => {
  const { operators } = { operators: () => as("VISITOR").analytics.operators };

  test("takes a checksummed address as the same operator", async () => {
    const checksummed = "0x5ACCC90436492F24E6aF278569691e2c942A676d";
    expect((await operators().overview({ address: checksummed })).address).toBe(address);
  });

  test.each([
    ["", "BAD_REQUEST"],
    ["0x123", "BAD_REQUEST"],
    ["0x5AcCc90436492F24E6aF278569691e2c942A676d", "BAD_REQUEST"],
    [`${address}00`, "BAD_REQUEST"],
    ["0x00000000000000000000000000000000000000ff", "NOT_FOUND"],
  ])("answers %j with %s", async (asked, code) => {
    await expect(operators().overview({ address: asked })).rejects.toMatchObject({ code });
    await expect(operators().history({ address: asked })).rejects.toMatchObject({ code });
  });

  test("caps pages, words and bounds", async () => {
    for (const input of [
      { perPage: 101 },
      { page: 0 },
      { q: "x".repeat(101) },
      { tvsUsd: { min: 2, max: 1 } },
      { commissionBps: { max: 10_001 } },
      { sort: "score" },
      { sort: "total_tvs; drop table operators" },
    ])
      await expect(operators().list(input as never)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

test("an account is out of reach of analytics procedures, in type and at run time", async () => {
  const untouchable = new Proxy({} as Context["user"], {
    get: () => {
      throw new Error("An analytics procedure reached the user database.");
    },
  });
  const caller = as("ENTERPRISE", { user: untouchable }).analytics;
  await caller.operators.screener({ sort: "score" });
  await caller.network.freshness();
});
