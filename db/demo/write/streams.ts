import type { TableWriter } from "./copy";

export type Streams = Record<keyof typeof streamColumns, TableWriter>;

/** The tables that are written operator by operator, with the columns written. */
export const streamColumns = {
  stakers: "id, address, created_at, updated_at",
  operator_delegators:
    "id, operator_id, staker_id, is_delegated, delegated_at, undelegated_at, created_at, updated_at, total_tvs_usd, tvs_share_pct",
  operator_delegator_shares:
    "id, operator_id, staker_id, strategy_id, shares, shares_updated_at, shares_updated_block, created_at, updated_at, tvs_usd",
  operator_delegator_history:
    "operator_id, staker_id, delegation_type, event_timestamp, event_block, transaction_hash, created_at, updated_at",
  operator_delegator_shares_snapshots:
    "operator_id, staker_id, strategy_id, snapshot_date, snapshot_block, shares, is_delegated",
  operator_strategy_state:
    "id, operator_id, strategy_id, max_magnitude, max_magnitude_updated_at, max_magnitude_updated_block, encumbered_magnitude, encumbered_magnitude_updated_at, encumbered_magnitude_updated_block, utilization_rate, created_at, updated_at, tvs_usd, tvs_updated_at",
  historical_tvs_snapshots:
    "operator_id, strategy_id, snapshot_date, shares, exchange_rate, token_price_usd, tvs_usd, is_complete, rate_is_approximation, price_source, has_slashing_caveat",
  operator_strategy_daily_snapshots:
    "operator_id, strategy_id, snapshot_date, snapshot_block, max_magnitude, encumbered_magnitude, utilization_rate",
  operator_daily_snapshots:
    "operator_id, snapshot_date, snapshot_block, delegator_count, active_avs_count, active_operator_set_count, pi_split_bips, slash_event_count_to_date, operational_days, is_active, total_tvs, pi_uses_default_split",
  concentration_metrics:
    "entity_type, entity_id, date, concentration_type, hhi_value, gini_coefficient, coefficient_of_variation, top_1_percentage, top_5_percentage, top_10_percentage, total_entities, effective_entities, total_amount, operator_id",
  demo_day:
    "operator_id, day, tvs, delegators, avss, shares, shares_float, hhi, cv, last_activity, slashes, operational_days, commission_bips",
} as const;
