import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "@/db/testing/databases";
import { allocate, delegate, insertShares } from "@/db/testing/exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertOperator,
  insertOperatorStrategy,
  insertRegistration,
  insertSlashing,
  insertStrategy,
} from "@/db/testing/rows";
import type { Network } from "../network/network";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";
import { TIERS, type Tier } from "../trpc/tiers";

const callerOf = createCallerFactory(appRouter);
const mine = "0x00000000000000000000000000000000000000aa";
const theirs = "0x00000000000000000000000000000000000000bb";
let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let network: Network;
let avs: string;
let strategy: string;

beforeAll(async () => {
  [analytics, user] = await Promise.all([createAnalyticsTestDatabase(), createUserTestDatabase()]);
  const { owner } = analytics;
  await insertCheckpoint(owner);
  const operator = (await insertOperator(owner, { name: "Holder", tvsUsd: 1000 })).address;
  avs = (await insertAvs(owner)).address;
  strategy = (await insertStrategy(owner)).address;
  await insertRegistration(owner, operator, avs);
  await insertOperatorStrategy(owner, operator, strategy, { tvsUsd: "1000" });
  await allocate(owner, operator, avs, strategy);
  await insertSlashing(owner, operator, { operatorSetId: `${avs}-0`, description: "late" });
  for (const [staker, shares] of [
    [mine, "250"],
    [theirs, "750"],
  ] as const) {
    await delegate(owner, operator, staker);
    await insertShares(owner, operator, staker, strategy, { shares });
  }
  network = await networkOf(analytics.db);
});
afterAll(() => Promise.all([analytics.drop(), user.drop()]));

const as = (tier: Tier) =>
  callerOf(contextFor(tier, { analytics: analytics.db, user: user.db, network }, { address: mine }))
    .analytics;
const outcome = (answer: PromiseSettledResult<unknown>) =>
  answer.status === "fulfilled" ? "given" : (answer.reason as { code: string }).code;

describe("what each tier gets", () => {
  test.each(TIERS)("%s reads facts and headlines, and only PRO and above who loses", async (tier) => {
    const api = as(tier);
    const free = await Promise.allSettled([
      api.avs.list({}),
      api.avs.overview({ address: avs }),
      api.avs.operators({ address: avs }),
      api.avs.loss({ address: avs, fraction: 0.1 }),
      api.strategies.operators({ address: strategy }),
      api.strategies.avs({ address: strategy }),
      api.stakers.overview({ address: theirs }),
      api.slashing.list({}),
    ]);
    expect(new Set(free.map(outcome))).toEqual(new Set(["given"]));
    const paid = await Promise.allSettled([
      api.avs.lossDetail({ address: avs, fraction: 0.1 }),
      api.avs.allocators({ address: avs }),
      api.strategies.holders({ address: strategy }),
      api.stakers.detail({ address: theirs }),
    ]);
    const expected = tier === "PRO" || tier === "ENTERPRISE" ? "given" : "FORBIDDEN";
    expect(paid.map(outcome)).toEqual([expected, expected, expected, expected]);
  });

  test("the headline of a loss names nobody who loses", async () => {
    const loss = await as("VISITOR").avs.loss({ address: avs, fraction: 0.1 });
    expect(loss).toMatchObject({ lostUsd: 50, delegatorCount: 2 });
    expect(JSON.stringify(loss)).not.toMatch(/0x|Holder/);
  });
});

test("says which AVSs could take an asset, and how much, to everybody", async () => {
  expect(await as("VISITOR").strategies.avs({ address: strategy })).toMatchObject([
    { address: avs, allocatedUsd: 500, operatorCount: 1, operatorSetCount: 1 },
  ]);
});

test("counts what may be slashable up to, where the pipeline does not tell who is a member of a set", async () => {
  expect(await as("VISITOR").strategies.avs({ address: strategy })).toMatchObject([
    { slashableUsd: 0, slashableUpToUsd: 500 },
  ]);
});

