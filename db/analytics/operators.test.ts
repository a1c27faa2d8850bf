import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "../testing/databases";
import {
  insertAvs,
  insertCheckpoint,
  insertCommission,
  insertOperator,
  insertOperatorAnalytics,
  insertOperatorDay,
  insertOperatorStrategy,
  insertRegistration,
  insertSlashing,
  insertStrategy,
} from "../testing/rows";
import type { Bookmark } from "./listing";
import { listOperatorFilters } from "./operator-filters";
import { countOperators, listOperators, listScreenedOperators } from "./operators";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner);
});

const page = { sort: "tvs", dir: "desc", page: 1, perPage: 50 } as const;
const add = (of: Parameters<typeof insertOperator>[1]) => insertOperator(database.owner, of);
const names = async (filter = {}, at: Partial<Parameters<typeof listOperators>[2]> = {}) =>
  (await listOperators(database.db, filter, { ...page, ...at })).rows.map((row) => row.name);
const only = async () => {
  const { rows } = await listOperators(database.db, {}, page);
  expect(rows).toHaveLength(1);
  const [row] = rows;
  if (!row) throw new Error("no row");
  return row;
};

describe("order", () => {
  test("puts the most secured operator first, and the unmeasured last either way", async () => {
    await add({ name: "Nine", tvsUsd: "9.5" });
    await add({ name: "Ten", tvsUsd: "10" });
    await add({ name: "Unmeasured", tvsUsd: null });
    expect(await names()).toEqual(["Ten", "Nine", "Unmeasured"]);
    expect(await names({}, { dir: "asc" })).toEqual(["Nine", "Ten", "Unmeasured"]);
  });

  test("puts the larger of equals first, either way, on one page and from page to page", async () => {
    const figures = [
      ["Small", "5"],
      ["Large", "7"],
      ["Unmeasured", null],
    ] as const;
    for (const [name, tvsUsd] of figures) await add({ name, tvsUsd, state: { activeDelegators: 3 } });
    await add({ name: "Fewer", tvsUsd: "1", state: { activeDelegators: 2 } });
    const equals = ["Large", "Small", "Unmeasured"];
    expect(await names({}, { sort: "delegators" })).toEqual([...equals, "Fewer"]);
    expect(await names({}, { sort: "delegators", dir: "asc" })).toEqual(["Fewer", ...equals]);
    const bookmark: Bookmark = {};
    const seen: (string | null)[] = [];
    for (let read = 0; read < 4; read++) {
      const at = { ...page, sort: "delegators", perPage: 1, bookmark } as const;
      seen.push(...(await listOperators(database.db, {}, at)).rows.map((row) => row.name));
    }
    expect(seen).toEqual([...equals, "Fewer"]);
  });

  test("breaks ties by address, so that no page repeats or skips an operator", async () => {
    for (const index of [5, 3, 1, 4, 2]) await add({ address: `0x${index}`.padEnd(42, "0"), tvsUsd: "7" });
    const seen: string[] = [];
    for (const number of [1, 2, 3]) {
      const { rows, total } = await listOperators(database.db, {}, { ...page, page: number, perPage: 2 });
      expect(total).toBe(5);
      seen.push(...rows.map((row) => row.address));
    }
    expect(seen.map((address) => address[2])).toEqual(["1", "2", "3", "4", "5"]);
  });

  test("sorts names without case and risk by level, not by letter", async () => {
    for (const [name, riskLevel] of [
      ["beta", "HIGH"],
      ["Alpha", "LOW"],
      ["gamma", "CRITICAL"],
      ["Delta", "MEDIUM"],
    ] as const) {
      const { address } = await add({ name });
      await insertOperatorAnalytics(database.owner, address, { riskLevel });
    }
    expect(await names({}, { sort: "name", dir: "asc" })).toEqual(["Alpha", "beta", "Delta", "gamma"]);
    expect(await names({}, { sort: "risk", dir: "desc" })).toEqual(["Alpha", "Delta", "beta", "gamma"]);
  });
});

test("takes fractions as the ends of a range of counts", async () => {
  for (const [name, activeDelegators] of [
    ["One", 1],
    ["Two", 2],
  ] as const)
    await add({ name, state: { activeDelegators } });
  expect(await names({ delegatorCount: { min: 1.5 } })).toEqual(["Two"]);
  expect(await names({ delegatorCount: { max: 1.5 }, commissionBps: { max: 1000.5 } })).toEqual(["One"]);
});

