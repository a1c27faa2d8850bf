import postgres from "postgres";
import { afterAll, expect, inject, test } from "vitest";
import { readFacts } from "./facts/facts";

const sql = postgres(inject("demoUrl"), { max: 2, onnotice: () => {} });
const facts = readFacts();
const today = "2026-07-05";
const eigenYields = "0x5accc90436492f24e6af278569691e2c942a676d";

afterAll(() => sql.end());

/** The one row of a query of counts, as numbers. */
async function counts(query: string): Promise<Record<string, number>> {
  const [row] = await sql.unsafe<Record<string, string>[]>(query);
  return Object.fromEntries(Object.entries(row ?? {}).map(([key, value]) => [key, Number(value)]));
}

async function none(query: string) {
  expect(await sql.unsafe(query)).toEqual([]);
}

test("holds the whole network: operators, AVSs, sets, strategies, slashings, stakers", async () => {
  expect(
    await counts(`SELECT (SELECT count(*) FROM operators) AS operators, (SELECT count(*) FROM avs) AS avss,
      (SELECT count(*) FROM operator_sets) AS sets, (SELECT count(*) FROM strategies) AS strategies,
      (SELECT count(DISTINCT event_id) FROM operator_slashing_incidents) AS slashings,
      (SELECT count(*) > 15 FROM operator_slashing_incidents)::int AS "has doubles",
      (SELECT count(*) FROM stakers) AS stakers`),
  ).toEqual({
    operators: 1676,
    avss: 101,
    sets: 99,
    strategies: 49,
    slashings: 15,
    "has doubles": 1,
    stakers: 155_175,
  });
});

test("has every staker delegated to exactly one operator, as many to each as were counted", async () => {
  await none(`SELECT s.id FROM stakers s LEFT JOIN operator_delegators d ON d.staker_id = s.id AND d.is_delegated
    GROUP BY s.id HAVING count(d.id) <> 1`);
  const rows = await sql<{ id: string; n: number }[]>`
    SELECT operator_id AS id, count(*)::int AS n FROM operator_delegators WHERE is_delegated GROUP BY 1`;
  const found = new Map(rows.map((row) => [row.id, row.n]));
  for (const { address, stakerCount } of facts.operators) expect(found.get(address)).toBe(stakerCount ?? 1);
  expect(facts.operators.reduce((sum, one) => sum + (one.stakerCount ?? 0), 0)).toBe(155_164);
  expect(found.get(eigenYields)).toBe(21_836);
});

