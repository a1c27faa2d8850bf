import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { allocate, insertRegistrationEvent } from "@/db/testing/exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertCommission,
  insertOperatorAnalytics,
  insertOperatorStrategy,
  insertRegistration,
  insertStrategy,
} from "@/db/testing/rows";
import { insertDollarStrategy, insertSlash, insertStaked } from "@/db/testing/stake";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";

const HALF = "500000000000000000";
let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let api: ReturnType<typeof appRouter.createCaller>["analytics"];
let address: Record<"large" | "small" | "slashed" | "idle" | "eigenDa" | "quiet" | "usd" | "empty", string>;
const statements: string[] = [];
let connection: ReturnType<typeof connectAnalytics>;

/** Three operators with stake, one of them slashed by half, one operator without, and an AVS that they secure. */
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
  const { owner } = database;
  await insertCheckpoint(owner);
  const usd = (await insertDollarStrategy(owner, "dollar")).address;
  const empty = (await insertStrategy(owner)).address;
  const [eigenDa, quiet] = [
    (await insertAvs(owner, { name: "EigenDA" })).address,
    (await insertAvs(owner, { name: "Quiet" })).address,
  ];
  const staked = async (name: string, dollars: number) =>
    (await insertStaked(owner, usd, { name, usd: dollars })).address;
  const large = await staked("Large", 1000);
  const small = await staked("Small", 10.5);
  const slashed = await staked("Slashed", 100);
  const idle = await staked("Idle", 0);
  await insertRegistration(owner, large, eigenDa, { currentStatus: "registered" });
  await insertRegistration(owner, small, eigenDa, {
    currentStatus: "UNREGISTERED",
    lastUnregisteredAt: "2026-07-01 00:00:00",
  });
  for (const operator of [large, small])
    await insertRegistrationEvent(owner, operator, eigenDa, { statusChangedAt: "2025-01-01 00:00:00" });
  await insertRegistrationEvent(owner, small, eigenDa, {
    status: "UNREGISTERED",
    statusChangedAt: "2026-07-01 00:00:00",
  });
  await insertOperatorStrategy(owner, large, usd, { encumberedMagnitude: HALF });
  await allocate(owner, large, eigenDa, usd);
  await insertSlash(owner, slashed, usd, HALF, { operatorSetId: `${eigenDa}-0` });
  await database.sql`update operator_delegator_shares set shares_updated_block = 24000000`;
  await insertCommission(owner, large, { currentBips: 500 });
  await insertOperatorAnalytics(owner, large, { riskLevel: "low", riskScore: "79.96" });
  await insertOperatorAnalytics(owner, small, { riskLevel: "LOW", hasSufficientData: false });
  address = { large, small, slashed, idle, eigenDa, quiet, usd, empty };
  connection = connectAnalytics(database.readerUrl, {
    onQuery: ({ statement }) => statements.push(statement),
  });
  const network = await networkOf(database.db);
  const user = undefined as never;
  api = createCallerFactory(appRouter)(
    contextFor("PRO", { analytics: connection.db, user, network }),
  ).analytics;
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

const named = <Row extends { name: string | null }>({ rows }: { rows: Row[] }) =>
  rows.map(({ name }) => name);

