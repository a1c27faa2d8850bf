import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "../testing/databases";
import {
  allocate,
  delegate,
  insertAllocationDay,
  insertShares,
  insertValueDay,
  wasNothing,
} from "../testing/exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertOperator,
  insertOperatorStrategy,
  insertRegistration,
  insertStrategy,
} from "../testing/rows";
import { exposureByAvs } from "./exposure";
import { findLoss, listLargestLosers, listOperatorLosses, listStrategyLosses } from "./exposure-losses";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner, { lastProcessedBlock: 25_000_000n });
});

const staker = (index: number) => `0x5${index}`.padEnd(42, "0");

/** An operator whose value in a strategy is known, allocated to an AVS. */
async function scene({ tvsUsd = "1000" as string | null, maxMagnitude = "1000000000000000000" } = {}) {
  const { owner } = database;
  const operator = (await insertOperator(owner, { tvsUsd: 4000 })).address;
  const avs = (await insertAvs(owner, { name: "Slasher" })).address;
  const strategy = (await insertStrategy(owner)).address;
  await insertOperatorStrategy(owner, operator, strategy, { tvsUsd, maxMagnitude });
  return { owner, operator, avs, strategy };
}

describe("what an AVS could take", () => {
  test("is magnitude over the maximum magnitude, times the value in the strategy", async () => {
    const { owner, operator, avs, strategy } = await scene({ maxMagnitude: "800000000000000000" });
    await allocate(owner, operator, avs, strategy, { magnitude: "200000000000000000" });
    const [row] = await exposureByAvs(database.db, {});
    expect(row).toMatchObject({ address: avs, name: "Slasher", allocatedUsd: 250, unpricedCount: 0 });
  });

  test("leaves out what was withdrawn and what takes effect after the newest block", async () => {
    const { owner, operator, avs, strategy } = await scene();
    await allocate(owner, operator, avs, strategy, { magnitude: "0" });
    const operatorSetId = await allocate(owner, operator, avs, strategy, {
      setNumber: 1,
      effectBlock: 25_000_001,
    });
    await wasNothing(owner, { operatorId: operator, operatorSetId, strategyId: strategy });
    expect(await exposureByAvs(database.db, {})).toEqual([]);
    await allocate(owner, operator, avs, strategy, { setNumber: 2, effectBlock: 25_000_000 });
    expect(await exposureByAvs(database.db, {})).toMatchObject([{ allocatedUsd: 500, operatorSetCount: 1 }]);
  });

  describe("until a pending change takes effect at block 25,000,001", () => {
    const announced = {
      allocatedAt: "2026-07-04 12:00:00",
      allocatedAtBlock: 24_999_000,
      effectBlock: 25_000_001,
    };

    async function change(
      magnitude: string,
      days: { snapshotDate: string; snapshotBlock: number; magnitude: string }[],
    ) {
      const { owner, operator, avs, strategy } = await scene();
      const operatorSetId = await allocate(owner, operator, avs, strategy, { ...announced, magnitude });
      for (const day of days)
        await insertAllocationDay(owner, { operatorId: operator, operatorSetId, strategyId: strategy }, day);
    }
    const allocatedUsd = async () => (await exposureByAvs(database.db, {}))[0]?.allocatedUsd;
    const standsAt = async (block: number) =>
      void (await database.sql`update pipeline_checkpoints set last_processed_block = ${block}`);
    const half = { snapshotDate: "2026-07-04", snapshotBlock: 24_995_000, magnitude: "500000000000000000" };

    test("what is withdrawn can still be slashed", async () => {
      await change("0", [half]);
      expect(await allocatedUsd()).toBe(500);
      await standsAt(25_000_001);
      expect(await allocatedUsd()).toBeUndefined();
    });

    test("what is lowered stands as high as it was", async () => {
      await change("100000000000000000", [half]);
      expect(await allocatedUsd()).toBe(500);
      await standsAt(25_000_001);
      expect(await allocatedUsd()).toBe(100);
    });

    test("what is raised stands as low as it was", async () => {
      await change("900000000000000000", [half]);
      expect(await allocatedUsd()).toBe(500);
      await standsAt(25_000_002);
      expect(await allocatedUsd()).toBe(900);
    });

    test("days taken after the announcement, and days that others were allocated on since, say nothing", async () => {
      const later = {
        snapshotDate: "2026-07-05",
        snapshotBlock: 24_999_500,
        magnitude: "100000000000000000",
      };
      await change("100000000000000000", [half, later]);
      expect(await allocatedUsd()).toBe(500);
      await database.sql`update operator_allocation_snapshots set snapshot_block = 24_999_000 where snapshot_date = '2026-07-04'`;
      expect(await allocatedUsd()).toBeNull();
    });

    test("what had ended before was not allocated", async () => {
      await change("900000000000000000", [
        { ...half, snapshotDate: "2026-07-01", snapshotBlock: 24_970_000 },
      ]);
      expect(await allocatedUsd()).toBe(500);
      const { owner, operator, avs, strategy } = await scene();
      const operatorSetId = await allocate(owner, operator, avs, strategy, {
        effectBlock: 24_000_000,
        magnitude: "0",
      });
      await insertAllocationDay(owner, { operatorId: operator, operatorSetId, strategyId: strategy }, half);
      expect(await allocatedUsd()).toBeUndefined();
    });

    test("what no day tells of is not known, up or down, and not nothing", async () => {
      const unknown = { allocatedUsd: null, slashableUsd: null, unpricedCount: 1 };
      for (const magnitude of ["0", "900000000000000000"]) {
        await database.sql`truncate operators, avs, strategies cascade`;
        await change(magnitude, []);
        expect(await exposureByAvs(database.db, {})).toMatchObject([unknown]);
      }
      await standsAt(25_000_001);
      expect(await exposureByAvs(database.db, {})).toMatchObject([{ allocatedUsd: 900, unpricedCount: 0 }]);
    });

    test("a day more than a week before the announcement tells nothing", async () => {
      await change("0", [{ ...half, snapshotDate: "2026-06-27" }]);
      expect(await allocatedUsd()).toBe(500);
      await database.sql`update operator_allocation_snapshots set snapshot_date = '2026-06-26'`;
      expect(await allocatedUsd()).toBeNull();
    });

    test("what a day of others leaves out was not allocated", async () => {
      await change("900000000000000000", []);
      const { owner, operator, avs, strategy } = await scene();
      const operatorSetId = await allocate(owner, operator, avs, strategy);
      await insertAllocationDay(owner, { operatorId: operator, operatorSetId, strategyId: strategy }, half);
      expect(await exposureByAvs(database.db, {})).toMatchObject([{ address: avs, allocatedUsd: 500 }]);
    });
  });

  test("is unknown, and not zero, when the value is", async () => {
    const { owner, operator, avs, strategy } = await scene({ tvsUsd: null });
    await allocate(owner, operator, avs, strategy);
    expect(await exposureByAvs(database.db, {})).toMatchObject([{ allocatedUsd: null, unpricedCount: 1 }]);
  });

  test("is never more than the whole, nor anything of a maximum of zero", async () => {
    const { owner, operator, avs, strategy } = await scene({ maxMagnitude: "1" });
    await allocate(owner, operator, avs, strategy, { magnitude: "2" });
    expect(await exposureByAvs(database.db, {})).toMatchObject([{ allocatedUsd: 1000 }]);
    await database.sql`update operator_strategy_state set max_magnitude = 0`;
    expect(await exposureByAvs(database.db, {})).toMatchObject([{ allocatedUsd: null }]);
  });

  test("is slashable only of members of the operator set, in any case of the status", async () => {
    const { owner, operator, avs, strategy } = await scene();
    const setId = await allocate(owner, operator, avs, strategy);
    const slashable = async () => (await exposureByAvs(database.db, {}))[0]?.slashableUsd;
    expect(await slashable()).toBeNull();
    await insertRegistration(owner, operator, avs, {
      currentStatus: "registered",
      activeOperatorSetIds: [`${avs}-7`],
    });
    expect(await slashable()).toBeNull();
    await database.sql`update operator_avs_relationships set active_operator_set_ids = ${database.sql.json([setId])}`;
    expect(await slashable()).toBe(500);
    await database.sql`update operator_avs_relationships set active_operator_set_ids = null`;
    expect(await slashable()).toBe(500);
    await database.sql`update operator_avs_relationships set current_status = 'UNREGISTERED'`;
    expect(await slashable()).toBeNull();
  });
});

