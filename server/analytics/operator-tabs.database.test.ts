import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "@/db/testing/databases";
import {
  insertCheckpoint,
  insertOperator,
  insertOperatorAnalytics,
  insertOperatorStrategy,
  insertStrategy,
} from "@/db/testing/rows";
import { insertConcentration, insertDelegator } from "@/db/testing/stake";
import type { Network } from "../network/network";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";
import { TIERS, type Tier } from "../trpc/tiers";

const callerOf = createCallerFactory(appRouter);
const address = "0x5accc90436492f24e6af278569691e2c942a676d";
const delegator = "0xde1e9a7000000000000000000000000000000001";
let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let network: Network;

beforeAll(async () => {
  [analytics, user] = await Promise.all([createAnalyticsTestDatabase(), createUserTestDatabase()]);
  await insertCheckpoint(analytics.owner);
  await insertOperator(analytics.owner, { address });
  await insertOperatorAnalytics(analytics.owner, address, {
    riskScore: "61.57",
    delegationHhi: "0.1357",
    delegationVolatility30D: "0.02",
    sizePercentile: "80",
    slashingEventCount: 0,
    operationalDays: 400,
  });
  await insertConcentration(analytics.owner, address, { hhiValue: "0.1357", giniCoefficient: "0.2468" });
  const strategy = await insertStrategy(analytics.owner);
  await insertOperatorStrategy(analytics.owner, address, strategy.address, { tvsUsd: "4321.5" });
  await insertDelegator(analytics.owner, address, {
    address: delegator,
    shares: [{ strategy: strategy.address }],
  });
  network = await networkOf(analytics.db);
});
afterAll(() => Promise.all([analytics.drop(), user.drop()]));

type Operators = ReturnType<typeof as>;
const as = (tier: Tier) =>
  callerOf(contextFor(tier, { analytics: analytics.db, user: user.db, network })).analytics.operators;

const free = (operators: Operators, asked: { address: string }) => [
  () => operators.strategies.summary(asked),
  () => operators.avs.summary(asked),
  () => operators.avs.list(asked),
  () => operators.allocations.slashable(asked),
  () => operators.delegators.summary(asked),
  () => operators.allocations.summary(asked),
  () => operators.worstCase.summary(asked),
  () => operators.commission.summary(asked),
  () => operators.risk.summary(asked),
  () => operators.activity(asked),
  () => operators.names(asked),
];
const pro = (operators: Operators, asked: { address: string }) => [
  () => operators.strategies.list(asked),
  () => operators.avs.detail(asked),
  () => operators.avs.periods(asked),
  () => operators.delegators.list(asked),
  () => operators.delegators.flow(asked),
  () => operators.delegators.bands(asked),
  () => operators.allocations.list(asked),
  () => operators.allocations.pending(asked),
  () => operators.allocations.shares(asked),
  () => operators.worstCase.detail(asked),
  () => operators.commission.figures(asked),
  () => operators.commission.rates(asked),
  () => operators.commission.changes(asked),
  () => operators.risk.detail(asked),
  () => operators.risk.history(asked),
  () => operators.risk.volatility(asked),
];
const enterprise = (operators: Operators, asked: { address: string }) => [
  () => operators.delegators.raw(asked),
  () => operators.allocations.raw(asked),
  () => operators.risk.raw(asked),
];
const outcomesOf = async (calls: (() => Promise<unknown>)[]) => {
  const answers = await Promise.allSettled(calls.map((call) => call()));
  return [
    ...new Set(
      answers.map((answer) =>
        answer.status === "fulfilled" ? "given" : (answer.reason as { code: string }).code,
      ),
    ),
  ];
};