describe("the list of operators", () => {
  const names = async (input: Parameters<typeof api.operators.screener>[0] = {}) =>
    named(await api.operators.screener({ status: "all", ...input }));

  test("values stake after slashes, and puts the largest first", async () => {
    const { rows } = await api.operators.list({ status: "all" });
    expect(rows.map(({ name, tvsUsd }) => [name, tvsUsd])).toEqual([
      ["Large", 1000],
      ["Slashed", 50],
      ["Small", 10.5],
      ["Idle", 0],
    ]);
    expect(rows.map(({ slashingCount }) => slashingCount)).toEqual([0, 1, 0, 0]);
  });

  test("lists who is active or has stake unless asked for others", async () => {
    expect(named(await api.operators.list({}))).toEqual(["Large", "Slashed", "Small"]);
    expect(await names({ status: "active" })).toEqual(["Large"]);
    expect(await names({ status: "inactive" })).toEqual(["Slashed", "Small", "Idle"]);
    expect(await api.operators.counts()).toEqual({
      totalCount: 4,
      activeCount: 1,
      activityUnknownCount: 0,
      stakedCount: 3,
      entityCount: 0,
    });
  });

  test("filters by value, split, slashing, strategy and AVS", async () => {
    expect(await names({ tvsUsd: { min: 10.5, max: 50 } })).toEqual(["Slashed", "Small"]);
    expect(await names({ commissionBps: { max: 500 } })).toEqual(["Large"]);
    expect(await names({ slashed: true })).toEqual(["Slashed"]);
    expect(await names({ strategy: address.usd })).toEqual(["Large", "Slashed", "Small"]);
    expect(await names({ avs: address.eigenDa })).toEqual(["Large"]);
    expect(await names({ q: "LAR" })).toEqual(["Large"]);
    expect(await names({ permissioned: true })).toEqual([]);
  });

  test("shows no level and no score without enough data, nor a score of a level that is not reached", async () => {
    const { rows } = await api.operators.screener({ q: "large" });
    expect(rows).toMatchObject([{ name: "Large", riskLevel: "LOW", score: 79.9 }]);
    expect(await names({ sort: "score" })).toEqual(["Large", "Slashed", "Small", "Idle"]);
  });

  test("names the split of programmatic incentives, the default where none is set, and the AVS splits beside it", async () => {
    const { rows } = await api.operators.list({});
    expect(rows.map(({ commissionBps, avsSplits }) => [commissionBps, avsSplits.setCount])).toEqual([
      [500, 0],
      [1000, 0],
      [1000, 0],
    ]);
  });

  test("offers what it can be narrowed to, counted as the list of each status has it", async () => {
    for (const status of ["listed", "active", "inactive", "all"] as const) {
      const { strategies, avs } = await api.operators.filters({ status });
      for (const { address: strategy, operatorCount } of strategies)
        expect(await names({ status, strategy })).toHaveLength(operatorCount);
      for (const { address: service, operatorCount } of avs)
        expect(await names({ status, avs: service })).toHaveLength(operatorCount);
      expect([...strategies, ...avs].map((one) => one.address)).toEqual([address.usd, address.eigenDa]);
    }
  });

  test("says the same on the operator's page, in the comparison and in the list", async () => {
    const { rows } = await api.operators.screener({ status: "all" });
    const { operators } = await api.operators.compare({ operators: [address.slashed, address.large] });
    expect(operators).toEqual([rows[1], rows[0]]);
    const { score: _, ...figures } = rows[1] ?? {};
    expect(await api.operators.overview({ address: address.slashed })).toMatchObject(figures);
  });
});

describe("the list of AVSs", () => {
  test("lists who has operators, allocations or slashings unless asked for all", async () => {
    expect(named(await api.avs.list({}))).toEqual(["EigenDA"]);
    expect(named(await api.avs.list({ status: "all" }))).toEqual(["EigenDA", "Quiet"]);
    expect(await api.avs.counts()).toEqual({
      totalCount: 2,
      activeCount: 1,
      activityUnknownCount: 0,
      slashingCapableCount: 1,
    });
  });

  test("tells what is allocated, what can be slashed at most where membership is not known, and who left", async () => {
    expect(await api.avs.overview({ address: address.eigenDa })).toMatchObject({
      operatorCount: 1,
      operatorCount30dAgo: 2,
      operatorTvsUsd: 1000,
      allocatedUsd: 500,
      slashableUsd: 0,
      slashableUpToUsd: 500,
      slashingCount: 1,
      power: "may-slash",
    });
    expect(await api.avs.sets({ address: address.eigenDa })).toMatchObject([
      { setNumber: 0, allocatedUsd: 500, operatorCount: 1, slashingCount: 1, slasher: null },
    ]);
    const { rows } = await api.avs.allocators({ address: address.eigenDa });
    expect(rows).toMatchObject([{ name: "Large", allocatedUsd: 500, setNumbers: [0], commissionBps: 1000 }]);
    const free = await api.avs.operators({ address: address.eigenDa });
    expect(JSON.stringify(free)).not.toMatch(/allocated|commission/i);
  });

  test("filters by operator, allocation and slashing", async () => {
    const names = async (input: Parameters<typeof api.avs.list>[0]) => named(await api.avs.list(input));
    expect(await names({ operator: address.large })).toEqual(["EigenDA"]);
    expect(await names({ operator: address.small })).toEqual([]);
    // An AVS without known sets may still have some; a set with nothing allocated to it cannot slash.
    expect(await names({ status: "all", canSlash: false })).toEqual([]);
    expect(await names({ status: "all", canSlash: true })).toEqual(["EigenDA"]);
    expect(await names({ slashed: true, allocatedUsd: { min: 500 } })).toEqual(["EigenDA"]);
  });
});

