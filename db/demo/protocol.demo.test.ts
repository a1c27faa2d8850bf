import postgres from "postgres";
import { afterAll, expect, inject, test } from "vitest";

// Judges the rows of the demo by the rules of EigenLayer's contracts, in SQL that shares nothing with the model.
const sql = postgres(inject("demoUrl"), { max: 2, onnotice: () => {} });
afterAll(() => sql.end());

const none = async (query: string) => expect(await sql.unsafe(query)).toEqual([]);
const count = async (query: string) => Number((await sql.unsafe(query))[0]?.count);

const WAD = "1000000000000000000";
const LEAVING_BLOCKS = 100_800;
const CONFIGURATION_BLOCKS = 126_000;

/** The changes of splits, each once although the pipeline stores some twice, with the one before. */
const changes = `(SELECT *, lag(new_bips) OVER w AS before, lag(activated_at) OVER w AS pending_until FROM (
    SELECT DISTINCT operator_id, commission_type, avs_id, operator_set_id, old_bips, new_bips, changed_at, activated_at, event_id
    FROM operator_commission_history) c
  WINDOW w AS (PARTITION BY operator_id, commission_type, avs_id, operator_set_id ORDER BY changed_at)) c`;

test("changes a split only within 0 to 100 %, 7 days ahead, and never while another change of it is pending", async () => {
  expect(await count(`SELECT count(*) FROM ${changes} WHERE pending_until IS NOT NULL`)).toBeGreaterThan(10);
  await none(
    `SELECT * FROM ${changes} WHERE new_bips NOT BETWEEN 0 AND 10000 OR old_bips NOT BETWEEN 0 AND 10000`,
  );
  await none(`SELECT * FROM ${changes} WHERE activated_at <> changed_at + interval '7 days'`);
  await none(`SELECT * FROM ${changes} WHERE changed_at <= pending_until`);
  await none(`SELECT * FROM ${changes} WHERE old_bips <> coalesce(before, 1000)`);
  await none(`SELECT c.operator_id FROM ${changes} JOIN operator_registration r USING (operator_id)
    WHERE c.changed_at < r.registered_at`);
});

test("has a pending change of a split, which pages show", async () => {
  expect(await count("SELECT count(*) FROM operator_commission_rates WHERE is_scheduled")).toBeGreaterThan(0);
});

test("keeps magnitudes between 0 and the maximum, which begins at 10^18 and never rises without an event", async () => {
  await none(`SELECT id FROM operator_strategy_state
    WHERE NOT (encumbered_magnitude BETWEEN 0 AND max_magnitude AND max_magnitude <= ${WAD})`);
  await none(`SELECT operator_id FROM operator_strategy_daily_snapshots
    WHERE NOT (encumbered_magnitude BETWEEN 0 AND max_magnitude AND max_magnitude <= ${WAD})`);
  await none(`SELECT * FROM (SELECT operator_id, strategy_id, snapshot_date, max_magnitude,
      lag(max_magnitude) OVER (PARTITION BY operator_id, strategy_id ORDER BY snapshot_date) AS before
      FROM operator_strategy_daily_snapshots) d
    WHERE max_magnitude > before OR (max_magnitude < before AND NOT EXISTS (SELECT FROM operator_slashing_incidents i
      JOIN operator_slashing_amounts m ON m.slashing_incident_id = i.id
      WHERE i.operator_id = d.operator_id AND m.strategy_id = d.strategy_id
        AND i.slashed_at <= d.snapshot_date AND i.slashed_at > d.snapshot_date - 1))`);
});