describe("what breaks first", () => {
  test("takes the fraction of everything allocated, and counts each delegator who loses once", async () => {
    const { owner, operator, avs, strategy } = await scene();
    const other = (await insertStrategy(owner)).address;
    await insertOperatorStrategy(owner, operator, other, { tvsUsd: "100" });
    await allocate(owner, operator, avs, strategy);
    await allocate(owner, operator, avs, other, { magnitude: "1000000000000000000" });
    for (const [index, delegated] of [true, true, false].entries())
      await delegate(owner, operator, staker(index), { isDelegated: delegated });
    await insertShares(owner, operator, staker(0), strategy);
    await insertShares(owner, operator, staker(0), other);
    await insertShares(owner, operator, staker(1), other, { shares: "0" });
    await insertShares(owner, operator, staker(2), strategy);
    expect(await findLoss(database.db, { avs }, 0.1)).toMatchObject({
      allocatedUsd: 600,
      lostUsd: 60,
      operatorCount: 1,
      strategyCount: 2,
      delegatorCount: 1,
    });
  });

  test("counts once the assets whose shares may not show a slashing yet, among those it takes of", async () => {
    const { owner, operator, avs, strategy } = await scene();
    const other = (await insertOperator(owner)).address;
    const spared = (await insertStrategy(owner)).address;
    const settled = (await insertStrategy(owner)).address;
    await insertOperatorStrategy(owner, other, strategy);
    for (const one of [spared, settled]) await insertOperatorStrategy(owner, operator, one);
    await allocate(owner, operator, avs, strategy);
    await allocate(owner, operator, avs, strategy, { setNumber: 4 });
    await allocate(owner, operator, avs, settled);
    await allocate(owner, other, avs, strategy);
    const count = async (setNumber?: number) =>
      (await findLoss(database.db, { avs, setNumber }, 1)).unsettledAssetCount;
    await insertValueDay(owner, operator, spared, { snapshotDate: "2026-07-04", hasSlashingCaveat: true });
    await insertValueDay(owner, operator, settled, { snapshotDate: "2026-07-04", hasSlashingCaveat: false });
    expect(await count()).toBe(0);
    await insertValueDay(owner, operator, strategy, { snapshotDate: "2026-07-04", hasSlashingCaveat: true });
    await insertValueDay(owner, other, strategy, { snapshotDate: "2026-07-04", hasSlashingCaveat: true });
    expect(await count()).toBe(1);
    expect(await count(4)).toBe(1);
    expect(await count(7)).toBe(0);
  });

  test("loses nothing known where nothing is allocated", async () => {
    const { avs } = await scene();
    expect(await findLoss(database.db, { avs }, 1)).toMatchObject({
      allocationCount: 0,
      lostUsd: null,
      delegatorCount: 0,
    });
  });

  test("can be of one operator set alone", async () => {
    const { owner, operator, avs, strategy } = await scene();
    await allocate(owner, operator, avs, strategy, { magnitude: "300000000000000000" });
    await allocate(owner, operator, avs, strategy, { setNumber: 4, magnitude: "100000000000000000" });
    expect((await findLoss(database.db, { avs, setNumber: 4 }, 0.5)).lostUsd).toBeCloseTo(50, 10);
    expect((await findLoss(database.db, { avs }, 0.5)).lostUsd).toBeCloseTo(200, 10);
  });

  test("says who loses, the largest first and the unknown last, and adds up to the whole", async () => {
    const { owner, operator, avs, strategy } = await scene();
    const small = (await insertOperator(owner, { tvsUsd: 9.5 })).address;
    const unknown = (await insertOperator(owner, { tvsUsd: null })).address;
    await insertOperatorStrategy(owner, small, strategy, { tvsUsd: "9.5" });
    await insertOperatorStrategy(owner, unknown, strategy, { tvsUsd: null });
    for (const one of [unknown, small, operator]) await allocate(owner, one, avs, strategy);
    const rows = await listOperatorLosses(database.db, { avs }, 0.5);
    expect(rows.map(({ address, lostUsd }) => [address, lostUsd])).toEqual([
      [operator, 250],
      [small, 2.375],
      [unknown, null],
    ]);
    expect(rows[0]?.ofOperatorRatio).toBeCloseTo(250 / 4000, 10);
    const [byStrategy] = await listStrategyLosses(database.db, { avs }, 0.5);
    expect(byStrategy).toMatchObject({ lostUsd: 252.375, operatorCount: 3 });
  });

  test("ranks delegators by what they lose and not by what they hold", async () => {
    const { owner, operator, avs, strategy } = await scene();
    const untouched = (await insertStrategy(owner)).address;
    await allocate(owner, operator, avs, strategy);
    await delegate(owner, operator, staker(1), { totalTvsUsd: "1009.5" });
    await delegate(owner, operator, staker(2), { totalTvsUsd: "10" });
    await insertShares(owner, operator, staker(1), strategy, { tvsUsd: "9.5" });
    await insertShares(owner, operator, staker(1), untouched, { tvsUsd: "1000" });
    await insertShares(owner, operator, staker(2), strategy, { tvsUsd: "10" });
    const rows = await listLargestLosers(database.db, { avs }, 1, 5);
    expect(rows.map(({ address, lostUsd }) => [address, lostUsd])).toEqual([
      [staker(2), 5],
      [staker(1), 4.75],
    ]);
    expect(rows[0]?.ofStakeRatio).toBeCloseTo(0.5, 10);
    expect(await listLargestLosers(database.db, { avs }, 1, 1)).toHaveLength(1);
  });
});