describe("the list of strategies", () => {
  test("values what operators hold after slashes, and lists what is held unless asked for all", async () => {
    const { rows } = await api.strategies.list({});
    expect(rows).toMatchObject([
      {
        address: address.usd,
        symbol: "dollar",
        tvsUsd: 1060.5,
        operatorCount: 3,
        allocatedUsd: 500,
        avsCount: 1,
      },
    ]);
    expect((await api.strategies.list({ status: "all" })).total).toBe(2);
    expect(await api.strategies.counts()).toEqual({
      totalCount: 2,
      heldCount: 1,
      tvsUsd: 1060.5,
      unpricedCount: 0,
      isTvsUpperBound: false,
      allocatedUsd: 500,
      isAllocatedUpperBound: false,
      unpricedAllocatedCount: 0,
      allocatedRatio: 500 / 1060.5,
    });
  });

  test("gives its operators their part of it, and what they hold to who may see it", async () => {
    const { rows } = await api.strategies.holders({ address: address.usd, dir: "asc" });
    expect(rows).toMatchObject([
      { name: "Small", tvsUsd: 10.5 },
      { name: "Slashed", tvsUsd: 50, ofOperatorRatio: 1, shares: 50n * 10n ** 18n },
      { name: "Large", tvsUsd: 1000, ofStrategyRatio: 1000 / 1060.5, utilizationRatio: 0.5 },
    ]);
    const free = await api.strategies.operators({ address: address.usd });
    expect(Object.keys(free.rows[0] ?? {}).sort()).toEqual(["address", "name", "ofStrategyRatio", "verdict"]);
    expect(await api.strategies.avs({ address: address.usd })).toMatchObject([
      { name: "EigenDA", allocatedUsd: 500, slashableUpToUsd: 500, operatorCount: 1 },
    ]);
  });
});

test("the list of slashings has each once, with the fraction of the operator's whole stake", async () => {
  const { rows, total } = await api.slashing.list({ operator: address.slashed });
  expect(total).toBe(1);
  expect(rows).toMatchObject([
    {
      operatorName: "Slashed",
      avsName: "EigenDA",
      largestRatio: 0.5,
      parts: [{ symbol: "dollar", ratio: 0.5 }],
    },
  ]);
  expect((await api.slashing.list({ strategy: address.empty })).total).toBe(0);
  expect(await api.slashing.counts()).toMatchObject({ totalCount: 1, operatorCount: 1, avsCount: 1 });
});

test("search says the verdict of operators, and of nothing else", async () => {
  const { rows } = await api.operators.list({ status: "all", q: "slashed" });
  const found = await api.search.query({ q: "slashed" });
  expect(found).toMatchObject([{ kind: "operator", name: "Slashed", verdict: rows[0]?.verdict }]);
  expect(found[0]?.verdict).not.toBe("no-red-flag");
  expect((await api.search.query({ q: "eigen" })).map(({ verdict }) => verdict)).toEqual([null]);
});

test("operators of an AVS and of a strategy have the verdict of the list, and are sorted by it", async () => {
  const { rows } = await api.operators.list({ status: "all", perPage: 100 });
  const words = new Map(rows.map(({ address, verdict }) => [address, verdict]));
  const secure = await api.avs.operators({ address: address.eigenDa });
  const hold = await api.strategies.operators({ address: address.usd, sort: "verdict" });
  expect(secure.rows.length).toBeGreaterThan(0);
  for (const row of [...secure.rows, ...hold.rows]) expect(row.verdict).toBe(words.get(row.address));
  expect(named(hold)[0]).toBe("Slashed");
});

test("every list question, any sort and page, is answered without a statement", async () => {
  statements.length = 0;
  for (const sort of ["name", "tvs", "stake", "verdict", "score"] as const)
    for (const dir of ["asc", "desc"] as const)
      await api.operators.screener({ sort, dir, page: 2, perPage: 1, q: "a", tvsUsd: { min: 1 } });
  await api.avs.list({ sort: "allocated", operator: address.large });
  await api.strategies.list({ sort: "change" });
  await api.slashing.list({ sort: "loss" });
  await api.search.query({ q: "eigen" });
  await api.network.overview();
  await api.network.movers();
  await api.operators.overview({ address: address.large });
  await api.avs.allocators({ address: address.eigenDa, sort: "allocated" });
  await api.strategies.holders({ address: address.usd, sort: "utilization" });
  expect(statements).toEqual([]);
  await api.operators.history({ address: address.large });
  expect(statements).toHaveLength(1);
});

test("an entity that is none is NOT_FOUND, and without a network nothing is said to be missing", async () => {
  const none = `0x${"9".repeat(40)}`;
  for (const ask of [
    () => api.operators.history({ address: none }),
    () => api.avs.sets({ address: address.large }),
    () => api.strategies.holders({ address: address.eigenDa }),
  ])
    await expect(ask()).rejects.toMatchObject({ code: "NOT_FOUND" });
  const context = contextFor("PRO", { analytics: connection.db, user: undefined as never });
  const early = createCallerFactory(appRouter)(context).analytics;
  statements.length = 0;
  for (const ask of [() => early.operators.list({}), () => early.operators.history({ address: none })])
    await expect(ask()).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
  expect(statements).toEqual([]);
});