describe("the headline of a staker", () => {
  test("tells everybody that its operator was slashed, and nobody what was taken of which assets", async () => {
    const headline = await as("VISITOR").stakers.overview({ address: theirs });
    expect(headline).toMatchObject({ operatorName: "Holder", slashingCount: 1, slashingCountSince: 1 });
    expect(JSON.stringify(headline)).not.toContain(strategy);
    expect(headline).not.toHaveProperty("happened");
    expect(headline).not.toHaveProperty("coming");
    const whole = await as("PRO").stakers.detail({ address: theirs });
    expect(whole.happened?.slashings).toMatchObject([{ reason: "late" }]);
    expect(whole.coming).toMatchObject({ allocations: [], worst: { exposedUsd: 375 } });
  });
});

describe("a wallet's own stake", () => {
  test("is whole for it on every tier, and nobody's for a visitor", async () => {
    await expect(as("VISITOR").stakers.mine()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    for (const tier of ["FREE", "PRO", "ENTERPRISE"] as const) {
      const whole = await as(tier).stakers.mine();
      expect(whole).toMatchObject({ address: mine, tvsUsd: 250, exposure: [{ exposedUsd: 125 }] });
      expect(
        JSON.stringify(whole, (_, value) => (typeof value === "bigint" ? `${value}` : value)),
      ).not.toContain("750");
    }
  });

  test("is a page of its own even where the wallet never staked, and nobody else's", async () => {
    const stranger = `0x${"8".repeat(40)}`;
    const asStranger = (tier: Tier) =>
      callerOf(contextFor(tier, { analytics: analytics.db, user: user.db, network }, { address: stranger }))
        .analytics;
    const empty = { address: stranger, operator: null, tvsUsd: null, delegatedAt: null };
    expect(await asStranger("FREE").stakers.overview({ address: stranger })).toEqual(
      expect.objectContaining(empty),
    );
    expect(await asStranger("FREE").stakers.mine()).toMatchObject({
      ...empty,
      holdings: [],
      exposure: [],
      delegations: [],
      happened: null,
      coming: null,
    });
    for (const tier of ["VISITOR", "FREE", "PRO"] as const)
      await expect(as(tier).stakers.overview({ address: stranger })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    await expect(as("PRO").stakers.detail({ address: stranger })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("is asked for without an address, so that no input makes it another's", async () => {
    const ask = as("FREE").stakers.mine as (input: unknown) => Promise<{ address: string }>;
    expect((await ask({ address: theirs })).address).toBe(mine);
  });

  test("is not opened to others by the door for any staker, even under its own address", async () => {
    await expect(as("FREE").stakers.detail({ address: mine })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("input", () => {
  test.each([0, -0.1, 1.01, Number.NaN])("refuses to slash %s of everything", async (fraction) => {
    await expect(as("VISITOR").avs.loss({ address: avs, fraction })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });

  test("answers that there is no such AVS, strategy or staker", async () => {
    const address = `0x${"9".repeat(40)}`;
    const api = as("PRO");
    const answers = await Promise.allSettled([
      api.avs.overview({ address }),
      api.strategies.overview({ address }),
      api.stakers.overview({ address }),
      api.stakers.detail({ address }),
      api.avs.sets({ address }),
      api.avs.strategies({ address }),
      api.avs.registrations({ address }),
      api.avs.commissions({ address }),
      api.avs.operators({ address }),
      api.avs.allocators({ address }),
      api.avs.loss({ address, fraction: 0.1 }),
      api.avs.lossDetail({ address, fraction: 0.1 }),
      api.strategies.history({ address }),
      api.strategies.prices({ address }),
      api.strategies.operators({ address }),
      api.strategies.avs({ address }),
      api.strategies.holders({ address }),
    ]);
    expect(new Set(answers.map(outcome))).toEqual(new Set(["NOT_FOUND"]));
  });
});
