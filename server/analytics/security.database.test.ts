import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readFacts } from "@/db/analytics/facts/facts";
import { readRun } from "@/db/analytics/run";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { allocate } from "@/db/testing/exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertOperatorStrategy,
  insertRegistration,
  insertStrategy,
} from "@/db/testing/rows";
import { insertDollarStrategy, insertOperatorSet, insertStaked } from "@/db/testing/stake";
import { buildNetwork } from "../network/build";
import type { ChainFacts } from "../network/chain-facts";
import { contextFor } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";
import type { Tier } from "../trpc/tiers";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let [avs, dollar] = ["", ""];
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner);
  avs = (await insertAvs(database.owner, { name: "Service" })).address;
  dollar = (await insertDollarStrategy(database.owner, "ONE")).address;
});

/** The chain's own count of the sets of the AVS. */
const countedOnChain = (count: number): ChainFacts => ({
  chainId: 1,
  readAtBlock: 25_000_000,
  readAt: new Date("2026-07-01"),
  delays: new Map(),
  sets: new Map(),
  setCounts: new Map([[avs, count]]),
  memberships: new Map(),
});

async function ask(tier: Tier = "PRO", chain: ChainFacts | null = null) {
  const facts = await readFacts(database.db, new Date());
  const network = buildNetwork(facts, await readRun(database.db), chain);
  const context = contextFor(tier, { analytics: database.db, user: undefined as never, network });
  return createCallerFactory(appRouter)(context).analytics.avs;
}

/** An operator that allocates half of its stake to set 0. */
async function allocator(
  usd: number,
  { strategy = dollar, sets }: { strategy?: string; sets?: string[] | null } = {},
) {
  const { address } = await insertStaked(database.owner, strategy, { usd: 2 * usd });
  await insertOperatorStrategy(database.owner, address, strategy);
  const set = await allocate(database.owner, address, avs, strategy);
  if (sets !== undefined)
    await insertRegistration(database.owner, address, avs, { activeOperatorSetIds: sets ?? [set] });
  return address;
}
const member = (usd: number) => allocator(usd, { sets: null });

describe("the security of an AVS, with rows as the pipeline writes them", () => {
  test("is exact where members and values are known, and names the coalition", async () => {
    const [large] = [await member(50), await member(30), await member(20)];
    const api = await ask();
    expect(await api.security({ address: avs })).toMatchObject({
      state: "ceiling",
      weakest: {
        setNumber: 0,
        leastUsd: 50,
        mostUsd: 50,
        coalition: [{ address: large }],
        unsureMemberCount: 0,
      },
    });
    const seats = await api.securityDetail({ address: avs, power: "seats", share: "half" });
    expect(seats.sets).toMatchObject([
      {
        ceiling: { leastUsd: 50, mostUsd: 50, coalitionCount: 2 },
        halting: { "two-thirds": { operators: { least: 2, most: 2 } } },
      },
    ]);
  });

  test("has bounds where no membership is known: never 0, and no seats are counted", async () => {
    for (const usd of [50, 30, 20]) await allocator(usd);
    const api = await ask();
    const { state, weakest } = await api.security({ address: avs });
    expect([state, weakest?.leastUsd, weakest?.unsureMemberCount]).toEqual(["ceiling", 0, 3]);
    expect(weakest?.mostUsd).toBeGreaterThanOrEqual(50);
    expect(weakest?.mostUsd).toBeLessThanOrEqual(100);
    const [set] = (await api.securityDetail({ address: avs, power: "seats" })).sets;
    expect(set).toMatchObject({
      ceiling: null,
      why: "members-unknown",
      halting: { third: { operators: null } },
    });
    const { rows } = await api.list({ status: "all" });
    expect(rows).toMatchObject([{ ceilingLeastUsd: 0, ceilingMostUsd: weakest?.mostUsd }]);
  });

  test("has no limit where a token has no price, and a least that stands", async () => {
    const { address: unpriced } = await insertStrategy(database.owner);
    await member(60);
    await allocator(40, { strategy: unpriced, sets: null });
    const { weakest } = await (await ask()).security({ address: avs });
    expect(weakest).toMatchObject({ leastUsd: 20, mostUsd: null });
  });

  test("is not known where no set is known, and $0 only where the chain says that there is none", async () => {
    // Something is allocated somewhere, so that allocations were read.
    await member(1);
    const { address: other } = await insertAvs(database.owner, { name: "Other" });
    const stateOf = async (chain: ChainFacts | null) =>
      (await (await ask("VISITOR", chain)).security({ address: other })).state;
    expect(await stateOf(null)).toBe("none-known");
    expect(await stateOf(countedOnChain(1))).toBe("none-known");
    const none = { ...countedOnChain(1), setCounts: new Map([[other, 0]]) };
    expect(await stateOf(none)).toBe("nothing");
    await insertOperatorSet(database.owner, other, 0);
    expect(await stateOf(null)).toBe("nothing-known");
    expect(await stateOf({ ...none, setCounts: new Map([[other, 2]]) })).toBe("nothing-known");
    expect(await stateOf({ ...none, setCounts: new Map([[other, 1]]) })).toBe("nothing");
    const { rows } = await (await ask("VISITOR", none)).list({ status: "all", sort: "ceiling", dir: "asc" });
    expect(rows.map(({ name }) => name)).toEqual(["Other", "Service"]);
  });

  test("is not known while no allocation was read", async () => {
    await insertOperatorSet(database.owner, avs, 0);
    const { state, weakest } = await (await ask()).security({ address: avs });
    expect([state, weakest]).toEqual(["not-read", null]);
  });

  test("does not count who left as power, although it can still be slashed", async () => {
    await member(10);
    await allocator(90, { sets: [] });
    const { weakest } = await (await ask()).security({ address: avs });
    expect(weakest).toMatchObject({ mostUsd: 10, memberCount: 1 });
  });
});

describe("the price of the security of an AVS", () => {
  test.each(["VISITOR", "FREE"] as const)(
    "a %s has the headline and the coalition, and no more",
    async (tier) => {
      await member(10);
      const api = await ask(tier);
      expect((await api.security({ address: avs })).weakest?.coalition).toHaveLength(1);
      expect((await api.list({})).rows[0]?.ceilingMostUsd).toBe(10);
      await expect(api.securityDetail({ address: avs })).rejects.toThrow("This is part of PRO.");
      await expect(api.cascade({ profits: [{ avs, profitUsd: 1 }] })).rejects.toThrow("This is part of PRO.");
    },
  );
  test("PRO asks what pays, and bad input is refused", async () => {
    await member(10);
    const api = await ask();
    const found = await api.cascade({
      profits: [
        { avs, profitUsd: 11 },
        { avs: dollar, profitUsd: 5 },
      ],
    });
    expect(found).toMatchObject({
      avs: [{ address: avs, costUsd: 10, pays: true }],
      unanswered: [{ address: dollar, why: "no-such-avs" }],
      rounds: [[{ address: avs }]],
    });
    const { address: other } = await insertAvs(database.owner);
    const without = await (await ask()).cascade({ profits: [{ avs: other, profitUsd: 1 }] });
    expect(without).toMatchObject({ avs: [], unanswered: [{ address: other, why: "stake-unknown" }] });
    await expect(api.cascade({ profits: [{ avs, profitUsd: -1 }] })).rejects.toThrow();
    await expect(api.cascade({ profits: [] })).rejects.toThrow();
    await expect(api.securityDetail({ address: dollar })).rejects.toThrow("There is no such AVS.");
  });
});
