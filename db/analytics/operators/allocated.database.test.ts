import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { operatorStrategyDailySnapshots } from "@/drizzle/analytics/schema";
import { createAnalyticsTestDatabase } from "../../testing/databases";
import { insertAllocationDay, insertValueDay } from "../../testing/exposure";
import { insertAvs, insertCheckpoint, insertOperator, insertStrategy } from "../../testing/rows";
import { insertOperatorSet } from "../../testing/stake";
import { listAvsAllocated, listOperatorAllocated } from "./allocated";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner);
});

type Day = [on: string, magnitudeUsd: string | null, magnitude?: string];

/** Inserts an operator, an AVS with two sets, and the operator's allocations to each set on some days. */
async function allocating(first: Day[], second: Day[] = []) {
  const { owner } = database;
  const [operator, avs, strategy] = [
    await insertOperator(owner),
    await insertAvs(owner),
    await insertStrategy(owner),
  ];
  for (const [number, days] of [first, second].entries()) {
    const { id } = await insertOperatorSet(owner, avs.address, number);
    const ids = { operatorId: operator.address, operatorSetId: id, strategyId: strategy.address };
    for (const [snapshotDate, magnitudeUsd, magnitude = "1"] of days)
      await insertAllocationDay(owner, ids, { snapshotDate, magnitudeUsd, magnitude });
  }
  return { operator: operator.address, avs: avs.address, strategy: strategy.address };
}

const until = "2026-07-05";
const NOTHING = { slashed: [], announced: [] };
const values = ({ days }: Awaited<ReturnType<typeof listAvsAllocated>>) =>
  days.map(({ snapshotOn, allocatedUsd }) => [snapshotOn.slice(5), allocatedUsd]);

test("adds up what an operator allocates, and knows no day of which it knows a part", async () => {
  const { operator, avs } = await allocating(
    [
      ["2026-07-02", "9.5"],
      ["2026-07-03", "10"],
      ["2026-07-04", "10"],
      ["2026-07-06", "99"],
    ],
    [
      ["2026-07-03", "100"],
      ["2026-07-04", null],
    ],
  );
  const expected = [
    ["07-02", 9.5],
    ["07-03", 110],
    ["07-04", null],
    ["07-05", null],
  ];
  expect(values(await listOperatorAllocated(database.db, operator, { until }, NOTHING))).toEqual(expected);
  expect(values(await listAvsAllocated(database.db, avs, { until }, NOTHING))).toEqual(expected);
  expect(values(await listAvsAllocated(database.db, avs, { from: "2026-07-03", until }, NOTHING))).toEqual(
    expected.slice(1),
  );
});

test("takes what was taken back as nothing, though its value is not known", async () => {
  const { operator } = await allocating([["2026-07-04", null, "0"]], [["2026-07-04", "7"]]);
  expect(
    values(await listOperatorAllocated(database.db, operator, { from: "2026-07-04", until }, NOTHING)),
  ).toEqual([
    ["07-04", 7],
    ["07-05", null],
  ]);
});

test("tells a day without allocations from a day that is not kept", async () => {
  const other = await allocating([
    ["2026-07-01", "5"],
    ["2026-07-02", "5"],
    ["2026-07-04", "5"],
  ]);
  const { operator, avs, strategy } = await allocating([["2026-07-04", "8"]]);
  await database.owner.insert(operatorStrategyDailySnapshots).values(
    [
      ["2026-07-01", "0"],
      ["2026-07-02", "1"],
    ].map(([snapshotDate = "", encumberedMagnitude = ""]) => ({
      operatorId: operator,
      strategyId: strategy,
      snapshotDate,
      snapshotBlock: 1,
      maxMagnitude: "1",
      encumberedMagnitude,
    })),
  );
  expect(values(await listOperatorAllocated(database.db, operator, { until }, NOTHING))).toEqual([
    ["07-01", 0],
    ["07-02", null],
    ["07-03", null],
    ["07-04", 8],
    ["07-05", null],
  ]);
  expect(
    values(await listAvsAllocated(database.db, avs, { from: "2026-07-01", until }, NOTHING)).slice(0, 3),
  ).toEqual([
    ["07-01", 0],
    ["07-02", 0],
    ["07-03", null],
  ]);
  expect(
    values(
      await listOperatorAllocated(database.db, other.operator, { from: "2026-07-02", until }, NOTHING),
    )[0],
  ).toEqual(["07-02", 5]);
});

