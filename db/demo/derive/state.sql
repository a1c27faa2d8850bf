-- What each operator is now, counted from the rows of the other tables.
INSERT INTO operator_state (
  operator_id, operator_address, current_metadata_uri, registered_at, registration_block, first_activity_at,
  first_activity_block, first_activity_type, current_delegation_approver, is_permissioned,
  delegation_approver_updated_at, current_pi_split_bips, pi_split_activated_at, active_avs_count,
  active_operator_set_count, registered_avs_count, total_delegators, active_delegators, total_slash_events,
  last_slashed_at, force_undelegation_count, last_allocation_at, last_commission_change_at, last_metadata_update_at,
  last_activity_at, is_active, operational_days, created_at, updated_at, total_tvs, tvs_updated_at
)
WITH now AS (
  SELECT current_setting('demo.present')::timestamp AS at
), approver AS (
  -- Only who has a row here is known to have or to have no approver.
  SELECT operator_id, new_delegation_approver AS approver FROM operator_delegation_approver_history
), avs AS (
  SELECT operator_id, count(*) FILTER (WHERE current_status = 'REGISTERED') AS active, count(*) AS ever,
    sum(active_operator_set_count) AS sets, max(current_status_since) AS last
  FROM operator_avs_relationships GROUP BY operator_id
), delegators AS (
  SELECT operator_id, count(*) AS ever, count(*) FILTER (WHERE is_delegated) AS active,
    max(greatest(delegated_at, undelegated_at)) AS last
  FROM operator_delegators GROUP BY operator_id
), forced AS (
  SELECT operator_id, count(*) AS times FROM operator_delegator_history
  WHERE delegation_type = 'FORCE_UNDELEGATED' GROUP BY operator_id
), slashed AS (
  SELECT operator_id, count(DISTINCT event_id) AS times, max(slashed_at) AS last
  FROM operator_slashing_incidents GROUP BY operator_id
), allocated AS (
  SELECT operator_id, max(allocated_at) AS last FROM operator_allocations GROUP BY operator_id
), commission AS (
  SELECT operator_id, max(changed_at) AS last FROM operator_commission_history GROUP BY operator_id
), pi AS (
  SELECT operator_id, current_bips, current_activated_at FROM operator_commission_rates WHERE commission_type = 'PI'
), value AS (
  SELECT operator_id, sum(tvs_usd) AS usd FROM operator_strategy_state GROUP BY operator_id
), moved AS (
  SELECT operator_id, last_activity::timestamp AS last FROM demo_day WHERE day = current_setting('demo.present')::date
)
SELECT o.id, o.address, m.metadata_uri, r.registered_at, r.registration_block, r.registered_at, r.registration_block,
  'OPERATOR_REGISTERED', r.delegation_approver,
  CASE WHEN p.approver IS NOT NULL THEN p.approver <> '0x0000000000000000000000000000000000000000' END,
  r.registered_at, coalesce(pi.current_bips, 1000), pi.current_activated_at, coalesce(avs.active, 0),
  avs.sets, coalesce(avs.ever, 0), coalesce(d.ever, 0), coalesce(d.active, 0), coalesce(s.times, 0),
  s.last, coalesce(f.times, 0), a.last, c.last, m.last_updated_at, activity.last,
  current_setting('demo.present')::date - CASE WHEN moved.last IS NULL
    THEN (activity.last + interval '1 day' - interval '1 microsecond')::date ELSE moved.last::date END <= 30,
  extract(day FROM now.at - r.registered_at)::int, r.registered_at, now.at,
  CASE WHEN o.id = ANY (string_to_array(current_setting('demo.unknown'), ',')) THEN NULL ELSE coalesce(v.usd, 0) END, now.at
FROM operators o
CROSS JOIN now
JOIN operator_registration r ON r.operator_id = o.id
LEFT JOIN approver p ON p.operator_id = o.id
LEFT JOIN operator_metadata m ON m.operator_id = o.id
LEFT JOIN avs ON avs.operator_id = o.id
LEFT JOIN delegators d ON d.operator_id = o.id
LEFT JOIN forced f ON f.operator_id = o.id
LEFT JOIN slashed s ON s.operator_id = o.id
LEFT JOIN allocated a ON a.operator_id = o.id
LEFT JOIN commission c ON c.operator_id = o.id
LEFT JOIN pi ON pi.operator_id = o.id
LEFT JOIN value v ON v.operator_id = o.id
LEFT JOIN moved ON moved.operator_id = o.id
CROSS JOIN LATERAL (SELECT greatest(r.registered_at, avs.last, d.last, s.last, a.last, c.last, moved.last) AS last) activity
ORDER BY o.id;