describe("search", () => {
  test("finds every word in any order and case, in name or address", async () => {
    await add({ name: "ether.fi-2 - P2P.org", address: "0xabc0000000000000000000000000000000000001" });
    await add({ name: "P2P.org [all AVS]", address: "0xdef0000000000000000000000000000000000002" });
    expect(await names({ q: "p2p ETHER" })).toEqual(["ether.fi-2 - P2P.org"]);
    expect(await names({ q: "p2p 0xdef" })).toEqual(["P2P.org [all AVS]"]);
    expect(await names({ q: "  " })).toHaveLength(2);
  });

  test("takes wildcards and quotes literally", async () => {
    await add({ name: "100% uptime_node" });
    await add({ name: "100 uptime-node" });
    expect(await names({ q: "100%" })).toEqual(["100% uptime_node"]);
    expect(await names({ q: "uptime_" })).toEqual(["100% uptime_node"]);
    expect(await names({ q: "'; drop table operators; --" })).toEqual([]);
  });
});

describe("filters", () => {
  test("keeps both bounds, and leaves the unmeasured out of any range", async () => {
    await add({ name: "Low", tvsUsd: "999999.99" });
    await add({ name: "Edge", tvsUsd: "1000000" });
    await add({ name: "High", tvsUsd: "25000000" });
    await add({ name: "Unmeasured", tvsUsd: null });
    expect(await names({ tvsUsd: { min: 1_000_000 } })).toEqual(["High", "Edge"]);
    expect(await names({ tvsUsd: { min: 1_000_000, max: 1_000_000 } })).toEqual(["Edge"]);
  });

  test("tells active from inactive, and counts a missing activity as inactive", async () => {
    await add({ name: "On", state: { isActive: true } });
    await add({ name: "Off", state: { isActive: false } });
    await add({ name: "Unknown", state: { isActive: null } });
    expect(await names({ status: "active" })).toEqual(["On"]);
    expect((await names({ status: "inactive" })).sort()).toEqual(["Off", "Unknown"]);
    expect(await countOperators(database.db)).toEqual({ totalCount: 3, activeCount: 1, stakedCount: 0 });
  });

  test("secures only what it is registered to now, in any case of the status", async () => {
    const avs = await insertAvs(database.owner, {});
    const now = await add({ name: "Now" });
    const once = await add({ name: "Once" });
    await insertRegistration(database.owner, now.address, avs.address, { currentStatus: "registered" });
    await insertRegistration(database.owner, once.address, avs.address, { currentStatus: "UNREGISTERED" });
    expect(await names({ avs: avs.address })).toEqual(["Now"]);
  });

  test("are counted as the list of each status shows them, and offered where it shows none", async () => {
    const { owner } = database;
    const avs = (await insertAvs(owner, {})).address;
    const [held, idle] = [(await insertStrategy(owner)).address, (await insertStrategy(owner)).address];
    for (const [index, isActive] of [true, false, null, false].entries()) {
      const operator = (await add({ state: { isActive } })).address;
      await insertOperatorStrategy(owner, operator, isActive === false ? idle : held, { tvsUsd: "1" });
      if (index < 3) await insertRegistration(owner, operator, avs);
    }
    for (const status of ["active", "inactive", "all"] as const) {
      const { assets, avs: services } = await listOperatorFilters(database.db, status);
      expect(assets.map(({ address }) => address).sort()).toEqual([held, idle].sort());
      for (const { address, operatorCount } of assets)
        expect(await names({ status, strategy: address })).toHaveLength(operatorCount);
      for (const { address, operatorCount } of services)
        expect(await names({ status, avs: address })).toHaveLength(operatorCount);
      expect(services.map(({ operatorCount }) => operatorCount)).toEqual([
        { active: 1, inactive: 2, all: 3 }[status],
      ]);
    }
    expect((await listOperatorFilters(database.db, "active")).assets[0]).toMatchObject({
      address: held,
      operatorCount: 1,
    });
    expect((await listOperatorFilters(database.db, "inactive")).assets[0]).toMatchObject({
      address: idle,
      operatorCount: 2,
    });
  });

  test("holds only assets with stake of value", async () => {
    const strategy = await insertStrategy(database.owner);
    const holder = await add({ name: "Holder" });
    const emptied = await add({ name: "Emptied" });
    await insertOperatorStrategy(database.owner, holder.address, strategy.address, { tvsUsd: "1" });
    await insertOperatorStrategy(database.owner, emptied.address, strategy.address, { tvsUsd: "0" });
    expect(await names({ strategy: strategy.address })).toEqual(["Holder"]);
  });

  test("narrows the screener to risk levels, and never counts a level without enough data", async () => {
    const low = await add({ name: "Low" });
    const thin = await add({ name: "Thin" });
    await insertOperatorAnalytics(database.owner, low.address, { riskLevel: "low", riskScore: "91.5" });
    await insertOperatorAnalytics(database.owner, thin.address, {
      riskLevel: "LOW",
      hasSufficientData: false,
    });
    const { rows, total } = await listScreenedOperators(
      database.db,
      { riskLevels: ["LOW"] },
      { ...page, sort: "score" },
    );
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({ name: "Low", riskLevel: "LOW", score: 91.5 });
  });

  test("shows no score of a level that its operator does not reach", async () => {
    const almost = await add({ name: "Almost" });
    await insertOperatorAnalytics(database.owner, almost.address, {
      riskLevel: "MEDIUM",
      riskScore: "79.96",
    });
    const { rows } = await listScreenedOperators(database.db, {}, { ...page, sort: "score" });
    expect(rows).toMatchObject([{ riskLevel: "MEDIUM", score: 79.9 }]);
  });
});

