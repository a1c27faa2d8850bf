/** SQL of the present and of the day before, by the demo's clock. */
const now = "(SELECT last_processed_at FROM pipeline_checkpoints)";
const days = (count: number) => `${now} - interval '${count} days'`;

/** SQL of the allocations in effect, with the operator's registration at the AVS and its sets. */
const held = `(SELECT a.*, r.current_status AS status, r.last_unregistered_at AS left_at, r.active_operator_set_ids AS member_of,
    s.supported_strategies AS strategies FROM operator_allocations a
  JOIN operator_sets o ON o.id = a.operator_set_id
  LEFT JOIN operator_set_state s ON s.id = o.id
  LEFT JOIN operator_avs_relationships r ON r.operator_id = a.operator_id AND r.avs_id = o.avs_id
  WHERE a.magnitude > 0 AND a.effect_block <= (SELECT last_processed_block FROM pipeline_checkpoints)) a`;
const isOut = "a.status = 'UNREGISTERED' AND NOT a.member_of ? a.operator_set_id";
const before = (allocation: string) => `(SELECT s.magnitude FROM operator_allocation_snapshots s
  WHERE (s.operator_id, s.operator_set_id, s.strategy_id) =
    (${allocation}.operator_id, ${allocation}.operator_set_id, ${allocation}.strategy_id)
  AND s.snapshot_block < ${allocation}.allocated_at_block ORDER BY s.snapshot_block DESC LIMIT 1)`;
const rises = `(SELECT a.*, a.effect_block - a.allocated_at_block AS delay FROM operator_allocations a
  WHERE a.magnitude > coalesce(${before("a")}, 0)
    AND NOT EXISTS (SELECT FROM operator_slashing_incidents i
      WHERE i.operator_id = a.operator_id AND i.slashed_at_block = a.effect_block)) a`;

/** SQL queries that each find at least one row in a demo of any scale. */
export const demoScenarios: Record<string, string> = {
  "a member that left a set 5 days ago, and is still slashable": `SELECT a.id FROM ${held}
    WHERE ${isOut} AND a.left_at BETWEEN ${days(6)} AND ${days(4)} AND a.allocated_at < a.left_at`,
  "one that left 20 days ago": `SELECT a.id FROM ${held}
    WHERE ${isOut} AND a.left_at BETWEEN ${days(21)} AND ${days(19)} AND a.allocated_at < a.left_at`,
  "a strategy that was removed from a set": `SELECT a.id FROM ${held}
    WHERE a.member_of ? a.operator_set_id AND a.strategy_id <> ALL (a.strategies)`,
  "an allocation of an operator that was no member any more": `SELECT a.id FROM ${held}
    WHERE ${isOut} AND a.allocated_at > a.left_at AND a.left_at < ${days(14)}`,
  "a redelegation in its 14 days, from an operator that can be slashed": `SELECT d.id FROM operator_delegators d
    JOIN operator_delegator_history joined ON (joined.operator_id, joined.staker_id) = (d.operator_id, d.staker_id)
    JOIN operator_delegator_history gone ON gone.staker_id = d.staker_id AND gone.operator_id <> d.operator_id
    WHERE d.is_delegated AND joined.delegation_type = 'DELEGATED' AND gone.delegation_type = 'UNDELEGATED'
      AND joined.event_block = gone.event_block AND gone.event_timestamp > ${days(14)}
      AND NOT EXISTS (SELECT FROM operator_delegator_shares s WHERE s.staker_id = d.staker_id)
      AND EXISTS (SELECT FROM ${held} WHERE a.operator_id = gone.operator_id AND a.member_of ? a.operator_set_id)`,
  "an allocation delay of 0": `SELECT a.id FROM ${rises} WHERE a.delay = 0`,
  "one of 20 days": `SELECT a.id FROM ${rises} WHERE a.delay = 20 * 7200`,
  "an operator whose delay cannot be known": `SELECT a.operator_id FROM ${held}
    WHERE a.operator_id NOT IN (SELECT a.operator_id FROM ${rises})
      AND a.operator_id NOT IN (SELECT operator_id FROM operator_slashing_incidents)`,
  "a rise that is encumbered before it counts": `SELECT a.id FROM ${rises}
    JOIN operator_strategy_state s USING (operator_id, strategy_id)
    WHERE a.effect_block > (SELECT last_processed_block FROM pipeline_checkpoints) AND s.encumbered_magnitude > (
      SELECT sum(h.magnitude) FROM operator_allocation_snapshots h
      WHERE (h.operator_id, h.strategy_id) = (a.operator_id, a.strategy_id)
        AND h.snapshot_date = (SELECT max(snapshot_date) FROM operator_allocation_snapshots))`,
  "a departure that was forced":
    "SELECT id FROM operator_delegator_history WHERE delegation_type = 'FORCE_UNDELEGATED'",
  "an operator that was slashed": "SELECT id FROM operator_slashing_incidents",
  "a strategy of which nothing is left": "SELECT id FROM operator_strategy_state WHERE max_magnitude = 0",
  "an operator whose delegators need a signature":
    "SELECT operator_id FROM operator_state WHERE is_permissioned",
  "a split that is announced": "SELECT id FROM operator_commission_rates WHERE upcoming_bips IS NOT NULL",
};
