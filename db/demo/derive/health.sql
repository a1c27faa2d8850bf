-- What the pipeline says about itself: counts of what it wrote, how far it is, and what it checked.
INSERT INTO alembic_version (version_num) VALUES ('demo');

INSERT INTO global_rewards_config (config_type, current_value, current_set_at_block, current_set_at, previous_value, created_at, updated_at)
VALUES ('DEFAULT_OPERATOR_SPLIT_BIPS', 1000, 20858240, timestamp '2024-10-01', NULL, timestamp '2024-10-01', timestamp '2024-10-01'),
  ('ACTIVATION_DELAY_SECONDS', 604800, 20858240, timestamp '2024-10-01', NULL, timestamp '2024-10-01', timestamp '2024-10-01');

CREATE TEMP TABLE counted AS
SELECT * FROM (VALUES
  ('operators', 'OperatorRegistered', (SELECT count(*) FROM operator_registration)),
  ('delegations', 'StakerDelegated', (SELECT count(*) FROM operator_delegator_history)),
  ('shares', 'OperatorSharesIncreased', (SELECT count(*) FROM operator_delegator_shares)),
  ('avs', 'OperatorAVSRegistrationStatusUpdated', (SELECT count(*) FROM operator_avs_registration_history)),
  ('operator-sets', 'OperatorSetCreated', (SELECT count(*) FROM operator_sets)),
  ('allocations', 'AllocationUpdated', (SELECT count(*) FROM operator_allocations)),
  ('commission', 'OperatorAVSSplitBipsSet', (SELECT count(DISTINCT event_id) FROM operator_commission_history)),
  ('slashing', 'OperatorSlashed', (SELECT count(DISTINCT event_id) FROM operator_slashing_incidents))
) c (pipeline, event, rows);

INSERT INTO pipeline_sync_status (
  pipeline, event_type, latest_block_onchain, latest_block_indexed, blocks_behind, latest_event_timestamp, lag_seconds,
  total_records, status, measured_at
)
SELECT pipeline, event, current_setting('demo.block')::int, current_setting('demo.block')::int, 0,
  current_setting('demo.present')::timestamp, 0, rows, 'synced', current_setting('demo.present')::timestamp
FROM counted ORDER BY pipeline;

INSERT INTO pipeline_sync_status_v2 (
  pipeline, event_type, count_subgraph, count_db, count_diff, sync_pct, last_updated_block, last_updated_timestamp,
  subgraph_head_block, status, measured_at
)
SELECT pipeline, event, rows, rows, 0, 100, current_setting('demo.block')::int, current_setting('demo.present')::timestamp,
  current_setting('demo.block')::int, 'synced', current_setting('demo.present')::timestamp
FROM counted ORDER BY pipeline;

INSERT INTO subgraph_health_status (synced, has_indexing_errors, chain_head_block, latest_indexed_block, blocks_behind, status, measured_at)
VALUES (true, false, current_setting('demo.block')::int, current_setting('demo.block')::int, 0, 'healthy', current_setting('demo.present')::timestamp);

INSERT INTO data_completeness_metrics (
  metric_type, period, period_start, period_end, expected_count, actual_count, completeness_pct, records_with_errors,
  records_incomplete, breakdown, measured_at
)
SELECT 'historical_tvs', 'daily', min(snapshot_date), max(snapshot_date), count(*), count(*),
  round(100.0 * count(*) FILTER (WHERE is_complete) / nullif(count(*), 0), 2), 0, count(*) FILTER (WHERE NOT is_complete),
  '{"modelled": true}'::json, current_setting('demo.present')::timestamp
FROM historical_tvs_snapshots
UNION ALL
SELECT 'token_prices', 'daily', min(timestamp)::date, max(timestamp)::date, count(*), count(*), 100, 0, 0,
  '{"modelled": true}'::json, current_setting('demo.present')::timestamp
FROM token_price_history;

INSERT INTO aggregation_verification_results (
  check_name, check_category, operators_checked, operators_mismatched, max_discrepancy, total_discrepancy,
  sample_mismatches, status, measured_at
)
SELECT 'operator_tvs_equals_strategy_sum', 'tvs', count(*), count(*) FILTER (WHERE s.total_tvs <> v.usd),
  coalesce(max(abs(s.total_tvs - v.usd)), 0), coalesce(sum(abs(s.total_tvs - v.usd)), 0), '[]'::jsonb,
  CASE WHEN bool_or(s.total_tvs <> v.usd) THEN 'failed' ELSE 'passed' END, current_setting('demo.present')::timestamp
FROM operator_state s JOIN (SELECT operator_id, sum(tvs_usd) AS usd FROM operator_strategy_state GROUP BY 1) v USING (operator_id)
UNION ALL
SELECT 'active_delegators_equal_rows', 'delegators', count(*), count(*) FILTER (WHERE s.active_delegators <> v.rows),
  coalesce(max(abs(s.active_delegators - v.rows)), 0), coalesce(sum(abs(s.active_delegators - v.rows)), 0), '[]'::jsonb,
  CASE WHEN bool_or(s.active_delegators <> v.rows) THEN 'failed' ELSE 'passed' END, current_setting('demo.present')::timestamp
FROM operator_state s JOIN (
  SELECT operator_id, count(*) FILTER (WHERE is_delegated) AS rows FROM operator_delegators GROUP BY 1
) v USING (operator_id);

INSERT INTO external_api_calls (service, endpoint, method, tokens_requested, status_code, success, error_message, triggered_by, called_at)
VALUES ('none', 'demo', 'GET', 0, NULL, true, 'a demo calls nobody', 'demo', current_setting('demo.present')::timestamp);

DROP TABLE counted;
