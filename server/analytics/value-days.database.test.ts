import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listWatchedPast } from "@/db/analytics/watched/past";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertAllocationDay, insertValueDay } from "@/db/testing/exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertNetworkDay,
  insertOperator,
  insertOperatorDay,
  insertOperatorStrategy,
} from "@/db/testing/rows";
import {
  insertAllocation,
  insertDelegator,
  insertDollarStrategy,
  insertOperatorSet,
  insertSlash,
} from "@/db/testing/stake";
import { presentOf } from "../network/figures/present";
import { type WatchedEntity, watchedFigures } from "../network/figures/watched";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";

const HALF = "500000000000000000";
const QUARTER = "250000000000000000";
const LAST_BLOCK = 25_468_595;
const DAYS = [1, 2, 3, 4, 5];
const dayOf = (day: number) => `2026-07-0${day}`;
/** Returns the block at the start of a day in July. */
const blockOf = (day: number) => LAST_BLOCK - (5 - day) * 7200;
const dollars = (millions: number) => String(BigInt(millions) * 10n ** 24n);

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.empty());

/**
 * Inserts $100 M of an operator in a strategy that loses half on 2 July and half of the rest on 4 July, both at noon,
 * $10 M in another strategy, and $40 M of an operator that was never slashed. The pipeline's days never subtract the
 * slashes.
 */
async function slashedTwice({
  kept = () => 100,
  days = DAYS,
  hasBlocks = true,
  totalOf = (day: number) => String((kept(day) + 10) * 1e6),
}: {
  kept?: (day: number) => number;
  days?: number[];
  hasBlocks?: boolean;
  totalOf?: (day: number) => string | null;
} = {}) {
  const { owner } = database;
  await insertCheckpoint(owner);
  const [slashed, spared] = [
    (await insertDollarStrategy(owner, "SLASHED")).address,
    (await insertDollarStrategy(owner, "SPARED")).address,
  ];
  const avs = (await insertAvs(owner)).address;
  const operatorSetId = (await insertOperatorSet(owner, avs)).id;
  const operator = (await insertOperator(owner)).address;
  const other = (await insertOperator(owner)).address;
  const writtenBlock = blockOf(1) - 1000;
  await insertDelegator(owner, operator, {
    shares: [
      { strategy: slashed, shares: dollars(100), writtenBlock },
      { strategy: spared, shares: dollars(10), writtenBlock },
    ],
  });
  await insertDelegator(owner, other, { shares: [{ strategy: slashed, shares: dollars(40), writtenBlock }] });
  await insertOperatorStrategy(owner, operator, slashed, {
    maxMagnitude: QUARTER,
    maxMagnitudeUpdatedBlock: blockOf(4) + 3600,
  });
  for (const day of [2, 4])
    await insertSlash(owner, operator, slashed, HALF, {
      operatorSetId,
      slashedAt: `${dayOf(day)} 12:00:00`,
      slashedAtBlock: blockOf(day) + 3600,
      transactionHash: `0x${day}`,
    });
  for (const day of days) {
    const snapshotDate = dayOf(day);
    const snapshotBlock = blockOf(day);
    const values: [string, string, number][] = [
      [operator, slashed, kept(day)],
      [operator, spared, 10],
      [other, slashed, 40],
    ];
    for (const [holder, strategy, millions] of values)
      await insertValueDay(owner, holder, strategy, {
        snapshotDate,
        shares: dollars(millions),
        tvsUsd: String(millions * 1e6),
      });
    await insertOperatorDay(owner, operator, { snapshotDate, snapshotBlock, totalTvs: totalOf(day) });
    await insertOperatorDay(owner, other, { snapshotDate, snapshotBlock, totalTvs: "40000000" });
    if (hasBlocks)
      await insertNetworkDay(owner, {
        snapshotDate,
        snapshotBlock,
        totalTvs: String((kept(day) + 50) * 1e6),
      });
  }
  return { operator, other, slashed, spared, avs, operatorSetId };
}

async function ask() {
  const network = await networkOf(database.db);
  const context = contextFor("PRO", { analytics: database.db, user: undefined as never, network });
  return createCallerFactory(appRouter)(context).analytics;
}

