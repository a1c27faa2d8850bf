import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { operatorAvsRegistrationHistory } from "@/drizzle/analytics/schema";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { wasNothing } from "../testing/exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertCommission,
  insertOperator,
  insertOperatorStrategy,
  insertRegistration,
  insertStrategy,
} from "../testing/rows";
import { insertAllocation, insertOperatorSet } from "../testing/stake";
import { findAvsSummary, listOperatorAvs, listOperatorAvsPeriods } from "./operator-avs";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner);
});

const page = { status: "all", sort: "allocated", dir: "desc", page: 1, perPage: 50 } as const;

describe("listOperatorAvs", () => {
  test("takes the AVS split, else the PI split, else the default, and no change before its time", async () => {
    const { address } = await insertOperator(database.owner);
    const [own, pending, other] = await Promise.all([1, 2, 3].map(() => insertAvs(database.owner)));
    for (const avs of [own, pending, other])
      await insertRegistration(database.owner, address, avs?.address ?? "", { currentStatus: "registered" });
    const split = (avs: string, row: object) =>
      insertCommission(database.owner, address, {
        id: `${address}-AVS-${avs}`,
        commissionType: "AVS",
        avsId: avs,
        ...row,
      });
    await split(own?.address ?? "", { currentBips: 250 });
    await split(pending?.address ?? "", {
      currentBips: 9000,
      currentActivatedAt: "2026-07-05 00:00:01",
      previousBips: 700,
    });
    await insertCommission(database.owner, address, { currentBips: 300 });
    const { rows } = await listOperatorAvs(database.db, address, page);
    const bpsOf = (avs: { address: string } | undefined) => {
      const row = rows.find((one) => one.address === avs?.address);
      return [row?.commissionBps, row?.commissionSource];
    };
    expect(bpsOf(own)).toEqual([250, "AVS"]);
    expect(bpsOf(pending)).toEqual([700, "AVS"]);
    expect(bpsOf(other)).toEqual([300, "PI"]);
    expect(await findAvsSummary(database.db, address)).toMatchObject({
      activeCount: 3,
      pastCount: 0,
      allocatedUsd: 0,
      averageCommissionBps: (250 + 700 + 300) / 3,
    });
  });

  test("goes on behind what was read in any order, with the unknown last", async () => {
    const { address } = await insertOperator(database.owner);
    for (const [name, totalDaysRegistered] of [
      ["A", 9],
      ["B", 10],
      ["C", null],
      ["D", 10],
    ] as const) {
      const avs = await insertAvs(database.owner, { name });
      await insertRegistration(database.owner, address, avs.address, { totalDaysRegistered });
    }
    for (const sort of ["days", "allocated", "commission", "since"] as const) {
      const { rows: whole } = await listOperatorAvs(database.db, address, { ...page, sort });
      const bookmark = {};
      const read = [];
      for (const perPage of [3, 3])
        read.push(
          ...(await listOperatorAvs(database.db, address, { ...page, sort, perPage, bookmark })).rows,
        );
      expect(read, sort).toEqual(whole);
    }
  });

  test("adds up what is in effect, tells nothing from not known, and keeps those who left apart", async () => {
    const { address } = await insertOperator(database.owner);
    const priced = await insertStrategy(database.owner);
    const unpriced = await insertStrategy(database.owner);
    await insertOperatorStrategy(database.owner, address, priced.address, { tvsUsd: "100" });
    await insertOperatorStrategy(database.owner, address, unpriced.address, { tvsUsd: null });
    const [some, none, unknown] = await Promise.all([1, 2, 3].map(() => insertAvs(database.owner)));
    for (const avs of [some, none, unknown])
      await insertRegistration(database.owner, address, avs?.address ?? "", {
        currentStatus: avs === none ? "UNREGISTERED" : "REGISTERED",
      });
    const setOf = async (avs: { address: string } | undefined) =>
      (await insertOperatorSet(database.owner, avs?.address ?? "")).id;
    await insertAllocation(database.owner, address, await setOf(some), priced.address, {
      magnitude: "400000000000000000",
    });
    const operatorSetId = await setOf(none);
    await insertAllocation(database.owner, address, operatorSetId, priced.address, {
      effectBlock: 25_468_596,
    });
    await wasNothing(database.owner, { operatorId: address, operatorSetId, strategyId: priced.address });
    const partlyPriced = await setOf(unknown);
    for (const strategy of [unpriced, priced])
      await insertAllocation(database.owner, address, partlyPriced, strategy.address, {
        magnitude: "500000000000000000",
      });
    const { rows, total } = await listOperatorAvs(database.db, address, page);
    expect(rows.map((row) => row.allocatedUsd)).toEqual([40, 0, null]);
    expect(total).toBe(3);
    expect(await findAvsSummary(database.db, address)).toMatchObject({ allocatedUsd: 90, unpricedCount: 1 });
    const past = await listOperatorAvs(database.db, address, { ...page, status: "past" });
    expect(past.rows.map((row) => row.address)).toEqual([none?.address]);
    expect(past.total).toBe(1);
  });
});

describe("listOperatorAvsPeriods", () => {
  test("joins events to stretches of time, repeated ones once, the last one open", async () => {
    const { address } = await insertOperator(database.owner);
    const avs = await insertAvs(database.owner, { name: "EigenDA" });
    const events = [
      ["REGISTERED", "2025-01-01 00:00:00", 1],
      ["registered", "2025-01-01 00:00:00", 1],
      ["UNREGISTERED", "2025-03-01 00:00:00", 2],
      ["REGISTERED", "2025-06-01 00:00:00", 3],
    ] as const;
    for (const [status, statusChangedAt, statusChangedBlock] of events)
      await database.owner.insert(operatorAvsRegistrationHistory).values({
        operatorId: address,
        avsId: avs.address,
        status,
        statusChangedAt,
        statusChangedBlock,
      });
    const periods = await listOperatorAvsPeriods(database.db, address);
    expect(periods.map(({ fromAt, untilAt }) => [fromAt.toISOString(), untilAt?.toISOString()])).toEqual([
      ["2025-01-01T00:00:00.000Z", "2025-03-01T00:00:00.000Z"],
      ["2025-06-01T00:00:00.000Z", undefined],
    ]);
    expect(periods[0]?.name).toBe("EigenDA");
  });
});