test("holds the newest known shares untouched, and delegators' shares that add to them", async () => {
  const recent = new Set(facts.shares2025.map((row) => row.operator));
  const wanted = new Map(
    [...facts.shares2024.filter((row) => !recent.has(row.operator)), ...facts.shares2025]
      .filter((row) => row.shares > 0n)
      .map((row) => [`${row.operator}-${row.strategy.address}`, row.shares.toString()]),
  );
  const held = await sql<{ key: string; shares: string }[]>`
    SELECT operator_id || '-' || strategy_id AS key, sum(shares) AS shares FROM operator_delegator_shares GROUP BY 1`;
  const valued = await sql<{ key: string; shares: string }[]>`
    SELECT operator_id || '-' || strategy_id AS key, shares FROM historical_tvs_snapshots WHERE snapshot_date = ${today}`;
  const sort = (entries: Iterable<readonly [string, string]>) =>
    [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  expect(sort(held.map((row) => [row.key, row.shares] as const))).toEqual(sort(wanted));
  expect(sort(valued.map((row) => [row.key, row.shares] as const))).toEqual(sort(wanted));
});

test("has one value, whichever table is asked", async () => {
  const [row] = await sql.unsafe<Record<string, string>[]>(`SELECT
    (SELECT sum(total_tvs) FROM operator_state) AS state, (SELECT sum(tvs_usd) FROM operator_strategy_state) AS strategies,
    (SELECT sum(total_tvs) FROM operator_daily_snapshots WHERE snapshot_date = '${today}') AS daily,
    (SELECT sum(tvs_usd) FROM historical_tvs_snapshots WHERE snapshot_date = '${today}') AS history,
    (SELECT sum(tvs_usd) FROM operator_delegator_shares) AS shares,
    (SELECT sum(total_tvs_usd) FROM operator_delegators) AS delegators,
    (SELECT total_tvs FROM network_daily_aggregates WHERE snapshot_date = '${today}') AS network`);
  expect(new Set(Object.values(row ?? {})).size).toBe(1);
  await none(`SELECT s.operator_id FROM operator_state s
    JOIN (SELECT operator_id, sum(tvs_usd) AS usd FROM operator_strategy_state GROUP BY 1) v USING (operator_id)
    LEFT JOIN (SELECT operator_id, sum(tvs_usd) AS usd FROM operator_delegator_shares GROUP BY 1) d USING (operator_id)
    WHERE v.usd <> coalesce(s.total_tvs, 0) OR coalesce(d.usd, 0) <> v.usd`);
});

test("values shares by rate, decimals and price", async () => {
  await none(`SELECT h.* FROM historical_tvs_snapshots h
    JOIN strategy_exchange_rates r ON r.strategy_address = h.strategy_id
    JOIN token_metadata t ON t.contract_address = r.underlying_token
    JOIN token_price_history p ON p.token_address = t.contract_address AND p.timestamp = h.snapshot_date
    WHERE h.operator_id = '${eigenYields}'
      AND abs(h.tvs_usd - h.shares * r.shares_to_underlying_rate / 1e18 / 10::numeric ^ t.decimals * p.price_usd) > 0.00001`);
  const prices = await sql<{ symbol: string; usd: string }[]>`
    SELECT m.symbol, p.price_usd AS usd FROM token_price_history p JOIN token_metadata m ON m.contract_address = p.token_address
    WHERE (m.symbol IN ('ETH', 'EIGEN') AND p.timestamp = '2026-07-05') OR (m.symbol = 'ETH' AND p.timestamp = '2025-06-09')
    ORDER BY 1, p.timestamp`;
  expect(prices.map((row) => [row.symbol, Number(row.usd)])).toEqual([
    ["EIGEN", 0.19],
    ["ETH", 2504],
    ["ETH", 2400],
  ]);
});

test("counts in operator_state what the other tables hold", async () => {
  await none(`SELECT s.operator_id FROM operator_state s WHERE
    s.active_avs_count <> (SELECT count(*) FROM operator_avs_relationships r WHERE r.operator_id = s.operator_id AND current_status = 'REGISTERED')
    OR s.total_delegators <> (SELECT count(*) FROM operator_delegators d WHERE d.operator_id = s.operator_id)
    OR s.active_delegators <> (SELECT count(*) FROM operator_delegators d WHERE d.operator_id = s.operator_id AND is_delegated)
    OR s.total_slash_events <> (SELECT count(DISTINCT event_id) FROM operator_slashing_incidents i WHERE i.operator_id = s.operator_id)
    OR s.active_operator_set_count <> (SELECT count(DISTINCT operator_set_id)
      FROM operator_allocation_snapshots a WHERE a.operator_id = s.operator_id AND a.snapshot_date = '${today}')`);
});

test("keeps each operator's real number of AVSs", async () => {
  const rows = await sql<
    { id: string; n: number }[]
  >`SELECT operator_id AS id, active_avs_count AS n FROM operator_state`;
  const found = new Map(rows.map((row) => [row.id, row.n]));
  const wrong = facts.operators.filter(
    (one) => one.avsCount !== null && found.get(one.address) !== one.avsCount,
  );
  expect(wrong).toEqual([]);
});

test("ends its daily history in the current state", async () => {
  await none(`SELECT s.operator_id FROM operator_state s JOIN operator_daily_snapshots d USING (operator_id)
    WHERE d.snapshot_date = '${today}' AND (d.delegator_count, d.active_avs_count, d.active_operator_set_count,
      d.slash_event_count_to_date, d.is_active, d.operational_days, d.total_tvs, d.pi_split_bips, d.snapshot_block)
    IS DISTINCT FROM (s.active_delegators, s.active_avs_count, s.active_operator_set_count, s.total_slash_events,
      s.is_active, s.operational_days, s.total_tvs, s.current_pi_split_bips, 25468595)`);
  await none(`SELECT t.id FROM operator_strategy_state t JOIN operator_strategy_daily_snapshots d USING (operator_id, strategy_id)
    WHERE d.snapshot_date = '${today}' AND (d.max_magnitude, d.encumbered_magnitude) IS DISTINCT FROM (t.max_magnitude, t.encumbered_magnitude)`);
  expect(
    await counts(`SELECT (SELECT count(DISTINCT snapshot_date) FROM operator_daily_snapshots) AS daily,
      (SELECT count(DISTINCT date) FROM operator_analytics) AS analytics,
      (SELECT count(DISTINCT date) FROM concentration_metrics WHERE concentration_type = 'delegator') AS concentration,
      (SELECT count(DISTINCT date) FROM volatility_metrics) AS volatility, (SELECT count(*) FROM network_daily_aggregates) AS network`),
  ).toEqual({ daily: 365, analytics: 365, concentration: 90, volatility: 90, network: 1118 });
});

test("moves from day to day like a market, without cliffs", async () => {
  await none(`SELECT * FROM (
      SELECT snapshot_date, total_tvs / lag(total_tvs) OVER (ORDER BY snapshot_date) AS change FROM network_daily_aggregates
      WHERE snapshot_date >= '2025-05-01') d WHERE change NOT BETWEEN 0.85 AND 1.18`);
});

test("adds monthly share snapshots to the operator's shares of that day", async () => {
  await none(`SELECT * FROM (SELECT operator_id, strategy_id, snapshot_date, sum(shares) AS shares
      FROM operator_delegator_shares_snapshots GROUP BY 1, 2, 3) s
    JOIN historical_tvs_snapshots h USING (operator_id, strategy_id, snapshot_date) WHERE s.shares <> h.shares`);
});

test("encumbers what is allocated, and never more than there is", async () => {
  await none(
    "SELECT id FROM operator_strategy_state WHERE encumbered_magnitude > max_magnitude OR max_magnitude > 1e18",
  );
  const held = `(SELECT a.*, CASE WHEN a.effect_block <= 25468595 THEN a.magnitude ELSE coalesce(s.magnitude, 0) END AS held
    FROM operator_allocations a LEFT JOIN operator_allocation_snapshots s
      ON (s.operator_id, s.operator_set_id, s.strategy_id) = (a.operator_id, a.operator_set_id, a.strategy_id)
      AND s.snapshot_date = '${today}') h`;
  await none(`SELECT t.id FROM operator_strategy_state t LEFT JOIN (
      SELECT operator_id, strategy_id, sum(held) AS used FROM ${held} GROUP BY 1, 2
    ) a USING (operator_id, strategy_id) WHERE t.encumbered_magnitude <> coalesce(a.used, 0)`);
  const found = await counts(`SELECT count(*) FILTER (WHERE held > 0) AS live,
    count(DISTINCT operator_id) FILTER (WHERE held > 0) AS operators, count(*) FILTER (WHERE magnitude = 0) AS ended,
    count(*) FILTER (WHERE effect_block > 25468595) AS pending,
    count(*) FILTER (WHERE effect_block > 25468595 AND held > magnitude) AS falling,
    count(*) FILTER (WHERE effect_block > 25468595 AND held BETWEEN 1 AND magnitude) AS rising FROM ${held}`);
  expect(found).toMatchObject({ live: 53, operators: 24, falling: 2, rising: 1 });
  expect(Math.min(found.ended ?? 0, found.pending ?? 0)).toBeGreaterThan(0);
});

test("tells each day's allocations as they were until their effect block", async () => {
  await none(`SELECT a.id FROM operator_allocations a JOIN operator_allocation_snapshots s
      USING (operator_id, operator_set_id, strategy_id)
    WHERE s.snapshot_block >= a.effect_block AND s.magnitude <> a.magnitude
      AND NOT EXISTS (SELECT 1 FROM operator_slashing_amounts m WHERE m.operator_id = a.operator_id)`);
  const { ended } = await counts(`SELECT count(DISTINCT a.id) AS ended FROM operator_allocations a
    JOIN operator_allocation_snapshots s USING (operator_id, operator_set_id, strategy_id)
    WHERE a.magnitude = 0 AND s.snapshot_block < a.effect_block AND s.magnitude > 0`);
  expect(ended).toBeGreaterThan(1);
});

test("slashed the real amounts at the real blocks, once each", async () => {
  const rows = await sql<{ key: string }[]>`
    SELECT DISTINCT i.operator_id || i.operator_set_id || a.strategy_id || a.wad_slashed || i.slashed_at_block || i.transaction_hash AS key
    FROM operator_slashing_incidents i JOIN operator_slashing_amounts a ON a.slashing_incident_id = i.id`;
  const wanted = facts.slashings.map(
    (row) => `${row.operator}${row.setId}${row.strategy.address}${row.wad}${row.block}${row.transaction}`,
  );
  expect(rows.map((row) => row.key).sort()).toEqual(wanted.sort());
});

test("says in the checkpoint where it stands and what is modelled", async () => {
  const [row] = await sql`SELECT last_processed_block, run_metadata FROM pipeline_checkpoints`;
  expect(row?.last_processed_block).toBe("25468595");
  expect(row?.run_metadata).toMatchObject({
    demo: true,
    scale: 1,
    real: {},
    modelled: expect.arrayContaining(["operator_analytics"]),
  });
});

test("writes no time of its own loading anywhere", async () => {
  const columns = await sql<{ table: string; column: string }[]>`
    SELECT c.table_name AS table, c.column_name AS column FROM information_schema.columns c
    WHERE c.table_schema = 'public' AND c.column_name IN ('created_at', 'updated_at', 'measured_at', 'calculated_at')`;
  for (const { table, column } of columns) {
    await none(`SELECT '${table}.${column}' AS late FROM ${table} WHERE ${column} > '2026-07-05' LIMIT 1`);
  }
});
