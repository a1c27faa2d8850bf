-- The network day by day since the first deposits. Before the daily tables begin, only what has a source is filled:
-- counts from registrations and delegations, and a value in the shape of the known token deposits. The same shape
-- stands until the first count of all operators (October 2024), where a longer history begins before it.
INSERT INTO network_daily_aggregates (
  snapshot_date, snapshot_block, total_operators, active_operators, total_tvs, mean_tvs, median_tvs, p25_tvs, p75_tvs,
  p90_tvs, total_delegators, mean_delegators_per_operator, median_delegators_per_operator, mean_avs_per_operator,
  median_avs_per_operator, mean_pi_commission_bips, median_pi_commission_bips, new_operators_24h, total_strategies,
  mean_strategies_per_operator, median_strategies_per_operator, new_delegators_24h, total_shares,
  mean_shares_per_delegator, total_avs, active_avs, p25_pi_commission_bips, p75_pi_commission_bips,
  p90_pi_commission_bips, total_slashing_incidents, slashing_incidents_24h, operators_slashed_count, mean_risk_score,
  median_risk_score, operators_high_risk_count, operators_low_risk_count, total_allocation_usd, mean_allocation_usd,
  median_allocation_usd, p25_allocation_usd, p75_allocation_usd, p90_allocation_usd, total_active_allocations,
  mean_allocations_per_operator, median_allocations_per_operator, mean_allocation_concentration_hhi,
  mean_avs_commission_bips, median_avs_commission_bips, p25_avs_commission_bips, p75_avs_commission_bips,
  p90_avs_commission_bips, operators_with_pi_split_count, operators_with_avs_split_count,
  operators_with_operator_set_split_count, operators_using_default_split_count
)
WITH operators_on AS (
  SELECT n.day, count(r.*) AS total, count(r.*) FILTER (WHERE r.registered_at > n.day - interval '1 day') AS new
  FROM demo_network n LEFT JOIN operator_registration r ON r.registered_at <= n.day GROUP BY n.day
), delegation_days AS (
  SELECT (event_timestamp + interval '1 day' - interval '1 microsecond')::date AS day,
    count(*) FILTER (WHERE delegation_type = 'DELEGATED') AS joined,
    count(*) FILTER (WHERE delegation_type = 'UNDELEGATED') AS gone
  FROM operator_delegator_history GROUP BY 1
), delegators_on AS (
  SELECT n.day, coalesce(d.joined, 0) AS new, sum(coalesce(d.joined, 0) - coalesce(d.gone, 0)) OVER (ORDER BY n.day) AS total
  FROM demo_network n LEFT JOIN delegation_days d USING (day)
), avs_on AS (
  SELECT n.day, count(a.*) AS total FROM demo_network n LEFT JOIN avs a ON a.created_at <= n.day GROUP BY n.day
), slashed_on AS (
  SELECT n.day, count(DISTINCT i.event_id) AS total, count(DISTINCT i.operator_id) AS operators,
    count(DISTINCT i.event_id) FILTER (WHERE i.slashed_at > n.day - interval '1 day') AS new
  FROM demo_network n LEFT JOIN operator_slashing_incidents i ON i.slashed_at <= n.day GROUP BY n.day
), value_on AS (
  SELECT snapshot_date AS day, count(*) FILTER (WHERE is_active) AS active, sum(total_tvs) AS total,
    avg(total_tvs) FILTER (WHERE total_tvs > 0) AS mean,
    percentile_cont(ARRAY[0.25, 0.5, 0.75, 0.9]) WITHIN GROUP (ORDER BY total_tvs::float8) FILTER (WHERE total_tvs > 0) AS tvs,
    avg(delegator_count) AS mean_delegators, percentile_cont(0.5) WITHIN GROUP (ORDER BY delegator_count::float8) AS delegators,
    avg(active_avs_count) AS mean_avss, percentile_cont(0.5) WITHIN GROUP (ORDER BY active_avs_count::float8) AS avss,
    avg(pi_split_bips) AS mean_pi,
    percentile_cont(ARRAY[0.25, 0.5, 0.75, 0.9]) WITHIN GROUP (ORDER BY pi_split_bips::float8) AS pi
  FROM operator_daily_snapshots GROUP BY snapshot_date
), held_on AS (
  SELECT day, count(DISTINCT strategy_id) AS strategies, sum(shares) AS shares FROM (
    SELECT snapshot_date AS day, strategy_id, sum(shares) AS shares
    FROM historical_tvs_snapshots WHERE shares > 0 GROUP BY snapshot_date, strategy_id
  ) s GROUP BY day
), strategies_on AS (
  SELECT day, avg(held) AS mean, percentile_cont(0.5) WITHIN GROUP (ORDER BY held::float8) AS median FROM (
    SELECT snapshot_date AS day, count(*) FILTER (WHERE shares > 0) AS held
    FROM historical_tvs_snapshots GROUP BY snapshot_date, operator_id
  ) s GROUP BY day
), risk_on AS (
  SELECT date AS day, avg(risk_score) AS mean, percentile_cont(0.5) WITHIN GROUP (ORDER BY risk_score::float8) AS median,
    count(*) FILTER (WHERE risk_level IN ('HIGH', 'CRITICAL')) AS high, count(*) FILTER (WHERE risk_level = 'LOW') AS low
  FROM operator_analytics WHERE has_sufficient_data GROUP BY date
), allocated_on AS (
  SELECT snapshot_date AS day, sum(magnitude_usd) AS total, avg(magnitude_usd) AS mean, count(*) AS rows,
    percentile_cont(ARRAY[0.25, 0.5, 0.75, 0.9]) WITHIN GROUP (ORDER BY magnitude_usd::float8) AS usd
  FROM operator_allocation_snapshots GROUP BY snapshot_date
), allocating_on AS (
  SELECT day, avg(rows) AS mean, percentile_cont(0.5) WITHIN GROUP (ORDER BY rows::float8) AS median, avg(hhi) AS hhi FROM (
    SELECT snapshot_date AS day, operator_id, count(*) AS rows,
      sum(magnitude_usd * magnitude_usd) / nullif(sum(magnitude_usd) ^ 2, 0) AS hhi
    FROM operator_allocation_snapshots GROUP BY snapshot_date, operator_id
  ) s GROUP BY day
), splits_on AS (
  SELECT snapshot_date AS day, avg(current_bips) FILTER (WHERE commission_type = 'AVS') AS mean,
    percentile_cont(ARRAY[0.25, 0.5, 0.75, 0.9]) WITHIN GROUP (ORDER BY current_bips::float8)
      FILTER (WHERE commission_type = 'AVS') AS bips,
    count(DISTINCT operator_id) FILTER (WHERE commission_type = 'PI') AS pi_operators,
    count(DISTINCT operator_id) FILTER (WHERE commission_type = 'AVS') AS avs_operators
  FROM operator_commission_rates_snapshots GROUP BY snapshot_date
), level AS (
  SELECT v.total / n.usd AS factor, n.day - current_setting('demo.first')::date AS length, n.day AS start
  FROM value_on v JOIN demo_network n USING (day) WHERE n.day >= date '2024-10-31' ORDER BY n.day LIMIT 1
)
SELECT n.day, n.block, o.total, v.active,
  CASE WHEN n.day >= level.start THEN v.total
    ELSE round((n.usd * level.factor ^ ((n.day - current_setting('demo.first')::date)::numeric / level.length)), 2) END,
  round(v.mean, 6), round(v.tvs[2]::numeric, 6), round(v.tvs[1]::numeric, 6), round(v.tvs[3]::numeric, 6), round(v.tvs[4]::numeric, 6),
  d.total, round(v.mean_delegators, 6), v.delegators::numeric, round(v.mean_avss, 6), v.avss::numeric, round(v.mean_pi, 4),
  v.pi[2]::numeric, o.new, h.strategies, round(st.mean, 6), st.median::numeric, d.new, h.shares,
  round(h.shares / nullif(d.total, 0), 0), a.total, n.active_avss, v.pi[1]::numeric, v.pi[3]::numeric, v.pi[4]::numeric,
  s.total, s.new, s.operators, round(r.mean, 4), round(r.median::numeric, 4), r.high, r.low, al.total, round(al.mean, 6),
  round(al.usd[2]::numeric, 6), round(al.usd[1]::numeric, 6), round(al.usd[3]::numeric, 6), round(al.usd[4]::numeric, 6),
  al.rows, round(ag.mean, 6), ag.median::numeric, round(ag.hhi, 10), round(sp.mean, 4), sp.bips[2]::numeric,
  sp.bips[1]::numeric, sp.bips[3]::numeric, sp.bips[4]::numeric, coalesce(sp.pi_operators, 0), coalesce(sp.avs_operators, 0), 0,
  o.total - coalesce(sp.pi_operators, 0)
FROM demo_network n
CROSS JOIN level
JOIN operators_on o USING (day)
JOIN delegators_on d USING (day)
JOIN avs_on a USING (day)
JOIN slashed_on s USING (day)
LEFT JOIN value_on v USING (day)
LEFT JOIN held_on h USING (day)
LEFT JOIN strategies_on st USING (day)
LEFT JOIN risk_on r USING (day)
LEFT JOIN allocated_on al USING (day)
LEFT JOIN allocating_on ag USING (day)
LEFT JOIN splits_on sp USING (day)
ORDER BY n.day;
