import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listWatchedPast } from "@/db/analytics/watched/past";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertValueDay } from "@/db/testing/exposure";
import {
  insertCheckpoint,
  insertOperator,
  insertOperatorDay,
  insertOperatorStrategy,
  insertStrategy,
} from "@/db/testing/rows";
import { insertDelegator, insertDollarStrategy } from "@/db/testing/stake";
import { networkOf } from "../testing/context";
import { networkMovers, networkOverview } from "./figures/network";
import { presentOf } from "./figures/present";
import { unpricedOfWatched, watchedFigures } from "./figures/watched";

const NOW = new Date("2026-07-05T20:00:00Z");
const [TODAY, WEEK_AGO, MONTH_AGO] = ["2026-07-05", "2026-06-28", "2026-06-05"];

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.empty());

const dollars = (count: number) => `${count}${"0".repeat(18)}`;

/** An operator's stake in a strategy now and 30 days ago, in shares worth a dollar each if they have a price. */
interface Held {
  operator: string;
  strategy: string;
  now: number;
  /** `null` if that day has no row. */
  before: number | null;
  isPriced?: boolean;
}

async function hold(stakes: Held[]) {
  const { owner } = database;
  for (const [index, { operator, strategy, now, before, isPriced = true }] of stakes.entries()) {
    if (now > 0)
      await insertDelegator(owner, operator, {
        address: `0x${String(index + 1).padStart(40, "5")}`,
        shares: [{ strategy, shares: dollars(now), writtenBlock: 24_000_000 }],
      });
    for (const [snapshotDate, count] of [
      [MONTH_AGO, before],
      [WEEK_AGO, before],
      [TODAY, now],
    ] as const)
      if (count !== null)
        await insertValueDay(owner, operator, strategy, {
          snapshotDate,
          shares: dollars(count),
          tvsUsd: isPriced ? String(count) : null,
        });
  }
}

async function threeOperators() {
  const { owner } = database;
  await insertCheckpoint(owner);
  const priced = (await insertDollarStrategy(owner, "USD")).address;
  const unpriced = (await insertStrategy(owner)).address;
  const operators = [];
  for (let count = 0; count < 3; count++) operators.push((await insertOperator(owner)).address);
  const [riser = "", faller = "", large = ""] = operators;
  return { priced, unpriced, riser, faller, large };
}

const ask = () => networkOf(database.db, NOW);

/** Returns the change recounted from the tables: pairs with dollars on both days, today's shares at a dollar each. */
async function countAgain() {
  const [row] = await database.sql`
    with now as (
      select d.operator_id, d.strategy_id, sum(d.shares)::float8 / 1e18 as usd from operator_delegator_shares d
      where d.strategy_id in (select strategy_address from strategy_exchange_rates) group by 1, 2)
    select sum(coalesce(now.usd, 0)) / sum(h.tvs_usd::float8) - 1 as ratio
    from historical_tvs_snapshots h left join now using (operator_id, strategy_id)
    where h.snapshot_date = ${MONTH_AGO} and h.tvs_usd is not null`;
  return row?.ratio as number;
}

test("one stake without a price is left out of the network's change, and does not make it grow", async () => {
  const { priced, unpriced, riser, faller, large } = await threeOperators();
  await hold([
    { operator: riser, strategy: priced, now: 110, before: 100 },
    { operator: faller, strategy: priced, now: 35, before: 50 },
    { operator: large, strategy: priced, now: 1000, before: 1000 },
    { operator: large, strategy: unpriced, now: 7, before: 7, isPriced: false },
  ]);
  const { now, change } = networkOverview(await ask());
  expect(now).toMatchObject({ tvsUsd: 1145, unpricedCount: 1 });
  expect(change).toMatchObject({ day: MONTH_AGO, nowUsd: 1145, thenUsd: 1150, leftOutCount: 1 });
  expect(change?.ratio).toBeCloseTo(1145 / 1150 - 1, 12);
  expect(change?.ratio).toBeCloseTo(await countAgain(), 12);
  // A strategy that had a price only then does not lower the change either.
  await database.sql`update historical_tvs_snapshots set tvs_usd = 500 where strategy_id = ${unpriced}`;
  expect(networkOverview(await ask()).change).toEqual(change);
});

test("what left whole counts in the change of its operator, its strategy and the network", async () => {
  const { priced, riser, large } = await threeOperators();
  const left = (await insertDollarStrategy(database.owner, "LEFT")).address;
  await hold([
    { operator: large, strategy: priced, now: 900, before: 900 },
    { operator: large, strategy: left, now: 0, before: 100 },
    { operator: riser, strategy: left, now: 10, before: 10 },
  ]);
  await database.sql`delete from historical_tvs_snapshots where shares = 0`;
  const network = await ask();
  expect(network.totals.change30d).toMatchObject({ nowUsd: 910, thenUsd: 1010, leftOutCount: 0 });
  expect(network.totals.change30d?.ratio).toBeCloseTo(await countAgain(), 12);
  expect(network.operators.get(large)?.change30d).toMatchObject({ valueThenUsd: 1000, stakeUsd: -100 });
  expect(network.strategies.get(left)?.change30d?.valueRatio).toBeCloseTo(10 / 110 - 1, 12);
});

