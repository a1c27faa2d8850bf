import { sql } from "drizzle-orm";
import { type Habit, rewrite } from "./habit";
import { setOfSets, who } from "./world";

/** Ways in which a pipeline writes registrations, sets and allocations; the answers stay the same. */
export const membershipHabits: Record<string, Habit> = {
  "everybody counts as active": rewrite(sql`update operator_state set is_active = true`),
  "rows of allocations that are 0": rewrite(
    sql`insert into operator_allocations
        (id, operator_id, operator_set_id, strategy_id, magnitude, effect_block, allocated_at, allocated_at_block)
      select 'zero-' || id, operator_id, ${setOfSets}, ${who.eur}, 0, 1, allocated_at, 1 from operator_allocations`,
  ),
  "copies of registrations": rewrite(
    sql`insert into operator_avs_registration_history
        (operator_id, avs_id, status, status_changed_at, status_changed_block, transaction_hash)
      select operator_id, avs_id, status, status_changed_at, status_changed_block, 'again'
      from operator_avs_registration_history`,
  ),
  "counts of copies, and of sets that were ever allocated to": rewrite(
    sql`update operator_avs_relationships set total_registration_cycles = 7, active_operator_set_count = 9`,
    sql`update operator_state set active_avs_count = 9, registered_avs_count = 9, active_operator_set_count = 9`,
    sql`update operator_daily_snapshots set active_operator_set_count = 9, operational_days = 0`,
  ),
  "sets whose strategies nobody wrote": rewrite(
    sql`update operator_set_state set supported_strategies = null`,
  ),
  "operator sets that are not complete": rewrite(
    sql`alter table operator_allocations drop constraint operator_allocations_operator_set_id_fkey`,
    sql`delete from operator_sets where avs_id = ${who.sets}`,
  ),
};

/** Removes the members of operator sets: only the AVSDirectory's registrations remain. */
export const unknownMemberships = {
  "NULL for memberships": rewrite(
    sql`update operator_avs_relationships set active_operator_set_ids = null, active_operator_set_count = null`,
  ),
  "a JSON null for memberships": rewrite(
    sql`update operator_avs_relationships set active_operator_set_ids = 'null'::jsonb`,
  ),
};

/** Removes the row of an operator that is only in operator sets. */
export const withoutRelationship = rewrite(
  sql`delete from operator_avs_relationships where operator_id = ${who.pending}`,
  sql`delete from operator_avs_registration_history where operator_id = ${who.pending}`,
);
