import postgres from "postgres";
import { afterAll, expect, inject, test } from "vitest";
import { countAvs, listAvs } from "./avs";
import { connectAnalytics } from "./client";
import { exposureByAvs } from "./exposure";
import { findLoss, listLargestLosers, listOperatorLosses, listStrategyLosses } from "./exposure-losses";
import { countSlashings, listSlashings } from "./slashing";
import { countStrategies } from "./strategies";

const { db, close } = connectAnalytics(inject("demoReaderUrl"));
const sql = postgres(inject("demoReaderUrl"), { max: 1 });
afterAll(() => Promise.all([close(), sql.end()]));

test("says of every AVS what the pipeline itself counted as allocated to its operator sets", async () => {
  const counted = await sql<{ avs: string; usd: string }[]>`
    select avs_id as avs, sum(total_allocated_usd) as usd from operator_set_state
    group by avs_id having sum(total_allocated_usd) > 0 order by 2 desc`;
  const said = (await exposureByAvs(db, {})).filter((row) => row.allocatedUsd !== null);
  expect(said.map((row) => row.address)).toEqual(counted.map((row) => row.avs));
  for (const [index, { usd }] of counted.entries())
    expect(said[index]?.allocatedUsd).toBeCloseTo(Number(usd), 2);
  const { rows } = await listAvs(db, {}, { sort: "allocated", dir: "desc", page: 1, perPage: 100 });
  for (const { address, allocatedUsd } of said)
    expect(rows.find((row) => row.address === address)?.allocatedUsd).toBeCloseTo(allocatedUsd ?? 0, 6);
});

test("loses as much by operator, by asset and by delegator as altogether", async () => {
  const { rows } = await listAvs(db, {}, { sort: "allocated", dir: "desc", page: 1, perPage: 4 });
  for (const { address: avs } of rows) {
    const whole = await findLoss(db, { avs }, 0.3);
    const total = (parts: { lostUsd: number | null }[]) =>
      parts.reduce((sum, { lostUsd }) => sum + (lostUsd ?? 0), 0);
    const operators = await listOperatorLosses(db, { avs }, 0.3);
    expect(total(operators)).toBeCloseTo(whole.lostUsd ?? 0, 2);
    expect(total(await listStrategyLosses(db, { avs }, 0.3))).toBeCloseTo(whole.lostUsd ?? 0, 2);
    const delegators = await listLargestLosers(db, { avs }, 0.3, 1_000_000);
    expect(delegators).toHaveLength(whole.delegatorCount);
    expect(total(delegators) / (whole.lostUsd ?? 1)).toBeCloseTo(1, 5);
    expect(operators.reduce((sum, { delegatorCount }) => sum + delegatorCount, 0)).toBe(whole.delegatorCount);
  }
});

test("has the fifteen slashings of the chain, whatever is stored twice, and no magnitude added up", async () => {
  const [stored] = await sql<{ rows: string; events: string }[]>`
    select count(*) as rows, count(distinct event_id) as events from operator_slashing_incidents`;
  expect(Number(stored?.rows)).toBeGreaterThan(15);
  const counts = await countSlashings(db);
  expect(counts).toMatchObject({ totalCount: 15, operatorCount: 3, avsCount: 3, unpricedCount: 2 });
});

test("has lost in all what its slashings cost one by one, unknown as soon as one of them is", async () => {
  const stored = await sql<{ operator: string; usd: string | null }[]>`
    select distinct on (operator_id) operator_id as operator, lifetime_slashing_amount as usd from operator_analytics
    where operator_id in (select operator_id from operator_slashing_incidents) order by operator_id, date desc`;
  expect(stored.length).toBeGreaterThan(1);
  for (const { operator, usd } of stored) {
    const { rows } = await listSlashings(
      db,
      { operator },
      { sort: "time", dir: "asc", page: 1, perPage: 100 },
    );
    const isKnown = rows.every(({ lostUsd }) => lostUsd !== null);
    const cost = rows.reduce((sum, { lostUsd }) => sum + (lostUsd ?? 0), 0);
    expect(usd === null).toBe(!isKnown);
    if (isKnown) expect(Number(usd)).toBeCloseTo(cost, 3);
  }
});

test("has as many AVSs and as much value in strategies as stand in the tables", async () => {
  const [tables] = await sql<{ avs: string; held: string; usd: string }[]>`
    select (select count(*) from avs) as avs,
      (select count(distinct strategy_id) from operator_strategy_state where tvs_usd > 0) as held,
      (select sum(total_tvs) from operator_state) as usd`;
  expect((await countAvs(db)).totalCount).toBe(Number(tables?.avs));
  const counts = await countStrategies(db);
  expect(counts.heldCount).toBe(Number(tables?.held));
  expect((counts.tvsUsd ?? 0) / Number(tables?.usd)).toBeCloseTo(1, 9);
});