test("never allocates more of a strategy than the maximum on any day", async () => {
  expect(
    await count(`SELECT count(*) FROM operator_allocation_snapshots
      JOIN operator_strategy_daily_snapshots USING (operator_id, strategy_id, snapshot_date)`),
  ).toBeGreaterThan(100);
  await none(`SELECT a.operator_id, a.strategy_id, a.snapshot_date FROM operator_allocation_snapshots a
    JOIN operator_strategy_daily_snapshots d USING (operator_id, strategy_id, snapshot_date)
    GROUP BY 1, 2, 3, d.encumbered_magnitude, d.max_magnitude
    HAVING sum(a.magnitude) > d.encumbered_magnitude OR sum(a.magnitude) > d.max_magnitude`);
});

/** The newest change of each allocation that no slash wrote, with the magnitude in effect before it. */
const announced = `(SELECT a.*, effect_block - allocated_at_block AS delay, coalesce((SELECT s.magnitude
      FROM operator_allocation_snapshots s WHERE (s.operator_id, s.operator_set_id, s.strategy_id)
        = (a.operator_id, a.operator_set_id, a.strategy_id) AND s.snapshot_block < a.allocated_at_block
      ORDER BY s.snapshot_block DESC LIMIT 1), 0) AS before
  FROM operator_allocations a WHERE NOT EXISTS (SELECT FROM operator_slashing_incidents i
    WHERE (i.operator_id, i.operator_set_id, i.slashed_at_block) = (a.operator_id, a.operator_set_id, a.effect_block))) a`;

test("lets a rise wait its operator's one delay, and a fall 14 days", async () => {
  expect(await count(`SELECT count(*) FROM ${announced} WHERE magnitude > before`)).toBeGreaterThan(30);
  expect(await count(`SELECT count(*) FROM ${announced} WHERE magnitude < before`)).toBeGreaterThan(3);
  await none(`SELECT operator_id FROM ${announced} WHERE magnitude > before GROUP BY 1
    HAVING count(DISTINCT delay) > 1 OR min(delay) < 0`);
  await none(`SELECT id, delay FROM ${announced} WHERE magnitude < before AND delay <> ${LEAVING_BLOCKS}`);
  await none(`SELECT id FROM ${announced} WHERE magnitude = before`);
});

test("announces a change of an allocation only to a set that exists, after the one before it counts", async () => {
  expect(
    await count(
      `SELECT count(*) FROM operator_allocations a JOIN operator_set_state s ON s.id = a.operator_set_id`,
    ),
  ).toBeGreaterThan(30);
  await none(`SELECT a.id FROM operator_allocations a JOIN operator_set_state s ON s.id = a.operator_set_id
    WHERE a.allocated_at_block < s.created_at_block`);
  await none(`SELECT a.id FROM ${announced} JOIN operator_registration r USING (operator_id)
    WHERE before = 0 AND a.allocated_at_block < r.registration_block + ${CONFIGURATION_BLOCKS}`);
  // The magnitude before it was in effect on the last day before: no other change was pending then.
  await none(`SELECT a.id FROM operator_allocations a JOIN operator_allocation_snapshots s
      USING (operator_id, operator_set_id, strategy_id)
    WHERE s.snapshot_block >= a.effect_block AND s.magnitude <> a.magnitude
      AND NOT EXISTS (SELECT FROM operator_slashing_amounts m WHERE m.operator_id = a.operator_id)`);
});

/** Each slash of a strategy once, with the maximum before it. */
const slashes = `(SELECT DISTINCT i.operator_id, i.operator_set_id, i.slashed_at, i.slashed_at_block, m.strategy_id, m.wad_slashed
  FROM operator_slashing_incidents i JOIN operator_slashing_amounts m ON m.slashing_incident_id = i.id) i`;

