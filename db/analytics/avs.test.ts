import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { allocate, insertRegistrationEvent, wasNothing } from "../testing/exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertCommission,
  insertOperator,
  insertOperatorStrategy,
  insertRegistration,
  insertSlashing,
  insertStrategy,
} from "../testing/rows";
import { insertOperatorSet } from "../testing/stake";
import { countAvs, findAvs, listAvs } from "./avs";
import { listAvsRegistrations } from "./avs-history";
import { listAvsAllocators, listAvsCommissions, listAvsOperators } from "./avs-operators";
import { listAvsSets, listAvsStrategies } from "./avs-sets";

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
const names = async (filter = {}, at: Partial<Parameters<typeof listAvs>[2]> = {}) =>
  (await listAvs(database.db, filter, { sort: "operators", ...page, ...at })).rows.map((row) => row.name);

/** An AVS with one operator and something of a value allocated to it. */
async function withAllocated(name: string, tvsUsd: string | null) {
  const { owner } = database;
  const avs = (await insertAvs(owner, { name })).address;
  const operator = (await insertOperator(owner, { tvsUsd })).address;
  const strategy = (await insertStrategy(owner)).address;
  await insertRegistration(owner, operator, avs);
  await insertOperatorStrategy(owner, operator, strategy, { tvsUsd });
  await allocate(owner, operator, avs, strategy, { magnitude: "1000000000000000000" });
  return { avs, operator, strategy };
}

describe("the list", () => {
  test("sorts values as numbers, with the unknown and the empty last either way", async () => {
    await withAllocated("Nine", "9.5");
    await withAllocated("Ten", "10");
    await withAllocated("Unknown", null);
    expect(await names({}, { sort: "allocated" })).toEqual(["Ten", "Nine", "Unknown"]);
    expect(await names({}, { sort: "allocated", dir: "asc" })).toEqual(["Nine", "Ten", "Unknown"]);
  });

  test("breaks ties by address, so that no page repeats or skips an AVS", async () => {
    for (const index of [5, 3, 1, 4, 2])
      await insertAvs(database.owner, { address: `0x${index}`.padEnd(42, "0") });
    const seen: string[] = [];
    for (const number of [1, 2, 3]) {
      const at = { ...page, sort: "operators", page: number, perPage: 2 } as const;
      seen.push(...(await listAvs(database.db, {}, at)).rows.map((row) => row.address));
    }
    expect(seen.map((address) => address[2])).toEqual(["1", "2", "3", "4", "5"]);
  });

  test("tells what could slash from what is only of unknown value, and hides the empty unless asked", async () => {
    await withAllocated("Valued", "10");
    await withAllocated("Unknown", null);
    await insertAvs(database.owner, { name: "Empty" });
    expect(await names({ canSlash: true }, { sort: "name", dir: "asc" })).toEqual(["Unknown", "Valued"]);
    expect(await names({ canSlash: false })).toEqual(["Empty"]);
    expect(await names({ status: "active" }, { sort: "name", dir: "asc" })).toEqual(["Unknown", "Valued"]);
    expect(await names({ allocatedUsd: { min: 10, max: 10 } })).toEqual(["Valued"]);
    expect(await countAvs(database.db)).toEqual({ totalCount: 3, activeCount: 2, slashingCapableCount: 2 });
  });

  test("finds words of the name and parts of the address, wildcards taken literally", async () => {
    await insertAvs(database.owner, { name: "Lagrange ZK_Prover", address: `0xabc${"0".repeat(37)}` });
    await insertAvs(database.owner, { name: "Lagrange State" });
    expect(await names({ q: "zk lagrange" })).toEqual(["Lagrange ZK_Prover"]);
    expect(await names({ q: "k_p" })).toEqual(["Lagrange ZK_Prover"]);
    expect(await names({ q: "e_s" })).toEqual([]);
    expect(await names({ q: "0xabc" })).toEqual(["Lagrange ZK_Prover"]);
  });

  test("secured by an operator means registered now", async () => {
    const { operator } = await withAllocated("Now", "1");
    const once = (await insertAvs(database.owner, { name: "Once" })).address;
    await insertRegistration(database.owner, operator, once, { currentStatus: "UNREGISTERED" });
    expect(await names({ operator })).toEqual(["Now"]);
  });
});

