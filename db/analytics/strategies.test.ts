import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { allocate, delegate, insertPrice, insertShares, insertValueDay } from "../testing/exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertOperator,
  insertOperatorStrategy,
  insertStrategy,
} from "../testing/rows";
import { insertToken } from "../testing/stake";
import { countStrategies, findStrategy, listStrategies } from "./strategies";
import { listStrategyHistory, listStrategyPrices } from "./strategies-history";
import { listStrategyHolders, listStrategyOperators } from "./strategies-operators";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner, { lastProcessedBlock: 25_000_000n });
});

const page = { dir: "desc", page: 1, perPage: 50 } as const;
const symbols = async (filter = {}, at: Partial<Parameters<typeof listStrategies>[2]> = {}) =>
  (await listStrategies(database.db, filter, { sort: "tvs", ...page, ...at })).rows.map((row) => row.symbol);

/** A strategy with a symbol, held by one operator when it has a value. */
async function held(symbol: string, tvsUsd?: string | null) {
  const { owner } = database;
  const { address } = await insertStrategy(owner);
  const token = await insertToken(owner, address, symbol);
  const operator = (await insertOperator(owner, { tvsUsd: 40 })).address;
  if (tvsUsd !== undefined) await insertOperatorStrategy(owner, operator, address, { tvsUsd });
  return { address, operator, token: token.address };
}

describe("the list", () => {
  test("sorts values as numbers and the unknown last, and hides what nobody holds unless asked", async () => {
    await held("NINE", "9.5");
    await held("TEN", "10");
    await held("NONE");
    await held("UNKNOWN", null);
    expect(await symbols({ status: "held" })).toEqual(["TEN", "NINE"]);
    expect((await symbols({}, { dir: "asc" })).slice(0, 2)).toEqual(["NINE", "TEN"]);
    expect(await symbols({ tvsUsd: { min: 9.5, max: 9.5 } })).toEqual(["NINE"]);
    expect(await countStrategies(database.db)).toEqual({
      totalCount: 4,
      heldCount: 2,
      tvsUsd: 19.5,
      allocatedUsd: null,
    });
  });

  test("finds a symbol in any case, wildcards taken literally, and what an operator holds", async () => {
    await held("stETH", "1");
    const { operator } = await held("rETH", "1");
    expect((await symbols({ q: "eth" })).sort()).toEqual(["rETH", "stETH"]);
    expect(await symbols({ q: "%" })).toEqual([]);
    expect(await symbols({ operator })).toEqual(["rETH"]);
  });
});

describe("one strategy", () => {
  test("has the newest price up to the data's last moment, and none from after it", async () => {
    const { address, token } = await held("stETH", "1");
    await insertPrice(database.owner, token, "2026-07-04 00:00:00", "9.5");
    await insertPrice(database.owner, token, "2026-07-05 00:00:00", "2400.123456789");
    await insertPrice(database.owner, token, "2026-07-05 00:00:01", "1");
    expect(await findStrategy(database.db, address)).toMatchObject({
      priceUsd: 2400.123456789,
      pricedAt: new Date("2026-07-05T00:00:00Z"),
      exchangeRate: 1,
    });
  });

  test("knows nothing rather than zero of a strategy without token, price or holder", async () => {
    const { address } = await insertStrategy(database.owner);
    expect(await findStrategy(database.db, address)).toMatchObject({
      symbol: null,
      decimals: null,
      exchangeRate: null,
      priceUsd: null,
      tvsUsd: null,
      tvsChange30dRatio: null,
      ofNetworkRatio: null,
      operatorCount: 0,
      delegatorCount: 0,
      allocatedUsd: null,
      avsCount: 0,
    });
    expect(await findStrategy(database.db, address.replace("0x0", "0x1"))).toBeUndefined();
  });

  test("compares with the day 30 days ago or the nearest of the week before it", async () => {
    const { address, operator } = await held("stETH", "110");
    await insertValueDay(database.owner, operator, address, { snapshotDate: "2026-06-06", tvsUsd: "55" });
    await insertValueDay(database.owner, operator, address, { snapshotDate: "2026-06-03", tvsUsd: "100" });
    expect((await findStrategy(database.db, address))?.tvsChange30dRatio).toBeCloseTo(0.1, 10);
  });

  test("counts who delegates now, not who left shares behind or was never seen to delegate", async () => {
    const { owner } = database;
    const { address, operator } = await held("stETH", "200");
    for (const [index, isDelegated] of [true, true, false, null, undefined].entries()) {
      const staker = `0x5${index}`.padEnd(42, "0");
      await delegate(owner, operator, staker, { isDelegated: isDelegated ?? null });
      await insertShares(owner, operator, staker, address);
      if (isDelegated === undefined)
        await database.sql`delete from operator_delegators where staker_id = ${staker}`;
    }
    expect(await findStrategy(database.db, address)).toMatchObject({ delegatorCount: 2 });
    const { rows } = await listStrategyHolders(database.db, address, { ...page, sort: "delegators" });
    expect(rows).toMatchObject([{ address: operator, delegatorCount: 2 }]);
  });

  test("counts delegators with shares, and the part that AVSs could take", async () => {
    const { owner } = database;
    const { address, operator } = await held("stETH", "200");
    for (const [index, shares] of ["188467287078862890369933", "0"].entries()) {
      const staker = `0x5${index}`.padEnd(42, "0");
      await delegate(owner, operator, staker);
      await insertShares(owner, operator, staker, address, { shares });
    }
    const avs = (await insertAvs(owner)).address;
    await allocate(owner, operator, avs, address, { magnitude: "250000000000000000" });
    await allocate(owner, operator, avs, address, { setNumber: 1, effectBlock: 25_000_001 });
    expect(await findStrategy(database.db, address)).toMatchObject({
      delegatorCount: 1,
      allocatedUsd: 50,
      allocatedRatio: 0.25,
      avsCount: 1,
      ofNetworkRatio: 1,
    });
  });
});