test("slashes only what is allocated in effect, in strategies of the set, of members or who left 14 days ago at most", async () => {
  const joined = [
    "JOIN operator_set_state s ON s.id = i.operator_set_id",
    "JOIN operator_avs_relationships r ON r.operator_id = i.operator_id AND r.avs_id = split_part(i.operator_set_id, '-', 1)",
    `JOIN operator_allocation_snapshots a ON (a.operator_id, a.operator_set_id, a.strategy_id)
      = (i.operator_id, i.operator_set_id, i.strategy_id) AND a.snapshot_date = i.slashed_at::date
      JOIN operator_strategy_daily_snapshots d ON (d.operator_id, d.strategy_id, d.snapshot_date)
      = (a.operator_id, a.strategy_id, a.snapshot_date)`,
  ];
  for (const rows of joined)
    expect(await count(`SELECT count(*) FROM ${slashes} ${rows}`)).toBeGreaterThan(0);
  await none(`SELECT * FROM ${slashes} WHERE wad_slashed NOT BETWEEN 1 AND ${WAD}`);
  await none(`SELECT * FROM ${slashes} WHERE NOT EXISTS (SELECT FROM operator_allocations a
    WHERE (a.operator_id, a.operator_set_id, a.strategy_id) = (i.operator_id, i.operator_set_id, i.strategy_id))`);
  await none(`SELECT i.* FROM ${slashes} JOIN operator_set_state s ON s.id = i.operator_set_id
    WHERE i.slashed_at_block < s.created_at_block OR NOT i.strategy_id = ANY(s.supported_strategies)`);
  await none(`SELECT i.* FROM ${slashes}
    JOIN operator_avs_relationships r ON r.operator_id = i.operator_id AND r.avs_id = split_part(i.operator_set_id, '-', 1)
    WHERE i.slashed_at < r.first_registered_at
      OR r.last_unregistered_at < i.slashed_at - interval '14 days' AND r.last_registered_at < r.last_unregistered_at`);
  // A slash takes at most what is allocated to the set in the snapshot of its day.
  await none(`SELECT i.*, a.magnitude FROM ${slashes}
    JOIN operator_allocation_snapshots a ON (a.operator_id, a.operator_set_id, a.strategy_id)
      = (i.operator_id, i.operator_set_id, i.strategy_id) AND a.snapshot_date = i.slashed_at::date
    JOIN operator_strategy_daily_snapshots d ON (d.operator_id, d.strategy_id, d.snapshot_date)
      = (a.operator_id, a.strategy_id, a.snapshot_date)
    WHERE d.max_magnitude * i.wad_slashed / ${WAD} > a.magnitude + 1`);
});

test("deposits and delegates nothing into a strategy that is dead", async () => {
  expect(await count("SELECT count(*) FROM operator_strategy_state WHERE max_magnitude = 0")).toBeGreaterThan(
    0,
  );
  await none(`SELECT s.id FROM operator_strategy_state m JOIN operator_delegator_shares s USING (operator_id, strategy_id)
    WHERE m.max_magnitude = 0 AND (s.shares > 0 OR s.shares_updated_block > m.max_magnitude_updated_block)`);
});

test("lets no operator leave itself, and each is its own delegator", async () => {
  await none(`SELECT id FROM operator_delegator_history
    WHERE staker_id = operator_id AND delegation_type <> 'DELEGATED'`);
  await none(`SELECT id FROM operators o WHERE NOT EXISTS (SELECT FROM operator_delegators d
    WHERE d.operator_id = o.id AND d.staker_id = o.id AND d.is_delegated)`);
});

test("lets nobody delegate to an operator before it registered, or twice without leaving", async () => {
  await none(`SELECT h.id FROM operator_delegator_history h JOIN operator_registration r USING (operator_id)
    WHERE h.event_timestamp < r.registered_at LIMIT 5`);
  await none(`SELECT * FROM (SELECT staker_id, event_timestamp, delegation_type,
      lag(delegation_type) OVER (PARTITION BY staker_id ORDER BY event_timestamp, id) AS before
      FROM (SELECT DISTINCT ON (staker_id, operator_id, delegation_type, event_block) * FROM operator_delegator_history
        WHERE delegation_type <> 'FORCE_UNDELEGATED' ORDER BY staker_id, operator_id, delegation_type, event_block, id) e) h
    WHERE before = delegation_type LIMIT 5`);
});