describe("one AVS", () => {
  test("counts operators in any case of the status, and each slashing once", async () => {
    const { owner } = database;
    const avs = (await insertAvs(owner)).address;
    for (const currentStatus of ["registered", "REGISTERED", "Unregistered"]) {
      const { address } = await insertOperator(owner, { tvsUsd: "10", state: { activeDelegators: 3 } });
      await insertRegistration(owner, address, avs, { currentStatus });
      if (currentStatus === "registered")
        for (const eventId of [1, 1, 2])
          await insertSlashing(owner, address, { eventId, operatorSetId: `${avs}-0` });
    }
    expect(await findAvs(database.db, avs)).toMatchObject({
      name: null,
      operatorCount: 2,
      operatorTvsUsd: 20,
      delegatorCount: 6,
      slashingCount: 2,
      operatorSetCount: 1,
      allocatedUsd: null,
      allocationCount: 0,
    });
    expect(await findAvs(database.db, avs.replace("0x0", "0x1"))).toBeUndefined();
  });

  test("takes the AVS's own commission before the general one, and a pending one not yet", async () => {
    const { owner } = database;
    const avs = (await insertAvs(owner)).address;
    const [own, general, none] = [
      (await insertOperator(owner)).address,
      (await insertOperator(owner)).address,
      (await insertOperator(owner)).address,
    ];
    for (const operator of [own, general, none]) await insertRegistration(owner, operator, avs);
    await insertCommission(owner, own, {
      id: `${own}-AVS-${avs}`,
      commissionType: "AVS",
      avsId: avs,
      currentBips: 300,
      upcomingBips: 9000,
      upcomingActivatedAt: "2026-07-05 00:00:01",
    });
    await insertCommission(owner, general, { currentBips: 500 });
    expect(await listAvsCommissions(database.db, avs)).toEqual([
      { commissionBps: 300, operatorCount: 1 },
      { commissionBps: 500, operatorCount: 1 },
      { commissionBps: 1000, operatorCount: 1 },
    ]);
    expect((await findAvs(database.db, avs))?.medianCommissionBps).toBe(500);
    await database.sql`update operator_commission_rates set upcoming_activated_at = '2026-07-05'
      where commission_type = 'AVS'`;
    expect((await findAvs(database.db, avs))?.medianCommissionBps).toBe(1000);
  });

  test("lists its operators, and what they allocate only to those who ask for it", async () => {
    const { avs, operator } = await withAllocated("A", "100");
    const idle = (await insertOperator(database.owner, { name: "Idle", tvsUsd: null })).address;
    await insertRegistration(database.owner, idle, avs);
    const free = await listAvsOperators(database.db, avs, { ...page, sort: "tvs" });
    expect(free.rows.map((row) => row.address)).toEqual([operator, idle]);
    expect(Object.keys(free.rows[0] ?? {})).not.toContain("allocatedUsd");
    const { rows, total } = await listAvsAllocators(database.db, avs, { ...page, sort: "allocated" });
    expect(total).toBe(2);
    expect(rows).toMatchObject([
      { address: operator, allocatedUsd: 100, setNumbers: [0], commissionBps: 1000 },
      { address: idle, allocatedUsd: null, setNumbers: null },
    ]);
  });

  test("keeps what is pending apart from what its operator sets hold", async () => {
    const { avs, operator, strategy } = await withAllocated("A", "100");
    const operatorSetId = await allocate(database.owner, operator, avs, strategy, {
      setNumber: 1,
      effectBlock: 25_000_001,
    });
    await wasNothing(database.owner, { operatorId: operator, operatorSetId, strategyId: strategy });
    await insertOperatorSet(database.owner, avs, 10);
    expect(await listAvsSets(database.db, avs)).toMatchObject([
      { setNumber: 0, allocatedUsd: 100, operatorCount: 1, pendingCount: 0 },
      { setNumber: 1, allocatedUsd: null, operatorCount: 0, pendingCount: 1 },
      { setNumber: 10, allocatedUsd: null, operatorCount: 0, pendingCount: 0 },
    ]);
    expect(await listAvsStrategies(database.db, avs)).toMatchObject([
      { address: strategy, allocatedUsd: 100, operatorCount: 1 },
    ]);
  });
});

describe("registrations over time", () => {
  test("count who is in at the end of each day, whatever was stored twice, up to the data's last day", async () => {
    const { owner } = database;
    const avs = (await insertAvs(owner)).address;
    const [one, two] = [(await insertOperator(owner)).address, (await insertOperator(owner)).address];
    const event = (
      operator: string,
      statusChangedAt: string,
      status = "REGISTERED",
      transactionHash = "0x1",
    ) => insertRegistrationEvent(owner, operator, avs, { statusChangedAt, status, transactionHash });
    await event(one, "2026-07-01 10:00:00");
    await event(one, "2026-07-01 10:00:00", "registered", "0x2");
    await event(two, "2026-07-02 00:00:00");
    await event(one, "2026-07-04 23:59:59", "UNREGISTERED");
    await event(two, "2026-07-06 00:00:00", "UNREGISTERED");
    const days = await listAvsRegistrations(database.db, avs, undefined);
    expect(days.map((day) => [day.snapshotOn, day.operatorCount])).toEqual([
      ["2026-07-01", 1],
      ["2026-07-02", 2],
      ["2026-07-03", 2],
      ["2026-07-04", 1],
      ["2026-07-05", 1],
    ]);
    expect(days[3]).toMatchObject({ joinedCount: 0, leftCount: 1 });
    expect(await listAvsRegistrations(database.db, avs, 1)).toHaveLength(2);
  });

  test("are none before the first", async () => {
    const { address } = await insertAvs(database.owner);
    expect(await listAvsRegistrations(database.db, address, undefined)).toEqual([]);
  });
});