test("has no day before any allocation is kept", async () => {
  const { address } = await insertOperator(database.owner);
  expect(
    values(await listOperatorAllocated(database.db, address, { from: "2025-07-05", until }, NOTHING)),
  ).toEqual([]);
});

test("leaves slashed pairs out since their first slash, and tells their magnitudes", async () => {
  const one = await allocating([
    ["2026-07-01", "5", "400"],
    ["2026-07-02", "5", "200"],
    ["2026-07-03", null, "200"],
  ]);
  const pairs = [{ operator: one.operator, strategy: one.strategy, since: "2026-07-02" }];
  for (const kept of [
    await listOperatorAllocated(
      database.db,
      one.operator,
      { until: "2026-07-03" },
      { slashed: pairs, announced: [] },
    ),
    await listAvsAllocated(database.db, one.avs, { until: "2026-07-03" }, { slashed: pairs, announced: [] }),
  ]) {
    expect(values(kept)).toEqual([
      ["07-01", 5],
      ["07-02", 0],
      ["07-03", 0],
    ]);
    expect(kept.slashed.map(({ snapshotOn, magnitude }) => [snapshotOn, magnitude]).sort()).toEqual([
      ["2026-07-02", 200n],
      ["2026-07-03", 200n],
    ]);
  }
  const always = pairs.map((pair) => ({ ...pair, since: null }));
  const kept = await listOperatorAllocated(
    database.db,
    one.operator,
    { until: "2026-07-03" },
    { slashed: always, announced: [] },
  );
  expect(kept.slashed).toHaveLength(3);
});

test("leaves an announced target out until its effect block, and tells what the operator had then", async () => {
  const { operator, avs, strategy } = await allocating([
    ["2026-07-01", "2"],
    ["2026-07-02", "5"],
    ["2026-07-03", "5"],
  ]);
  const { owner, sql } = database;
  await insertValueDay(owner, operator, strategy, { snapshotDate: "2026-07-02", tvsUsd: "10" });
  // The table of sets may lack the set, so it is found by its id.
  await sql`update operator_sets set avs_id = ${(await insertAvs(owner)).address}`;
  const [first, second] = await sql<{ block: number }[]>`
    update operator_allocation_snapshots set snapshot_block = 100 + extract(day from snapshot_date)
    returning snapshot_block as block`;
  expect([first?.block, second?.block]).toEqual([101, 102]);
  const span = { operator, operatorSet: `${avs}-0`, strategy, fromBlock: 102, untilBlock: 103 };
  for (const kept of [
    await listOperatorAllocated(database.db, operator, { until }, { slashed: [], announced: [span] }),
    await listAvsAllocated(database.db, avs, { until }, { slashed: [], announced: [span] }),
  ]) {
    expect(values(kept).slice(0, 3)).toEqual([
      ["07-01", 2],
      ["07-02", 0],
      ["07-03", 5],
    ]);
    expect(kept.announced).toEqual([
      { snapshotOn: "2026-07-02", operator, operatorSet: `${avs}-0`, strategy, valueUsd: 10 },
    ]);
  }
});

test("does not know a day with a cell that cannot be right", async () => {
  const { operator } = await allocating([["2026-07-04", "-3"]], [["2026-07-04", "7"]]);
  const kept = await listOperatorAllocated(
    database.db,
    operator,
    { from: "2026-07-04", until: "2026-07-04" },
    NOTHING,
  );
  expect(values(kept)).toEqual([["07-04", null]]);
});
