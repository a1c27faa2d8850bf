import postgres from "postgres";
import { afterAll, expect, inject, test } from "vitest";
import { demoScenarios } from "../testing/demo-scenarios";
import { readFacts } from "./facts/facts";

const sql = postgres(inject("demoUrl"), { max: 2, onnotice: () => {} });
const facts = readFacts();
const today = "2026-07-05";
const eigenYields = "0x5accc90436492f24e6af278569691e2c942a676d";

afterAll(() => sql.end());

/** Returns the one row of a query of counts, as numbers. */
async function counts(query: string): Promise<Record<string, number>> {
  const [row] = await sql.unsafe<Record<string, string>[]>(query);
  return Object.fromEntries(Object.entries(row ?? {}).map(([key, value]) => [key, Number(value)]));
}

async function none(query: string) {
  expect(await sql.unsafe(query)).toEqual([]);
}

/** Returns SQL that selects fictional entities, by the demo's own description. */
const isFictional = (kind: "operators" | "avs", column: string) =>
  `(SELECT run_metadata -> 'fictional' -> '${kind}' ? ${column} FROM pipeline_checkpoints)`;

test("holds the whole network: operators, AVSs, sets, strategies, slashings, stakers; and the examples beside it", async () => {
  expect(
    await counts(`SELECT (SELECT count(*) FROM operators WHERE NOT ${isFictional("operators", "id")}) AS operators,
      (SELECT count(*) FROM avs WHERE NOT ${isFictional("avs", "id")}) AS avss,
      (SELECT count(*) FROM operators WHERE ${isFictional("operators", "id")}) AS "example operators",
      (SELECT count(*) FROM avs WHERE ${isFictional("avs", "id")}) AS "example AVSs",
      (SELECT count(*) FROM operator_sets WHERE NOT ${isFictional("avs", "avs_id")}) AS sets, (SELECT count(*) FROM strategies) AS strategies,
      (SELECT count(DISTINCT event_id) FROM operator_slashing_incidents WHERE NOT ${isFictional("operators", "operator_id")}) AS slashings,
      (SELECT count(DISTINCT event_id) FROM operator_slashing_incidents WHERE ${isFictional("operators", "operator_id")}) AS "example slashings",
      (SELECT count(*) > count(DISTINCT event_id) FROM operator_slashing_incidents)::int AS "has doubles",
      (SELECT count(*) FROM operator_delegators WHERE is_delegated AND NOT ${isFictional("operators", "operator_id")}) AS stakers`),
  ).toEqual({
    operators: 1676,
    avss: 101,
    "example operators": 24,
    "example AVSs": 6,
    sets: 99,
    strategies: 49,
    slashings: 15,
    // The two beside the published ones show words that no known operator shows.
    "example slashings": 2,
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
  const slashed = new Set(facts.slashings.map((row) => `${row.operator}-${row.strategy.address}`));
  const wanted = new Map(
    [...facts.shares2024.filter((row) => !recent.has(row.operator)), ...facts.shares2025]
      .filter((row) => row.shares > 0n && !slashed.has(`${row.operator}-${row.strategy.address}`))
      .map((row) => [`${row.operator}-${row.strategy.address}`, row.shares.toString()]),
  );
  const held = await sql<{ key: string; shares: string }[]>`
    SELECT operator_id || '-' || strategy_id AS key, sum(shares) AS shares FROM operator_delegator_shares
    WHERE NOT ${sql.unsafe(isFictional("operators", "operator_id"))} GROUP BY 1`;
  const valued = await sql<{ key: string; shares: string }[]>`
    SELECT operator_id || '-' || strategy_id AS key, shares FROM historical_tvs_snapshots
    WHERE snapshot_date = ${today} AND NOT ${sql.unsafe(isFictional("operators", "operator_id"))}`;
  const sort = (entries: Iterable<readonly [string, string]>) =>
    [...entries].filter(([key]) => !slashed.has(key)).sort(([a], [b]) => (a < b ? -1 : 1));
  expect(sort(held.map((row) => [row.key, row.shares] as const))).toEqual(sort(wanted));
  expect(sort(valued.map((row) => [row.key, row.shares] as const))).toEqual(sort(wanted));
});

test("has one present value and one daily one, whichever table is asked; they differ by what slashes took", async () => {
  const [now] = await sql.unsafe<Record<string, string>[]>(`SELECT
    (SELECT sum(total_tvs) FROM operator_state) AS state, (SELECT sum(tvs_usd) FROM operator_strategy_state) AS strategies,
    (SELECT sum(tvs_usd) FROM operator_delegator_shares) AS shares,
    (SELECT sum(total_tvs_usd) FROM operator_delegators) AS delegators`);
  expect(new Set(Object.values(now ?? {})).size).toBe(1);
  const [daily] = await sql.unsafe<Record<string, string>[]>(`SELECT
    (SELECT sum(total_tvs) FROM operator_daily_snapshots WHERE snapshot_date = '${today}') AS daily,
    (SELECT sum(tvs_usd) FROM historical_tvs_snapshots WHERE snapshot_date = '${today}') AS history,
    (SELECT total_tvs FROM network_daily_aggregates WHERE snapshot_date = '${today}') AS network`);
  expect(new Set(Object.values(daily ?? {})).size).toBe(1);
  await none(`SELECT s.id FROM operator_strategy_state s JOIN historical_tvs_snapshots h USING (operator_id, strategy_id)
    WHERE h.snapshot_date = '${today}' AND abs(s.tvs_usd - h.tvs_usd * s.max_magnitude / 1e18) > 0.00001`);
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
    OR s.active_operator_set_count IS DISTINCT FROM (SELECT sum(jsonb_array_length(active_operator_set_ids))
      FROM operator_avs_relationships r WHERE r.operator_id = s.operator_id)`);
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
      s.is_active, s.operational_days, CASE WHEN s.total_slash_events = 0 THEN s.total_tvs ELSE d.total_tvs END,
      s.current_pi_split_bips, 25468595)`);
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
      SELECT operator_id, strategy_id, sum(greatest(held, magnitude)) AS used FROM ${held} GROUP BY 1, 2
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
    FROM operator_slashing_incidents i JOIN operator_slashing_amounts a ON a.slashing_incident_id = i.id
    WHERE NOT ${sql.unsafe(isFictional("operators", "i.operator_id"))}`;
  const wanted = facts.slashings.map(
    (row) => `${row.operator}${row.setId}${row.strategy.address}${row.wad}${row.block}${row.transaction}`,
  );
  expect(rows.map((row) => row.key).sort()).toEqual(wanted.sort());
});

/**
 * Returns the loss of each slashing in whole tokens: the shares of the day before x the part left by earlier slashes
 * x the fraction.
 */
const taken = (set: string, symbol = "%") =>
  sql<{ operator: string; symbol: string; tokens: number; usd: number }[]>`
    WITH slashes AS (
      SELECT DISTINCT i.operator_id, i.operator_set_id, a.strategy_id, a.wad_slashed, i.slashed_at, i.slashed_at_block
      FROM operator_slashing_incidents i JOIN operator_slashing_amounts a ON a.slashing_incident_id = i.id
    ), left_before AS (
      SELECT s.*, coalesce((SELECT exp(sum(ln(1 - e.wad_slashed / 1e18))) FROM slashes e WHERE e.operator_id = s.operator_id
        AND e.strategy_id = s.strategy_id AND e.slashed_at_block < s.slashed_at_block), 1) AS part FROM slashes s
    )
    SELECT l.operator_id AS operator, t.symbol, h.shares * l.part * l.wad_slashed / 1e18 * r.shares_to_underlying_rate / 1e18 / 10 ^ t.decimals AS tokens,
      h.shares * l.part * l.wad_slashed / 1e18 * r.shares_to_underlying_rate / 1e18 / 10 ^ t.decimals * p.price_usd AS usd
    FROM left_before l
    JOIN historical_tvs_snapshots h ON h.operator_id = l.operator_id AND h.strategy_id = l.strategy_id AND h.snapshot_date = l.slashed_at::date
    JOIN strategy_exchange_rates r ON r.strategy_address = l.strategy_id
    JOIN token_metadata t ON t.contract_address = r.underlying_token
    JOIN token_price_history p ON p.token_address = t.contract_address AND p.timestamp = ${today}
    WHERE l.operator_set_id = ${set} AND t.symbol LIKE ${symbol}`.then((rows) =>
    rows.map((row) => ({ ...row, tokens: Number(row.tokens), usd: Number(row.usd) })),
  );
const sumOf = (rows: { tokens: number; usd: number }[], of: "tokens" | "usd") =>
  rows.reduce((sum, row) => sum + row[of], 0);

test("lost to slashings what was published: 28.8 thousand tokens to EigenYields' AVS, 2.5 thousand to Aleph", async () => {
  const own = await taken("0x12b75d5ed35320b33daf37f90ff0f6d31796cc3d-0");
  expect(own).toHaveLength(10);
  expect(sumOf(own, "tokens") / 28_800).toBeCloseTo(1, 2);
  expect(sumOf(own, "usd") / 73e6).toBeCloseTo(1, 1);
  const aleph = await taken("0x90c68bf0caca6b2a8ba7ede549c911f907b9ef79-0");
  expect(aleph).toHaveLength(3);
  expect(sumOf(aleph, "tokens") / 2_500).toBeCloseTo(1, 2);
  const [first] = aleph.filter((row) => row.operator === eigenYields);
  expect(first?.symbol).toBe("rETH");
  expect(first?.tokens).toBeCloseTo(2491.76, 1);
});

test("lets EigenYields' stETH leave before the slash, the real withdrawal among it, and InfStones' tokens too", async () => {
  const steth = "0x93c4b944d05dfe6df7645a86cd2206016c51564d";
  const on = (operator: string, strategy: string, day: string) =>
    sql<{ shares: string }[]>`SELECT shares FROM historical_tvs_snapshots
      WHERE operator_id = ${operator} AND strategy_id = ${strategy} AND snapshot_date = ${day}`.then(
      ([row]) => BigInt(row?.shares ?? -1),
    );
  expect((await on(eigenYields, steth, "2025-09-26")) / 10n ** 18n).toBe(573_395n);
  const left = (await on(eigenYields, steth, "2026-04-09")) - (await on(eigenYields, steth, "2026-04-10"));
  expect(left).toBe(188_467_287_078_862_890_369_933n);
  expect((await on(eigenYields, steth, "2026-04-30")) / 10n ** 18n).toBe(11_443n);
  const [withdrawn] = await sql`SELECT s.shares, s.shares_updated_block, d.is_delegated
    FROM operator_delegator_shares s JOIN operator_delegators d USING (operator_id, staker_id)
    WHERE s.staker_id = '0x1b7a4c3797236a1c37f8741c0be35c2c72736fff' AND s.strategy_id = ${steth}`;
  expect(withdrawn).toEqual({ shares: "0", shares_updated_block: 24_845_451, is_delegated: true });
  const infStones = "0x4cd2086e1d708e65db5d4f5712a9ca46ed4bbd0a";
  for (const strategy of [steth, "0x1bee69b7dfffa4e2d53c2a2df135c388ad25dcd2"]) {
    expect(await on(infStones, strategy, "2026-02-01")).toBeLessThan(10n * 10n ** 18n);
    expect(await on(infStones, strategy, "2025-08-01")).toBeGreaterThan(10n * 10n ** 18n);
  }
});

test("keeps every other slashed asset of EigenYields at its September 2025 amount, in every day from then on", async () => {
  const others = facts.shares2025.filter(
    ({ operator, strategy }) =>
      operator === eigenYields &&
      strategy.symbol !== "stETH" &&
      facts.slashings.some((row) => row.operator === operator && row.strategy === strategy),
  );
  expect(others).toHaveLength(9);
  for (const { strategy, shares } of others) {
    await none(`SELECT snapshot_date FROM historical_tvs_snapshots WHERE operator_id = '${eigenYields}'
      AND strategy_id = '${strategy.address}' AND snapshot_date >= '2025-09-26' AND shares <> ${shares}`);
  }
});

test("lowers present shares with the magnitude, in the block of the slash, and never a kept one", async () => {
  await none(`SELECT s.id FROM operator_delegator_shares s
    JOIN operator_strategy_state m USING (operator_id, strategy_id)
    JOIN operator_delegator_shares_snapshots k USING (operator_id, strategy_id, staker_id)
    WHERE k.snapshot_date = '${today}' AND s.shares <> div(k.shares * m.max_magnitude, 1e18)`);
  await none(`SELECT s.id, s.shares_updated_block FROM operator_delegator_shares s
    JOIN (SELECT a.operator_id, a.strategy_id, max(i.slashed_at_block) AS block, max(i.slashed_at) AS at
      FROM operator_slashing_amounts a JOIN operator_slashing_incidents i ON i.id = a.slashing_incident_id GROUP BY 1, 2) l
      USING (operator_id, strategy_id)
    WHERE (s.shares_updated_block, s.shares_updated_at) <> (l.block, l.at) AND s.shares_updated_block <> 24845451`);
  for (const operator of new Set(facts.slashings.map((row) => row.operator))) {
    for (const { strategy } of facts.slashings.filter((row) => row.operator === operator)) {
      let [max, block] = [10n ** 18n, 0];
      for (const slash of facts.slashings)
        if (slash.operator === operator && slash.strategy === strategy) {
          max -= (max * slash.wad + 10n ** 18n - 1n) / 10n ** 18n;
          block = slash.block;
        }
      const [state] =
        await sql`SELECT max_magnitude, encumbered_magnitude, max_magnitude_updated_block AS block
        FROM operator_strategy_state WHERE operator_id = ${operator} AND strategy_id = ${strategy.address}`;
      expect([state?.max_magnitude, state?.encumbered_magnitude]).toEqual([`${max}`, `${max}`]);
      expect(state?.block).toBe(block);
    }
  }
  await none(
    `SELECT id FROM operator_strategy_state WHERE max_magnitude_updated_block IS NULL AND max_magnitude <> 1e18`,
  );
});

test("lets nobody join a strategy after it was slashed there", async () => {
  await none(`SELECT s.id FROM operator_delegator_shares s JOIN operator_delegators d USING (operator_id, staker_id)
    JOIN (SELECT a.operator_id, a.strategy_id, min(i.slashed_at) AS at FROM operator_slashing_amounts a
      JOIN operator_slashing_incidents i ON i.id = a.slashing_incident_id GROUP BY 1, 2) l USING (operator_id, strategy_id)
    WHERE d.delegated_at >= l.at`);
});

test("writes both events of a forced departure, in one block and transaction", async () => {
  const { forced } = await counts(
    "SELECT count(*) AS forced FROM operator_delegator_history WHERE delegation_type = 'FORCE_UNDELEGATED'",
  );
  expect(forced).toBeGreaterThan(10);
  await none(`SELECT f.id FROM operator_delegator_history f WHERE f.delegation_type = 'FORCE_UNDELEGATED' AND (
    SELECT count(*) FROM operator_delegator_history u WHERE u.delegation_type = 'UNDELEGATED'
      AND (u.operator_id, u.staker_id, u.event_block, u.transaction_hash, u.event_timestamp)
        = (f.operator_id, f.staker_id, f.event_block, f.transaction_hash, f.event_timestamp)) <> 1`);
});

test("gives real operators only what is known of them: 12 slashed allocations, 5 splits, no approver, no example AVS", async () => {
  await none(`SELECT a.id FROM operator_allocations a WHERE NOT ${isFictional("operators", "a.operator_id")} AND NOT EXISTS (
    SELECT FROM operator_slashing_incidents i JOIN operator_slashing_amounts m ON m.slashing_incident_id = i.id
    WHERE (i.operator_id, i.operator_set_id, m.strategy_id) = (a.operator_id, a.operator_set_id, a.strategy_id))`);
  const splits = await sql<
    { key: string }[]
  >`SELECT operator_id || ' ' || avs_id || ' ' || current_bips AS key
    FROM operator_commission_rates WHERE NOT ${sql.unsafe(isFictional("operators", "operator_id"))}`;
  expect(splits.map((row) => row.key).sort()).toEqual(
    facts.splits.map((row) => `${row.operator} ${row.avs} ${row.bips}`).sort(),
  );
  await none(`SELECT operator_id FROM operator_state WHERE NOT ${isFictional("operators", "operator_id")}
    AND (is_permissioned IS NOT NULL OR current_delegation_approver <> '0x0000000000000000000000000000000000000000')`);
  await none(`SELECT id FROM operator_avs_relationships
    WHERE ${isFictional("operators", "operator_id")} <> ${isFictional("avs", "avs_id")}`);
  await none(`SELECT a.id FROM operator_allocations a JOIN operator_sets s ON s.id = a.operator_set_id
    WHERE ${isFictional("operators", "a.operator_id")} <> ${isFictional("avs", "s.avs_id")}`);
  await none(`SELECT o.id FROM operators o LEFT JOIN operator_metadata m ON m.operator_id = o.id
    WHERE ${isFictional("operators", "o.id")} <> coalesce(m.metadata_json ->> 'name' ~ '^Example Operator [0-9]+$', false)`);
  await none(`SELECT a.id FROM avs a LEFT JOIN avs_metadata m ON m.avs_id = a.id
    WHERE ${isFictional("avs", "a.id")} <> coalesce(m.name ~ '^Example AVS [0-9]+$', false)`);
  const { real, all } =
    await counts(`SELECT sum(s.usd) FILTER (WHERE NOT ${isFictional("operators", "s.operator_id")}) AS real,
    sum(s.usd) AS all FROM (SELECT a.operator_id, sum(t.tvs_usd * a.magnitude / nullif(t.max_magnitude, 0)) AS usd
      FROM operator_allocations a JOIN operator_strategy_state t USING (operator_id, strategy_id)
      WHERE a.effect_block <= 25468595 GROUP BY 1) s`);
  expect(real).toBeLessThan(42_000);
  expect(all).toBeGreaterThan(4e6);
  expect(all).toBeLessThan(8e6);
});

test("carries the published totals of splits", async () => {
  expect(
    await counts(`SELECT count(*) FILTER (WHERE commission_type = 'AVS') AS avs, count(DISTINCT avs_id) AS avss,
      count(*) FILTER (WHERE commission_type = 'PI') AS pi FROM operator_commission_rates`),
  ).toEqual({ avs: 61, avss: 11, pi: 9 });
});

test("knows the strategies of a set as facts: those that a real one slashed, and more of an example than is allocated", async () => {
  await none(`SELECT s.id FROM operator_set_state s WHERE NOT ${isFictional("avs", "s.avs_id")}
    AND coalesce(s.supported_strategies, '{}') <> ARRAY(SELECT DISTINCT m.strategy_id FROM operator_slashing_incidents i
      JOIN operator_slashing_amounts m ON m.slashing_incident_id = i.id WHERE i.operator_set_id = s.id ORDER BY 1)::varchar[]`);
  const { more } = await counts(`SELECT count(*) AS more FROM operator_set_state s
    WHERE ${isFictional("avs", "s.avs_id")} AND array_length(supported_strategies, 1) > (
      SELECT count(DISTINCT strategy_id) FROM operator_allocations a WHERE a.operator_set_id = s.id)`);
  expect(more).toBe(12);
});

test.each(Object.entries(demoScenarios))("shows %s", async (_, query) => {
  expect((await sql.unsafe(query)).length).toBeGreaterThan(0);
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
