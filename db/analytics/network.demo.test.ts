import postgres from "postgres";
import { afterAll, expect, inject, test } from "vitest";
import { countAvs } from "./avs";
import { connectAnalytics } from "./client";
import { findNetwork, listNetworkAssets, listNetworkHistory } from "./network";
import { findNetworkConcentration, listRiskLevels } from "./network-standing";
import { countOperators } from "./operators";
import { countStrategies } from "./strategies";

const url = inject("demoReaderUrl");
const { db, close } = connectAnalytics(url);
const sql = postgres(url, { max: 1 });
afterAll(() => Promise.all([close(), sql.end()]));

const sum = (values: (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);

test("shows as the network's totals what its operators, stakers and events add up to", async () => {
  const [added] = await sql`
    select (select sum(total_tvs) from operator_state)::float8 as tvs,
      (select count(*) from operators)::int as operators,
      (select count(*) from operator_state where is_active)::int as active,
      (select count(*) from avs)::int as avs,
      (select count(distinct staker_id) from operator_delegators where is_delegated)::int as delegators,
      (select count(distinct strategy_id) from operator_strategy_state where tvs_usd > 0)::int as strategies,
      (select count(distinct event_id) from operator_slashing_incidents)::int as slashings`;
  const { now } = (await findNetwork(db)) ?? {};
  expect(now).toMatchObject({
    operatorCount: added?.operators,
    avsCount: added?.avs,
    delegatorCount: added?.delegators,
    strategyCount: added?.strategies,
    slashingCount: added?.slashings,
  });
  expect(now?.tvsUsd).toBeCloseTo(added?.tvs, 0);
  const history = await listNetworkHistory(db, 30);
  expect(history.at(-1)).toMatchObject({ snapshotOn: now?.snapshotOn, tvsUsd: now?.tvsUsd });

  const assets = await listNetworkAssets(db);
  expect(sum(assets.map(({ tvsUsd }) => tvsUsd)) / added?.tvs).toBeCloseTo(1, 9);
  expect(await countOperators(db)).toMatchObject({
    totalCount: added?.operators,
    activeCount: added?.active,
  });
  expect(await countAvs(db)).toMatchObject({ totalCount: added?.avs });
  expect(await countStrategies(db)).toMatchObject({ heldCount: added?.strategies });
  const levels = await listRiskLevels(db);
  expect(sum(levels.map(({ operatorCount }) => operatorCount))).toBe(added?.active);
});

test("measures the concentration that the operators' values give when added up by hand", async () => {
  const rows = await sql<{ tvs: number }[]>`
    select total_tvs::float8 as tvs from operator_state where total_tvs > 0 order by 1 desc`;
  const total = sum(rows.map(({ tvs }) => tvs));
  const shares = rows.map(({ tvs }) => tvs / total);
  const leastToHold = (part: number) => {
    let held = 0;
    for (const [index, share] of shares.entries()) {
      held += share;
      if (held >= part) return index + 1;
    }
    return null;
  };
  const found = await findNetworkConcentration(db);
  expect(found.operatorCount).toBe(rows.length);
  expect(found.hhi).toBeCloseTo(sum(shares.map((share) => share ** 2)), 9);
  expect(found.top10Ratio).toBeCloseTo(sum(shares.slice(0, 10)), 9);
  expect(found.operatorsTo33Count).toBe(leastToHold(0.33));
  expect(found.operatorsTo50Count).toBe(leastToHold(0.5));
});
