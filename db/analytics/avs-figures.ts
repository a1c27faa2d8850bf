import { sql } from "drizzle-orm";
import {
  avs,
  avsMetadata,
  operatorAvsRegistrationHistory,
  operatorAvsRelationships,
  operatorSets,
  operatorSlashingIncidents,
  operatorState,
} from "@/drizzle/analytics/schema";
import { usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { avsBps } from "./commission-rate";
import { allocations } from "./exposure";
import { asOfDay, quantity } from "./expressions";
import { slashingKey } from "./slashing-figures";

/** Qualified by hand: drizzle drops the table's name from columns that stand directly in a selected expression. */
const avsId = sql`${avs}.id`;

const declared = (column: "name" | "description" | "website" | "twitter" | "logo") =>
  sql<
    string | null
  >`(select nullif(trim(m.${sql.raw(column)}), '') from ${avsMetadata} m where m.avs_id = ${avsId})`;

const registered = sql`from ${operatorAvsRelationships} g where g.avs_id = ${avsId}
  and upper(g.current_status) = 'REGISTERED'`;
const registeredState = sql`from ${operatorAvsRelationships} g join ${operatorState} s on s.operator_id = g.operator_id
  where g.avs_id = ${avsId} and upper(g.current_status) = 'REGISTERED'`;

/** Operators whose newest registration event up to the end of the day 30 days ago is a registration. */
const operatorCount30dAgo = sql`(select count(*) filter (where upper(e.status) = 'REGISTERED')
  from (select distinct on (h.operator_id) h.status from ${operatorAvsRegistrationHistory} h
    where h.avs_id = ${avsId} and h.status_changed_at < ${asOfDay} - 29
    order by h.operator_id, h.status_changed_at desc, h.id desc) e)`;

/** Distinct events: the pipeline may store one slashing many times. */
const slashings = sql`from ${operatorSlashingIncidents} i join ${operatorSets} o on o.id = i.operator_set_id
  where o.avs_id = ${avsId}`;

/**
 * Every AVS's headline figures, one row each: the one source of the list, the page, the CSV and the API.
 * `operatorTvsUsd` is the whole value that its operators hold, most of which it cannot touch; `allocatedUsd` is the
 * part allocated to its operator sets in effect now, and `slashableUsd` that of members of those sets. Both are `null`
 * when nothing of known value is allocated, and `allocationCount` tells which it is. Declared texts are the service's
 * own, unchecked.
 * Units: USD, basis points, counts. Sources: avs, avs_metadata, operator_avs_relationships, operator_state,
 * operator_avs_registration_history, operator_sets, operator_slashing_incidents, operator_commission_rates, and those
 * of `allocations`.
 */
export const avsFigures = (db: AnalyticsDb) => {
  const allocated = allocations(db);
  const held = db
    .select({
      heldBy: sql<string>`allocated.avs`.as("held_by"),
      allocatedUsd: sql`sum(allocated.allocated_usd)`.as("held_usd"),
      slashableUsd: sql`sum(allocated.allocated_usd) filter (where allocated.is_slashable)`.as(
        "held_slashable_usd",
      ),
      allocationCount: sql`count(*)`.as("held_count"),
      strategyCount: sql`count(distinct allocated.strategy)`.as("held_strategies"),
    })
    .from(allocated)
    .groupBy(sql`allocated.avs`)
    .as("held");
  return db
    .select({
      address: sql<string>`${avsId}`.as("address"),
      name: declared("name").as("name"),
      description: declared("description").as("description"),
      website: declared("website").as("website"),
      twitter: declared("twitter").as("twitter"),
      operatorCount: sql<number>`(select count(*) ${registered})`.mapWith(Number).as("operator_count"),
      operatorCount30dAgo: quantity(operatorCount30dAgo, Number).as("operator_count_30d"),
      operatorTvsUsd: quantity(sql`(select sum(s.total_tvs) ${registeredState})`, usd).as("operator_tvs_usd"),
      delegatorCount: sql<number>`(select coalesce(sum(s.active_delegators), 0) ${registeredState})`
        .mapWith(Number)
        .as("delegator_count"),
      operatorSetCount: sql<number>`(select count(*) from ${operatorSets} o where o.avs_id = ${avsId})`
        .mapWith(Number)
        .as("operator_set_count"),
      allocatedUsd: quantity(sql`held.held_usd`, usd).as("allocated_usd"),
      slashableUsd: quantity(sql`held.held_slashable_usd`, usd).as("slashable_usd"),
      allocationCount: sql<number>`coalesce(held.held_count, 0)`.mapWith(Number).as("allocation_count"),
      strategyCount: sql<number>`coalesce(held.held_strategies, 0)`.mapWith(Number).as("strategy_count"),
      medianCommissionBps: quantity(
        sql`(select percentile_cont(0.5) within group (order by
          ${avsBps(sql`g.operator_id`, avsId)}) ${registered})`,
        Number,
      ).as("median_commission_bps"),
      slashingCount: sql<number>`(select count(distinct ${slashingKey}) ${slashings})`
        .mapWith(Number)
        .as("slashing_count"),
    })
    .from(avs)
    .leftJoin(held, sql`held.held_by = ${avsId}`)
    .as("figures");
};

export type AvsFigures = ReturnType<typeof avsFigures>;