/** Returns days in short: [3, 60, "up to"] is "3 July: up to 60". */
const millions = (days: { snapshotOn: string; tvsUsd: number | null; isUpperBound: boolean }[]) =>
  days.map(({ snapshotOn, tvsUsd, isUpperBound }) => [
    Number(snapshotOn.slice(8)),
    tvsUsd === null ? null : Math.round(tvsUsd) / 1e6,
    ...(isUpperBound ? ["up to"] : []),
  ]);

const AFTER_SLASHES = [
  [1, 110],
  [2, 110],
  [3, 60],
  [4, 60],
  [5, 35],
];
const plus = (rows: number[][], more: number) => rows.map(([day, value = 0]) => [day, value + more]);

test("takes both slashes off the days of operator, strategy, network and comparison, each from its day on", async () => {
  const { operator, other, slashed, spared } = await slashedTwice();
  const api = await ask();
  const ofOperator = await api.operators.history({ address: operator, range: "all" });
  expect(millions(ofOperator)).toEqual(AFTER_SLASHES);
  expect(ofOperator.at(-1)?.tvsUsd).toBe((await api.operators.overview({ address: operator })).tvsUsd);
  expect(millions(await api.operators.history({ address: other, range: "all" }))).toEqual(
    DAYS.map((day) => [day, 40]),
  );
  expect(millions(await api.strategies.history({ address: slashed, range: "all" }))).toEqual(
    plus(AFTER_SLASHES, 30),
  );
  expect(millions(await api.strategies.history({ address: spared, range: "all" }))).toEqual(
    DAYS.map((day) => [day, 10]),
  );
  expect(millions(await api.network.history({ range: "all" }))).toEqual(plus(AFTER_SLASHES, 40));
  const { histories } = await api.operators.compare({ operators: [operator, other], range: "all" });
  expect(histories?.map(({ days }) => millions(days).at(-1))).toEqual([
    [5, 35],
    [5, 40],
  ]);
  expect(millions(await api.operators.history({ address: operator, range: "30d" }))).toEqual(AFTER_SLASHES);
});

test("a watchlist compares with the value of the last visit after the slashes until then", async () => {
  const { operator, slashed } = await slashedTwice();
  const visitedAt = new Date("2026-07-03T10:00:00Z");
  const network = await networkOf(database.db);
  const valueAtVisit = async (entity: WatchedEntity) => {
    const [past] = await listWatchedPast(database.db, presentOf(network), [entity], visitedAt, []);
    const figures = watchedFigures(network, entity, past, visitedAt);
    return figures.operator?.past.tvsUsdAtVisit ?? figures.strategy?.tvsUsdAtVisit;
  };
  expect(await valueAtVisit({ entityType: "operator", entityId: operator })).toBe(60e6);
  expect(await valueAtVisit({ entityType: "strategy", entityId: slashed })).toBe(90e6);
});

test("counts a deposit after a slash whole, as an upper bound since then", async () => {
  const { operator } = await slashedTwice({ kept: (day) => (day < 4 ? 100 : 104) });
  const api = await ask();
  expect(millions(await api.operators.history({ address: operator, range: "all" }))).toEqual([
    [1, 110],
    [2, 110],
    [3, 60],
    [4, 64, "up to"],
    [5, 35],
  ]);
  expect(millions(await api.network.history({ range: "all" }))[3]).toEqual([4, 104, "up to"]);
});

test("ends with the headline where the last kept day is older than the data", async () => {
  const { operator, slashed } = await slashedTwice({ days: [1, 2, 3] });
  await insertNetworkDay(database.owner, {
    snapshotDate: dayOf(5),
    snapshotBlock: LAST_BLOCK,
    totalTvs: null,
  });
  const api = await ask();
  const ends = [
    [3, 60],
    [5, 35],
  ];
  expect(millions(await api.operators.history({ address: operator, range: "all" })).slice(-2)).toEqual(ends);
  expect(millions(await api.strategies.history({ address: slashed, range: "all" })).slice(-2)).toEqual(
    plus(ends, 30),
  );
  expect(millions(await api.network.history({ range: "all" })).slice(-2)).toEqual(plus(ends, 40));
});

