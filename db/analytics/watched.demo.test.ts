import postgres from "postgres";
import { afterAll, expect, inject, test } from "vitest";
import { connectAnalytics } from "./client";
import { listWatchedFigures } from "./watched";

const url = inject("demoReaderUrl");
const sql = postgres(url, { max: 1, onnotice: () => {} });
const analytics = connectAnalytics(url);
/** The last day of the data: what was then is what is now. */
const visitedAt = new Date("2026-07-05T00:00:00Z");

afterAll(() => Promise.all([sql.end(), analytics.close()]));

async function watchedFrom(entityType: "operator" | "avs" | "strategy", query: string) {
  const rows = await sql.unsafe(query);
  return rows.map(({ id }) => ({ entityType, entityId: String(id) }));
}

test("finds the present in the history of every AVS and strategy, and of three hundred operators", async () => {
  const entities = [
    ...(await watchedFrom("avs", "select id from avs")),
    ...(await watchedFrom("strategy", "select id from strategies")),
    ...(await watchedFrom("operator", "select operator_id as id from operator_state order by 1 limit 300")),
  ];
  const rows = await listWatchedFigures(analytics.db, entities, visitedAt);
  expect(rows).toHaveLength(entities.length);
  for (const { entityId, operator, avs, strategy } of rows) {
    if (avs) expect(avs.operatorCountAtVisit, entityId).toBe(avs.operatorCount);
    else if (strategy) expect(strategy.tvsUsdAtVisit ?? 0, entityId).toBeCloseTo(strategy.tvsUsd ?? 0, 2);
    else if (operator?.tvsUsd) expect(operator.past.tvsUsdAtVisit, entityId).toBeCloseTo(operator.tvsUsd, 2);
    else expect(operator, entityId).not.toBeNull();
  }
});

test("answers for fifty entities within half a second", async () => {
  const entities = [
    ...(await watchedFrom(
      "operator",
      "select operator_id as id from operator_state order by total_tvs desc nulls last limit 30",
    )),
    ...(await watchedFrom("avs", "select id from avs order by 1 limit 10")),
    ...(await watchedFrom("strategy", "select id from strategies order by 1 limit 10")),
  ];
  const milliseconds = [];
  for (let times = 0; times < 4; times++) {
    const started = performance.now();
    expect(await listWatchedFigures(analytics.db, entities, visitedAt)).toHaveLength(50);
    milliseconds.push(performance.now() - started);
  }
  expect(Math.min(...milliseconds)).toBeLessThan(500);
});