describe("figures", () => {
  test("knows nothing rather than zero of an operator without data, except the protocol's default commission", async () => {
    await add({
      name: undefined,
      tvsUsd: null,
      state: { activeDelegators: null, activeAvsCount: null, operationalDays: null, isPermissioned: null },
    });
    expect(await only()).toMatchObject({
      name: null,
      tvsUsd: null,
      tvsChange30dRatio: null,
      tvsTrendUsd: null,
      delegatorCount: null,
      avsCount: null,
      commissionBps: 1000,
      utilizationRatio: null,
      riskLevel: null,
      operationalDayCount: null,
      slashingCount: 0,
    });
  });

  test("weighs no strategy whose utilization is unknown", async () => {
    const { address } = await add({ name: "Slashed in one" });
    for (const [tvsUsd, magnitudes] of [
      ["300", { utilizationRate: "80" }],
      ["100", { utilizationRate: "40" }],
      ["400", { utilizationRate: null, maxMagnitude: "0" }],
    ] as const) {
      const strategy = await insertStrategy(database.owner);
      await insertOperatorStrategy(database.owner, address, strategy.address, { tvsUsd, ...magnitudes });
    }
    expect((await only()).utilizationRatio).toBeCloseTo(0.7, 12);
  });

  test("never sends the score with the free list", async () => {
    const { address } = await add({ name: "Scored" });
    await insertOperatorAnalytics(database.owner, address);
    expect(Object.keys(await only())).not.toContain("score");
  });

  test("compares with the value 30 days ago, or the nearest day of the week before it", async () => {
    const { address } = await add({ tvsUsd: "110" });
    await insertOperatorDay(database.owner, address, { snapshotDate: "2026-06-03", totalTvs: "100" });
    await insertOperatorDay(database.owner, address, { snapshotDate: "2026-06-06", totalTvs: "55" });
    expect((await only()).tvsChange30dRatio).toBeCloseTo(0.1, 10);
  });

  test("does not compare with a day from long before or with nothing", async () => {
    const { address } = await add({ tvsUsd: "110" });
    await insertOperatorDay(database.owner, address, { snapshotDate: "2026-05-01", totalTvs: "100" });
    expect((await only()).tvsChange30dRatio).toBeNull();
    await insertOperatorDay(database.owner, address, { snapshotDate: "2026-06-05", totalTvs: "0" });
    expect((await only()).tvsChange30dRatio).toBeNull();
  });

  test("takes a commission as changed only once its activation time has passed", async () => {
    const { address } = await add({});
    const pending = { currentBips: 500, currentActivatedAt: "2026-07-06 00:00:00", previousBips: 700 };
    await insertCommission(database.owner, address, pending);
    expect((await only()).commissionBps).toBe(700);
    await database.sql`update operator_commission_rates set current_activated_at = '2026-07-04'`;
    expect((await only()).commissionBps).toBe(500);
    await database.sql`update operator_commission_rates set upcoming_bips = 300, upcoming_activated_at = '2026-07-05'`;
    expect((await only()).commissionBps).toBe(300);
    await database.sql`update operator_commission_rates set effective_bips = 0`;
    expect((await only()).commissionBps).toBe(0);
  });

  test("averages utilization over strategies by their value, never by magnitude", async () => {
    const { address } = await add({});
    const [large, small, free] = [
      await insertStrategy(database.owner),
      await insertStrategy(database.owner),
      await insertStrategy(database.owner),
    ];
    await insertOperatorStrategy(database.owner, address, large.address, {
      tvsUsd: "900",
      utilizationRate: "50",
    });
    await insertOperatorStrategy(database.owner, address, small.address, {
      tvsUsd: "100",
      utilizationRate: null,
      encumberedMagnitude: "1000000000000000000",
    });
    await insertOperatorStrategy(database.owner, address, free.address, {
      tvsUsd: null,
      utilizationRate: "100",
    });
    expect((await only()).utilizationRatio).toBeCloseTo(0.55, 10);
  });

  test("counts a slashing once however often the pipeline stored it", async () => {
    const { address } = await add({});
    for (const eventId of [7, 7, 7, 8]) await insertSlashing(database.owner, address, { eventId });
    expect((await only()).slashingCount).toBe(2);
  });

  test("keeps cents of a value past 2^53", async () => {
    await add({ tvsUsd: "123456789012.34" });
    expect((await only()).tvsUsd).toBe(123456789012.34);
  });
});
