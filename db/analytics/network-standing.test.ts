import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { insertValueDay } from "../testing/exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertOperator,
  insertOperatorAnalytics,
  insertOperatorDay,
  insertOperatorStrategy,
  insertSlashing,
  insertStrategy,
} from "../testing/rows";
import { listNetworkActivity } from "./network-activity";
import { findNetworkConcentration, listMovers, listRiskLevels } from "./network-standing";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner);
});

describe("findNetworkConcentration", () => {
  test("knows nothing of a network without value, however many operators it has", async () => {
    await insertOperator(database.owner, { tvsUsd: "0" });
    await insertOperator(database.owner, { tvsUsd: null });
    expect(await findNetworkConcentration(database.db)).toEqual({
      operatorCount: 0,
      hhi: null,
      top10Ratio: null,
      operatorsTo33Count: null,
      operatorsTo50Count: null,
    });
  });

  test("counts over positive values only, and reaches a part exactly", async () => {
    for (const tvsUsd of ["9.5", "10", "30.5", "0", null, "50"])
      await insertOperator(database.owner, { tvsUsd });
    const found = await findNetworkConcentration(database.db);
    expect(found).toMatchObject({
      operatorCount: 4,
      top10Ratio: 1,
      operatorsTo33Count: 1,
      operatorsTo50Count: 1,
    });
    expect(found.hhi).toBeCloseTo(0.25 + 0.305 ** 2 + 0.01 + 0.095 ** 2, 10);
  });

  test("tells ten of eleven equal operators apart", async () => {
    for (let n = 0; n < 11; n++) await insertOperator(database.owner, { tvsUsd: "7" });
    const found = await findNetworkConcentration(database.db);
    expect(found.top10Ratio).toBeCloseTo(10 / 11, 10);
    expect(found).toMatchObject({ operatorsTo33Count: 4, operatorsTo50Count: 6 });
  });
});

test("listRiskLevels counts active operators, and those without enough data apart", async () => {
  const levels: [string, boolean, boolean][] = [
    ["LOW", true, true],
    ["low", true, true],
    ["HIGH", false, true],
    ["LOW", true, false],
  ];
  for (const [riskLevel, hasSufficientData, isActive] of levels) {
    const { address } = await insertOperator(database.owner, { tvsUsd: "2", state: { isActive } });
    await insertOperatorAnalytics(database.owner, address, { riskLevel, hasSufficientData });
  }
  expect(await listRiskLevels(database.db)).toEqual([
    { riskLevel: "LOW", operatorCount: 2, tvsUsd: 4 },
    { riskLevel: null, operatorCount: 1, tvsUsd: 2 },
  ]);
});

