import { sql } from "drizzle-orm";
import { type Habit, rewrite } from "./habit";
import { timeAgo, who } from "./world";

/** Ways in which a pipeline writes commissions, delegations and slashings; the answers stay the same. */
export const eventHabits: Record<string, Habit> = {
  "a commission of the old chain": rewrite(
    sql`update operator_allocations set applicable_commission_bips = 777, commission_source = 'PI'`,
    sql`update operator_allocation_snapshots set applicable_commission_bips = 777, commission_source = 'PI'`,
    sql`update operator_avs_relationships set avs_commission_bips = 777`,
    sql`update operator_commission_rates set effective_bips = current_bips`,
  ),
  "an announced commission as the present one": rewrite(
    sql`update operator_state set current_pi_split_bips = 1500 where operator_id = ${who.pending}`,
    sql`update operator_daily_snapshots set pi_split_bips = 1500 where operator_id = ${who.pending}`,
    sql`update operator_commission_rates set first_set_at = ${timeAgo(4)}, previous_bips = null
      where operator_id = ${who.pending}`,
  ),
  "copies of changes of commission": rewrite(
    sql`insert into operator_commission_history
        (operator_id, commission_type, old_bips, new_bips, change_delta, changed_at, activated_at, block_number)
      select operator_id, commission_type, old_bips, new_bips, change_delta, changed_at, activated_at, block_number
      from operator_commission_history`,
  ),
  "copies of delegations and of their ends": rewrite(
    sql`insert into operator_delegator_history (operator_id, staker_id, delegation_type, event_timestamp, event_block)
      select operator_id, staker_id, delegation_type, event_timestamp, event_block from operator_delegator_history`,
  ),
  "copies of slashings, without their event": rewrite(
    sql`with copies as (
        insert into operator_slashing_incidents
          (operator_id, operator_set_id, slashed_at, slashed_at_block, description, transaction_hash)
        select operator_id, operator_set_id, slashed_at, slashed_at_block, description, transaction_hash
        from operator_slashing_incidents returning id, operator_id)
      insert into operator_slashing_amounts (slashing_incident_id, operator_id, strategy_id, wad_slashed)
      select copies.id, copies.operator_id, a.strategy_id, a.wad_slashed from copies, operator_slashing_amounts a`,
    sql`update operator_state set total_slash_events = 9`,
    sql`update operator_daily_snapshots set slash_event_count_to_date = 9`,
  ),
  "amounts of 0 for strategies that were skipped": rewrite(
    sql`insert into operator_slashing_amounts (slashing_incident_id, operator_id, strategy_id, wad_slashed)
      select id, operator_id, ${who.eur}, 0 from operator_slashing_incidents`,
  ),
  "network totals in WAD": rewrite(
    sql`update network_daily_aggregates set total_tvs = total_tvs * 1e18, median_tvs = 1e20, p90_tvs = 1e21,
      median_pi_commission_bips = 0, total_allocation_usd = 1e22`,
  ),
};

/** Stores the first delegation ever as the present one. */
export const firstDelegation = rewrite(sql`update operator_delegators set delegated_at = ${timeAgo(390)}`);