describe("what each tier gets of an operator's tabs", () => {
  test.each(TIERS)("%s", async (tier) => {
    const operators = as(tier);
    const rank = TIERS.indexOf(tier);
    expect(await outcomesOf(free(operators, { address }))).toEqual(["given"]);
    expect(await outcomesOf(pro(operators, { address }))).toEqual([rank >= 2 ? "given" : "FORBIDDEN"]);
    expect(await outcomesOf(enterprise(operators, { address }))).toEqual([rank >= 3 ? "given" : "FORBIDDEN"]);
  });

  test("a visitor's answers hold no delegator, score or raw measure", async () => {
    const answers = await Promise.all(free(as("VISITOR"), { address }).map((call) => call()));
    expect(JSON.stringify(answers)).not.toMatch(/61\.57|0\.1357|0\.2468|de1e9a7|hhi|gini|variation/i);
  });

  test("PRO's answers hold no raw measure of concentration", async () => {
    const answers = await Promise.all(pro(as("PRO"), { address }).map((call) => call()));
    const told = JSON.stringify(answers, (_, value) => (typeof value === "bigint" ? String(value) : value));
    expect(told).toContain(delegator);
    expect(told).not.toMatch(/0\.1357|0\.2468|hhi|gini|variation/i);
  });
});

describe("the operator's own wallet", () => {
  const own = (asked = address) =>
    callerOf(contextFor("FREE", { analytics: analytics.db, user: user.db, network }, { address: asked }))
      .analytics.operators;

  test("sees all of its own operator as PRO but for the score, in any case of its address", async () => {
    const checksummed = "0x5ACCC90436492F24E6aF278569691e2c942A676d";
    for (const spelled of [address, checksummed]) {
      const calls = pro(own(), { address: spelled });
      expect(await outcomesOf(calls.slice(0, -3))).toEqual(["given"]);
      expect(await outcomesOf(calls.slice(-3))).toEqual(["FORBIDDEN"]);
    }
    expect(await outcomesOf(enterprise(own(), { address }))).toEqual(["FORBIDDEN"]);
    expect(await outcomesOf([() => own().score({ address }), () => own().screener({})])).toEqual([
      "FORBIDDEN",
    ]);
  });

  test("takes all of its own lists along as CSV, and no more than others of other lists", async () => {
    const { csv } = callerOf(
      contextFor("FREE", { analytics: analytics.db, user: user.db, network }, { address }),
    ).analytics;
    expect(await csv.rowLimit({ address })).toEqual({ rowLimit: null });
    expect(await csv.rowLimit({ address: delegator })).toEqual({ rowLimit: 100 });
    expect(await csv.rowLimit({})).toEqual({ rowLimit: 100 });
  });

  test("sees nothing more of another operator, whatever it smuggles in", async () => {
    const stranger = "0x00000000000000000000000000000000000000aa";
    const asked = { address, operator: stranger, viewer: { account: { address } } };
    expect(await outcomesOf(pro(own(stranger), asked))).toEqual(["FORBIDDEN"]);
    const list = { address: [stranger, address] as never };
    expect(await outcomesOf([() => own(stranger).strategies.list(list)])).toEqual(["FORBIDDEN"]);
  });
});

test("an address that is no operator is not found on any tab, and a malformed one is refused", async () => {
  const calls = (asked: { address: string }) => {
    const operators = as("ENTERPRISE");
    return [...free(operators, asked), ...pro(operators, asked), ...enterprise(operators, asked)];
  };
  expect(await outcomesOf(calls({ address: "0x00000000000000000000000000000000000000ff" }))).toEqual([
    "NOT_FOUND",
  ]);
  expect(await outcomesOf(calls({ address: "0x5accc9" }))).toEqual(["BAD_REQUEST"]);
});

test("an operator that the pipeline never scored has no score, and is an operator all the same", async () => {
  const unscored = (await insertOperator(analytics.owner)).address;
  network = await networkOf(analytics.db);
  expect(await as("PRO").score({ address: unscored })).toBeNull();
  expect(await outcomesOf([() => as("PRO").score({ address: `0x${"f".repeat(40)}` })])).toEqual([
    "NOT_FOUND",
  ]);
});

test("caps pages, words, amounts, kinds and parts", async () => {
  const operators = as("ENTERPRISE");
  const refused = await outcomesOf([
    () => operators.delegators.list({ address, perPage: 101 }),
    () => operators.delegators.list({ address, q: "x".repeat(43) }),
    () => operators.delegators.list({ address, minUsd: -1 }),
    () => operators.avs.detail({ address, page: 0 }),
    () => operators.worstCase.summary({ address, fraction: 1.01 }),
    () => operators.activity({ address, kinds: ["drop table"] as never }),
    () => operators.strategies.list({ address, sort: "tvs_usd; --" as never }),
  ]);
  expect(refused).toEqual(["BAD_REQUEST"]);
});