describe("who holds it", () => {
  test("is listed with its part of the asset, and what it is worth only for those who ask", async () => {
    const { owner } = database;
    const { address, operator } = await held("stETH", "30");
    const small = (await insertOperator(owner, { tvsUsd: 10 })).address;
    const empty = (await insertOperator(owner)).address;
    await insertOperatorStrategy(owner, small, address, { tvsUsd: "10", utilizationRate: null });
    await insertOperatorStrategy(owner, empty, address, { tvsUsd: "0" });
    await database.sql`update operator_strategy_state set encumbered_magnitude = 250000000000000000`;
    await insertValueDay(owner, operator, address, {
      snapshotDate: "2026-07-05",
      shares: "9007199254740993",
    });
    const free = await listStrategyOperators(database.db, address, { ...page, sort: "value" });
    expect(free).toMatchObject({
      total: 2,
      rows: [
        { address: operator, ofStrategyRatio: 0.75 },
        { address: small, ofStrategyRatio: 0.25 },
      ],
    });
    expect(Object.keys(free.rows[0] ?? {}).sort()).toEqual(["address", "name", "ofStrategyRatio"]);
    const whole = await listStrategyHolders(database.db, address, { ...page, sort: "utilization" });
    expect(whole.rows).toMatchObject([
      { address: small, utilizationRatio: 0.25, shares: null, delegatorCount: 0, ofOperatorRatio: 1 },
      { address: operator, utilizationRatio: 0, shares: 9007199254740993n, tvsUsd: 30 },
    ]);
  });
});

describe("an asset without a price", () => {
  const stake = async (strategy: string, operator: string, staker: string, isDelegated = true) => {
    await delegate(database.owner, operator, staker, { isDelegated });
    await insertShares(database.owner, operator, staker, strategy, { tvsUsd: null });
  };

  test("is held by whom somebody delegates shares of it to, for an unknown value", async () => {
    const { address, operator } = await held("UNPRICED", null);
    const left = (await insertOperator(database.owner)).address;
    await insertOperatorStrategy(database.owner, left, address, { tvsUsd: null });
    await stake(address, operator, "0x51".padEnd(42, "0"));
    await stake(address, left, "0x52".padEnd(42, "0"), false);
    expect(await findStrategy(database.db, address)).toMatchObject({
      operatorCount: 1,
      delegatorCount: 1,
      tvsUsd: null,
      ofNetworkRatio: null,
    });
    expect(await symbols({ status: "held" })).toEqual(["UNPRICED"]);
    expect(await symbols({ operator })).toEqual(["UNPRICED"]);
    expect(await symbols({ operator: left })).toEqual([]);
    expect(await listStrategyHolders(database.db, address, { ...page, sort: "value" })).toMatchObject({
      total: 1,
      rows: [{ address: operator, tvsUsd: null, ofStrategyRatio: null, delegatorCount: 1 }],
    });
  });

  test("lists who is not valued behind who is", async () => {
    const { address, operator } = await held("HALF", null);
    const valued = (await insertOperator(database.owner)).address;
    await insertOperatorStrategy(database.owner, valued, address, { tvsUsd: "5" });
    await stake(address, operator, "0x51".padEnd(42, "0"));
    const { rows } = await listStrategyOperators(database.db, address, { ...page, sort: "value" });
    expect(rows).toMatchObject([
      { address: valued, ofStrategyRatio: 1 },
      { address: operator, ofStrategyRatio: null },
    ]);
  });
});

describe("its history", () => {
  test("adds operators up by day, and leaves a day of unknown values unknown", async () => {
    const { address, operator } = await held("stETH");
    const other = (await insertOperator(database.owner)).address;
    for (const [who, snapshotDate, tvsUsd] of [
      [operator, "2026-07-03", "9.5"],
      [other, "2026-07-03", "10"],
      [operator, "2026-07-04", null],
      [operator, "2026-07-05", "7"],
      [operator, "2026-07-06", "99"],
    ] as const)
      await insertValueDay(database.owner, who, address, { snapshotDate, tvsUsd });
    const days = await listStrategyHistory(database.db, address, undefined);
    expect(days.map((day) => [day.snapshotOn, day.tvsUsd, day.operatorCount])).toEqual([
      ["2026-07-03", 19.5, 2],
      ["2026-07-04", null, 0],
      ["2026-07-05", 7, 1],
    ]);
    for (const dayCount of [90, 91])
      expect(await listStrategyHistory(database.db, address, dayCount)).toEqual(days);
    expect(await listStrategyHistory(database.db, address, 1)).toHaveLength(2);
  });

  test("takes the last price of each day", async () => {
    const { address, token } = await held("stETH");
    await insertPrice(database.owner, token, "2026-07-03 00:00:00", "1");
    await insertPrice(database.owner, token, "2026-07-03 12:00:00", "2");
    await insertPrice(database.owner, token, "2026-07-04 12:00:00", "3");
    await insertPrice(database.owner, token, "2026-07-05 12:00:00", "4");
    expect(await listStrategyPrices(database.db, address, undefined)).toEqual([
      { pricedOn: "2026-07-03", priceUsd: 2 },
      { pricedOn: "2026-07-04", priceUsd: 3 },
    ]);
  });
});