describe("listMovers", () => {
  /** A share was worth a dollar a week ago and is worth `price` now. */
  const add = async (
    name: string,
    now: number | null,
    before: number | null,
    price = 0.5,
    on = "2026-06-28",
  ) => {
    const tvsUsd = now === null ? null : String(now * price);
    const { address } = await insertOperator(database.owner, { name, tvsUsd });
    const strategy = await insertStrategy(database.owner);
    await insertOperatorStrategy(database.owner, address, strategy.address, { tvsUsd });
    const day = (snapshotDate: string, shares: number | null, usd: string | null) =>
      shares !== null &&
      insertValueDay(database.owner, address, strategy.address, {
        snapshotDate,
        shares: String(shares),
        tvsUsd: usd,
      });
    await day("2026-07-05", now, tvsUsd);
    await day(on, before, String(before));
    if (before !== null)
      await insertOperatorDay(database.owner, address, { snapshotDate: on, totalTvs: String(before) });
  };

  test("compares with the stake a week ago, whatever prices did, and leaves out who has none", async () => {
    await add("up", 120_000, 100_000);
    await add("up more", 1_000_000, 9000);
    await add("from nothing", 50_000, 0);
    await add("down", 90_000, 100_000);
    await add("down, though its value rose", 99_000, 100_000, 2);
    await add("same stake at half the price", 1_000_000, 1_000_000);
    await add("new", 900_000, null);
    await add("unmeasured", null, 100_000);
    await add("too recent", 700_000, 1000, 0.5, "2026-07-01");
    const { risers, fallers } = await listMovers(database.db, 5);
    expect(risers.map(({ name, stakeChangeUsd }) => [name, stakeChangeUsd])).toEqual([
      ["up more", 495_500],
      ["from nothing", 25_000],
      ["up", 10_000],
    ]);
    expect(risers[1]?.stakeChangeRatio).toBeNull();
    expect(risers[2]?.stakeChangeRatio).toBeCloseTo(0.1, 10);
    expect(fallers.map(({ name, stakeChangeUsd }) => [name, stakeChangeUsd])).toEqual([
      ["down", -5000],
      ["down, though its value rose", -2000],
    ]);
  });

  test("leaves out movements under $1,000 or under 0.1 % of what there was", async () => {
    await add("just enough", 101_000, 100_000, 1);
    await add("a dollar less", 100_999, 100_000, 1);
    await add("nothing beside its size", 1_000_999_999, 1_000_000_000, 1);
    await add("enough beside its size", 1_001_000_000, 1_000_000_000, 1);
    await add("all but a little of little", 1, 999, 1);
    await add("all of enough", 0, 1000, 1);
    const { risers, fallers } = await listMovers(database.db, 5);
    expect(risers.map(({ name }) => name)).toEqual(["enough beside its size", "just enough"]);
    expect(fallers.map(({ name }) => name)).toEqual(["all of enough"]);
  });
});

describe("listNetworkActivity", () => {
  test("gives each event once, the newest first, and none from after the data's last moment", async () => {
    const { address } = await insertOperator(database.owner, { name: "One" });
    await insertSlashing(database.owner, address, { eventId: 7, slashedAt: "2026-01-05 09:00:00" });
    await insertSlashing(database.owner, address, { eventId: 7, slashedAt: "2026-01-05 09:00:00" });
    await insertSlashing(database.owner, address, { eventId: 8, slashedAt: "2026-01-06 09:00:00" });
    await insertSlashing(database.owner, address, { eventId: 9, slashedAt: "2027-01-06 09:00:00" });
    const rows = await listNetworkActivity(database.db, ["slashing", "commission"], 10);
    expect(rows.map(({ kind, at }) => [kind, at?.toISOString()])).toEqual([
      ["slashing", "2026-01-06T09:00:00.000Z"],
      ["slashing", "2026-01-05T09:00:00.000Z"],
    ]);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(2);
  });

  test("counts the limit by the kinds asked for", async () => {
    const { address } = await insertOperator(database.owner);
    const avs = await insertAvs(database.owner, { name: "Service" });
    const change = (status: string, at: string) =>
      database.sql`insert into operator_avs_registration_history
        (operator_id, avs_id, status, status_changed_at, status_changed_block)
        values (${address}, ${avs.address}, ${status}, ${at}, 1)`;
    await change("registered", "2026-01-01 00:00:00");
    await change("UNREGISTERED", "2026-02-01 00:00:00");
    const [joined] = await listNetworkActivity(database.db, ["joined"], 1);
    expect(joined).toMatchObject({ kind: "joined", avsName: "Service", isPending: false });
    const [newest] = await listNetworkActivity(database.db, ["joined", "left"], 1);
    expect(newest?.kind).toBe("left");
  });

  test("says which commission has not come into force", async () => {
    const { address } = await insertOperator(database.owner);
    for (const activated of ["2026-07-04 00:00:00", "2026-07-10 00:00:00"])
      await database.sql`insert into operator_commission_history (operator_id, commission_type, old_bips, new_bips,
        change_delta, changed_at, activated_at, block_number, event_id)
        values (${address}, 'PI', 1000, 500, -500, '2026-07-03 00:00:00', ${activated}, 5, ${activated})`;
    const rows = await listNetworkActivity(database.db, ["commission"], 5);
    expect(rows.map((row) => row.isPending).sort()).toEqual([false, true]);
  });
});