test("tells a day without a block by its date, but not what was written on the day of a slash", async () => {
  const { operator } = await slashedTwice({ hasBlocks: false });
  const all = { address: operator, range: "all" } as const;
  expect(millions(await (await ask()).operators.history(all))).toEqual(AFTER_SLASHES);
  await database.sql`update historical_tvs_snapshots set shares = shares * 0.5 where snapshot_date < ${dayOf(2)}`;
  expect(millions(await (await ask()).operators.history(all)).slice(2, 4)).toEqual([
    [3, 85, "up to"],
    [4, 85, "up to"],
  ]);
});

test("marks a total that cannot hold what was taken, and knows nothing of one that is no number", async () => {
  const totals = ["110000000", "NaN", "20000000", null, null];
  const { operator } = await slashedTwice({ totalOf: (day) => totals[day - 1] ?? null });
  const days = millions(await (await ask()).operators.history({ address: operator, range: "all" }));
  expect(days.slice(0, 4)).toEqual([
    [1, 110],
    [2, null],
    [3, 20, "up to"],
    [4, null],
  ]);
});

test("marks every day since a maximum fell without a slashing that is known", async () => {
  const { operator } = await slashedTwice();
  await database.sql`delete from operator_slashing_amounts`;
  await database.sql`delete from operator_slashing_incidents`;
  const days = millions(await (await ask()).operators.history({ address: operator, range: "all" }));
  expect(days.slice(0, 4)).toEqual([
    [1, 110],
    [2, 110],
    [3, 110],
    [4, 110, "up to"],
  ]);
  expect(days[4]).toEqual([5, expect.any(Number), "up to"]);
});

test("values what was allocated of a slashed strategy by its maximum and value of the day", async () => {
  const { operator, slashed, avs, operatorSetId } = await slashedTwice();
  const { owner } = database;
  const ids = { operatorId: operator, operatorSetId, strategyId: slashed };
  // Half of the stake is allocated all the time: the contract lowers magnitude and maximum together, while the
  // pipeline's dollars stay.
  for (const [day, magnitude] of [
    [1, HALF],
    [2, HALF],
    [3, QUARTER],
    [4, QUARTER],
    [5, "125000000000000000"],
  ] as const)
    await insertAllocationDay(owner, ids, {
      snapshotDate: dayOf(day),
      snapshotBlock: blockOf(day),
      magnitude,
      magnitudeUsd: "50000000",
    });
  await insertAllocation(owner, operator, operatorSetId, slashed, {
    magnitude: "125000000000000000",
    effectBlock: blockOf(1),
    allocatedAtBlock: blockOf(1) - 1000,
    allocatedAt: "2026-06-30 00:00:00",
  });
  const api = await ask();
  for (const days of [
    await api.operators.allocations.history({ address: operator, range: "all" }),
    await api.avs.allocated({ address: avs, range: "all" }),
  ])
    expect(millions(days.map((day) => ({ ...day, tvsUsd: day.allocatedUsd })))).toEqual([
      [1, 50],
      [2, 50],
      [3, 25],
      [4, 25],
      [5, 12.5],
    ]);
});

test("knows a change through a slash, and none of a value that is known only from above", async () => {
  const { operator, slashed, spared } = await slashedTwice();
  for (const [strategy, millions] of [
    [slashed, 100],
    [spared, 10],
  ] as const)
    await insertValueDay(database.owner, operator, strategy, {
      snapshotDate: "2026-06-05",
      shares: dollars(millions),
      tvsUsd: String(millions * 1e6),
    });
  const exact = await (await ask()).operators.overview({ address: operator });
  expect(exact).toMatchObject({ tvsUsd: 35e6, isTvsUpperBound: false });
  expect(exact.tvsChange30dRatio).toBeCloseTo(35 / 110 - 1, 12);
  expect(exact.stakeChange30dRatio).toBeCloseTo(35 / 110 - 1, 12);
  // A position that changed after the slashes may still include what they took.
  await database.sql`update operator_delegator_shares set shares_updated_block = ${LAST_BLOCK}
    where operator_id = ${operator} and strategy_id = ${slashed}`;
  const bound = await (await ask()).operators.overview({ address: operator });
  expect(bound).toMatchObject({
    tvsUsd: 110e6,
    isTvsUpperBound: true,
    tvsChange30dRatio: null,
    stakeChange30dRatio: null,
  });
});
