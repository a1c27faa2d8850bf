import postgres from "postgres";
import { afterAll, expect, inject, test } from "vitest";
import { groupBy } from "../analytics/group-by";
import { spreadOf } from "./model/concentration";

const sql = postgres(inject("demoUrl"), { max: 2, onnotice: () => {} });
const day = "2026-07-05";
type Amount = { id: string; usd: number };
const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const variation = (values: number[]) => {
  const center = mean(values);
  return Math.sqrt(values.reduce((sum, x) => sum + (x - center) ** 2, 0) / (values.length - 1)) / center;
};
const quantile = (sorted: number[], q: number) => {
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? 0;
  return low + ((sorted[Math.ceil(at)] ?? 0) - low) * (at - Math.floor(at));
};

afterAll(() => sql.end());

/** Returns a slashed operator, two large ones, a medium one and one of the smallest. */
async function sample() {
  const rows = await sql<{ id: string }[]>`
    SELECT operator_id AS id FROM operator_analytics WHERE date = ${day} AND has_sufficient_data
    ORDER BY slashing_event_count DESC, snapshot_total_delegated_shares DESC`;
  return [0, 1, 2, 5, Math.floor(rows.length / 2), rows.length - 1].map((i) => rows[i]?.id ?? "");
}

/** Selects the value of an operator's delegators on the day, as the pipeline stores it: slashes not taken off. */
const keptOf = (operator: string) =>
  sql<{ usd: number }[]>`
    SELECT sum(h.tvs_usd * k.shares / h.shares)::float8 AS usd FROM operator_delegator_shares_snapshots k
    JOIN historical_tvs_snapshots h USING (operator_id, strategy_id, snapshot_date)
    WHERE k.operator_id = ${operator} AND snapshot_date = ${day} AND h.shares > 0 GROUP BY k.staker_id`;

test("scores a sample exactly as the formulas say", async () => {
  const network = await sql<{ tvs: number }[]>`
    SELECT total_tvs::float8 AS tvs FROM operator_daily_snapshots WHERE snapshot_date = ${day} AND total_tvs > 0 ORDER BY 1`;
  const values = network.map((row) => row.tvs);
  const [median, p90] = [quantile(values, 0.5), quantile(values, 0.9)];
  for (const id of await sample()) {
    const [found] = await sql<
      Record<string, string>[]
    >`SELECT * FROM operator_analytics WHERE operator_id = ${id} AND date = ${day}`;
    const daily = await sql<{ tvs: number; slashes: number; days: number; delegators: number }[]>`
      SELECT total_tvs::float8 AS tvs, slash_event_count_to_date AS slashes, operational_days AS days, delegator_count AS delegators
      FROM operator_daily_snapshots WHERE operator_id = ${id} AND snapshot_date > ${day}::date - 31 ORDER BY snapshot_date`;
    const changes = await sql`
      SELECT DISTINCT event_id FROM operator_commission_history
      WHERE operator_id = ${id} AND changed_at > ${day}::date - interval '90 days' AND changed_at <= ${day}`;
    const held = await keptOf(id);
    const now = daily.at(-1) ?? { tvs: 0, slashes: 0, days: 0, delegators: 0 };
    const total = held.reduce((sum, row) => sum + row.usd, 0);
    const hhi = held.reduce((sum, row) => sum + (row.usd / total) ** 2, 0);
    const v30 = variation(daily.slice(-30).map((row) => row.tvs));
    const performance =
      0.6 * Math.max(0, 100 - 25 * now.slashes) +
      (0.3 * 100) / (1 + v30) +
      0.1 * Math.min(100, (now.days / 365) * 100);
    const growth = now.tvs / (daily[0]?.tvs ?? 0) - 1;
    const economic =
      0.5 * (100 - 100 * hhi) +
      0.3 * Math.max(0, 100 - 10 * changes.length) +
      0.2 * Math.min(100, Math.max(0, 50 + 100 * growth));
    let size = Math.min(100, 90 + (10 * (now.tvs - p90)) / p90);
    if (now.tvs < median) size = (50 * now.tvs) / median;
    else if (now.tvs <= p90) size = 50 + (40 * (now.tvs - median)) / (p90 - median);
    const position = 0.7 * size + 0.3 * (100 - 100 * hhi);
    expect(Number(found?.delegation_hhi)).toBeCloseTo(hhi, 6);
    expect(Number(found?.delegation_volatility_30d)).toBeCloseTo(v30, 9);
    expect(Number(found?.performance_score)).toBeCloseTo(performance, 1);
    expect(Number(found?.economic_score)).toBeCloseTo(economic, 1);
    expect(Number(found?.network_position_score)).toBeCloseTo(position, 1);
    expect(
      Math.abs(Number(found?.risk_score) - (0.5 * performance + 0.35 * economic + 0.15 * position)),
    ).toBeLessThan(0.006);
  }
});