test("who registered since had nothing before; of who was there without a row it is not known", async () => {
  const { priced, riser, faller, large } = await threeOperators();
  await hold([
    { operator: large, strategy: priced, now: 900, before: 900 },
    { operator: riser, strategy: priced, now: 90, before: null },
    { operator: faller, strategy: priced, now: 5, before: null },
  ]);
  await database.sql`update operator_state set registered_at = '2026-06-20' where operator_id = ${riser}`;
  const network = await ask();
  expect(network.totals.change30d).toMatchObject({ nowUsd: 990, thenUsd: 900, leftOutCount: 1 });
  expect(network.operators.get(riser)?.change30d).toMatchObject({ valueThenUsd: 0, stakeUsd: 90 });
  expect(network.operators.get(faller)?.change30d).toBeNull();
});

test("a change of less than half of the value says nothing of the whole", async () => {
  const { priced, riser, large } = await threeOperators();
  await hold([
    { operator: riser, strategy: priced, now: 400, before: 200 },
    { operator: large, strategy: priced, now: 600, before: null },
  ]);
  expect((await ask()).totals.change30d).toMatchObject({ nowUsd: 400, ratio: null, leftOutCount: 1 });
});

test("says of how many operators it is not known whether they moved", async () => {
  const { priced, unpriced, riser, large } = await threeOperators();
  await hold([
    { operator: riser, strategy: priced, now: 9000, before: 7000 },
    { operator: large, strategy: unpriced, now: 5, before: 5, isPriced: false },
  ]);
  const { risers, fallers, unknownCount } = networkMovers(await ask(), 5);
  expect([risers.map(({ address }) => address), fallers, unknownCount]).toEqual([[riser], [], 1]);
});

test("a sparkline ends with the stake that its days hold, without what the pipeline priced itself", async () => {
  const { priced, unpriced, large } = await threeOperators();
  await hold([
    { operator: large, strategy: priced, now: 100, before: 100 },
    { operator: large, strategy: unpriced, now: 5, before: 5, isPriced: false },
  ]);
  await insertOperatorStrategy(database.owner, large, unpriced, { tvsUsd: "900" });
  const operator = (await ask()).operators.get(large);
  expect(operator?.value.knownUsd).toBe(1000);
  expect(operator?.trendUsd?.at(0)).toBe(operator?.trendUsd?.at(-1));
});

test("a watched value changes by its priced stake, beside a token that never had a price", async () => {
  const { priced, unpriced, large } = await threeOperators();
  await hold([
    { operator: large, strategy: priced, now: 100, before: 80 },
    { operator: large, strategy: unpriced, now: 5, before: 5, isPriced: false },
  ]);
  const { owner } = database;
  await insertOperatorDay(owner, large, { snapshotDate: MONTH_AGO, totalTvs: "80" });
  const entity = { entityType: "operator", entityId: large } as const;
  const since = async () => {
    const network = await ask();
    const visitedAt = new Date(`${MONTH_AGO}T12:00:00Z`);
    const unpricedNow = unpricedOfWatched(network, [entity]);
    const [past] = await listWatchedPast(database.db, presentOf(network), [entity], visitedAt, unpricedNow);
    return watchedFigures(network, entity, past, null).operator?.past;
  };
  expect(await since()).toMatchObject({ tvsUsdAtVisit: 80 });
  expect((await since())?.tvsChangeSinceVisitRatio).toBeCloseTo(0.25, 12);

  // It had one then, which was in the value of that day: the rest has not fallen.
  await database.sql`update historical_tvs_snapshots set tvs_usd = 920 where strategy_id = ${unpriced}`;
  await database.sql`update operator_daily_snapshots set total_tvs = 1000`;
  expect(await since()).toMatchObject({ tvsUsdAtVisit: 1000, tvsChangeSinceVisitRatio: null });

  // Nothing is left of it: it has left, and so has its value.
  await database.sql`delete from operator_delegator_shares where strategy_id = ${unpriced}`;
  expect((await since())?.tvsChangeSinceVisitRatio).toBeCloseTo(-0.9, 12);
});

test("a watched value has not changed as far as is known where the days of its parts were not kept", async () => {
  const { priced, unpriced, large } = await threeOperators();
  await hold([
    { operator: large, strategy: priced, now: 100, before: null },
    { operator: large, strategy: unpriced, now: 5, before: null, isPriced: false },
  ]);
  const past = {
    tvsUsdAtVisit: 1000,
    tvsDayAtVisit: MONTH_AGO,
    unpricedUsdAtVisit: null,
    operatorCountAtVisit: null,
  };
  const entity = { entityType: "operator", entityId: large } as const;
  const { operator } = watchedFigures(await ask(), entity, past, null);
  expect(operator?.past).toMatchObject({ tvsUsdAtVisit: 1000, tvsChangeSinceVisitRatio: null });
});
