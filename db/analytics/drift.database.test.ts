import postgres from "postgres";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { checkDrift, findDrift } from "./drift";
import { checkAnalyticsIndexes } from "./indexes";
import { optionalTables } from "./optional-tables";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeEach(async () => {
  analytics = await createAnalyticsTestDatabase();
});
afterEach(async () => {
  await analytics.drop();
});

it("finds nothing to say about the contract's own tables, as the reader", async () => {
  expect(await checkDrift(analytics.readerUrl)).toEqual({ problems: [], notes: [] });
});

it("names an index that is gone, or not valid, and takes another one that begins with the same columns", async () => {
  expect(await checkAnalyticsIndexes(analytics.readerUrl)).toEqual([]);
  await analytics.sql.unsafe(`
    drop index idx_avs_metadata_name;
    create index wider on avs_metadata (name, last_updated_at);
    drop index idx_allocation_effect;
    create index some_rows on operator_allocations (effect_block) where effect_block > 0`);
  const admin = postgres(analytics.adminUrl, { max: 1 });
  await admin`update pg_index set indisvalid = false where indexrelid = 'idx_avs_metadata_updated'::regclass`;
  await admin.end();
  expect((await checkAnalyticsIndexes(analytics.readerUrl)).toSorted()).toEqual([
    "Index (effect_block) of operator_allocations is missing.",
    "Index (last_updated_at) of avs_metadata is missing.",
  ]);
});

it("names what is missing, changed or no longer unique, and notes what is new", async () => {
  await analytics.sql.unsafe(`
    alter table operator_state drop column total_tvs;
    alter table operator_state alter column operational_days type bigint;
    alter table operator_state alter column current_delegation_approver drop not null;
    alter table avs_metadata drop constraint avs_metadata_pkey;
    drop index operator_daily_snapshots_operator_date_key;
    drop table slashing_events_cache;
    alter table avs add column invented text;
    create table novelties (id int);
  `);
  const reader = postgres(analytics.readerUrl, { max: 1 });
  const { problems, notes } = await findDrift(reader);
  await reader.end();
  expect(problems).toEqual([
    "Primary key of avs_metadata is none, expected (avs_id).",
    "Unique key (operator_id, snapshot_date) of operator_daily_snapshots is missing.",
    "Column operator_state.current_delegation_approver may be null, expected not null.",
    "Column operator_state.operational_days is bigint, expected integer.",
    "Column operator_state.total_tvs is missing.",
    "Table slashing_events_cache is missing.",
  ]);
  expect(notes).toEqual([
    "Column avs.invented is unknown to this version.",
    "Table novelties is unknown to this version.",
  ]);
});

it("does without the tables that a pipeline may not have, and notes which they are", async () => {
  for (const table of optionalTables) await analytics.sql`drop table ${analytics.sql(table)} cascade`;
  const { problems, notes } = await checkDrift(analytics.readerUrl);
  expect(problems).toEqual([]);
  expect(notes).toHaveLength(optionalTables.length);
  expect(notes).toContain("Table token_price_history is missing: its figures are shown as not known.");
});