test("labels every score by its level, and doubts the young and the single-handed", async () => {
  const wrong = await sql`
    SELECT operator_id FROM operator_analytics
    WHERE risk_level <> CASE WHEN risk_score >= 80 THEN 'LOW' WHEN risk_score >= 60 THEN 'MEDIUM' WHEN risk_score >= 40 THEN 'HIGH' ELSE 'CRITICAL' END
      OR has_sufficient_data <> (operational_days >= 30 AND snapshot_delegator_count >= 2)`;
  expect([...wrong]).toEqual([]);
});

test("measures the concentration of every operator's delegators and strategies from the rows themselves", async () => {
  const sources = {
    delegator: await sql<Amount[]>`
      SELECT d.operator_id AS id, d.total_tvs_usd::float8 AS usd FROM operator_delegators d
      JOIN operator_state s USING (operator_id) WHERE d.is_delegated AND d.total_tvs_usd > 0 AND s.total_slash_events = 0`,
    strategy: await sql<Amount[]>`
      SELECT h.operator_id AS id, h.tvs_usd::float8 AS usd FROM historical_tvs_snapshots h
      JOIN operator_state s USING (operator_id)
      WHERE h.snapshot_date = ${day} AND h.tvs_usd > 0 AND s.total_slash_events = 0`,
  };
  for (const [kind, rows] of Object.entries(sources)) {
    const found = await sql<Record<string, string>[]>`
      SELECT c.* FROM concentration_metrics c JOIN operator_state s ON s.operator_id = c.entity_id
      WHERE entity_type = 'operator' AND date = ${day} AND concentration_type = ${kind} AND s.total_slash_events = 0`;
    const amounts = groupBy(rows, (row) => row.id);
    expect(found.map((row) => row.entity_id).sort()).toEqual([...amounts.keys()].sort());
    for (const row of found) {
      const held = amounts.get(row.entity_id ?? "") ?? [];
      const spread = spreadOf(Float64Array.from(held, ({ usd }) => usd));
      expect(row.total_entities).toBe(spread.count);
      expect(Number(row.hhi_value)).toBeCloseTo(spread.hhi ?? -1, 9);
      expect(Number(row.gini_coefficient)).toBeCloseTo(spread.gini ?? -1, 9);
      expect(Number(row.coefficient_of_variation ?? -1)).toBeCloseTo(spread.cv ?? -1, 9);
      expect(Number(row.top_5_percentage)).toBeCloseTo(spread.top5 ?? -1, 9);
      expect(Number(row.effective_entities)).toBeCloseTo(1 / (spread.hhi ?? 1), 6);
    }
  }
});

test("measures volatility and trend from the daily values", async () => {
  for (const id of await sample()) {
    const rows = await sql<{ tvs: number }[]>`
      SELECT total_tvs::float8 AS tvs FROM operator_daily_snapshots
      WHERE operator_id = ${id} AND snapshot_date > ${day}::date - 90 ORDER BY snapshot_date`;
    const values = rows.map((row) => row.tvs);
    const [found] = await sql<Record<string, string>[]>`
      SELECT * FROM volatility_metrics WHERE entity_type = 'operator' AND entity_id = ${id} AND date = ${day} AND metric_type = 'tvs'`;
    expect(Number(found?.volatility_7d)).toBeCloseTo(variation(values.slice(-7)), 9);
    expect(Number(found?.volatility_90d)).toBeCloseTo(variation(values), 9);
    const [x, y] = [(values.length - 1) / 2, mean(values)];
    const slope =
      values.reduce((sum, v, i) => sum + (i - x) * (v - y), 0) /
      values.reduce((sum, _, i) => sum + (i - x) ** 2, 0);
    expect(Math.abs(Number(found?.trend_direction) - slope)).toBeLessThan(1e-6 * (1 + Math.abs(slope)));
  }
});
