-- Scores per operator and day ("Scores" on /methodology). A day with a component that cannot be computed has no row.
INSERT INTO operator_analytics (
  operator_id, date, risk_score, confidence_score, risk_level, performance_score, economic_score,
  network_position_score, delegation_hhi, delegation_volatility_7d, delegation_volatility_30d,
  delegation_volatility_90d, growth_rate_30d, size_percentile, delegator_distribution_cv,
  snapshot_total_delegated_shares, snapshot_delegator_count, snapshot_avs_count, snapshot_commission_bips,
  slashing_event_count, lifetime_slashing_amount, operational_days, is_active, has_sufficient_data, calculated_at
)
WITH network AS (
  SELECT day, percentile_cont(0.5) WITHIN GROUP (ORDER BY tvs) AS median,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY tvs) AS p90
  FROM demo_day WHERE tvs > 0 GROUP BY day
), changes AS (
  SELECT DISTINCT operator_id, event_id, changed_at FROM operator_commission_history
), slashed AS (
  SELECT DISTINCT i.operator_id, i.event_id, i.slashed_at, a.strategy_id,
    a.wad_slashed / 1e18 * h.tvs_usd * d.max_magnitude / 1e18 AS usd
  FROM operator_slashing_incidents i
  JOIN operator_slashing_amounts a ON a.slashing_incident_id = i.id
  LEFT JOIN historical_tvs_snapshots h
    ON h.operator_id = a.operator_id AND h.strategy_id = a.strategy_id AND h.snapshot_date = i.slashed_at::date - 1
  LEFT JOIN operator_strategy_daily_snapshots d
    ON d.operator_id = a.operator_id AND d.strategy_id = a.strategy_id AND d.snapshot_date = i.slashed_at::date - 1
), changed_on AS (
  SELECT d.operator_id, d.day, count(*) AS changed
  FROM changes c JOIN demo_day d ON d.operator_id = c.operator_id
    AND c.changed_at > d.day - interval '90 days' AND c.changed_at <= d.day
  GROUP BY d.operator_id, d.day
), slashed_on AS (
  SELECT d.operator_id, d.day, CASE WHEN count(s.usd) = count(*) THEN sum(s.usd) END AS slashed_usd
  FROM slashed s JOIN demo_day d ON d.operator_id = s.operator_id AND s.slashed_at <= d.day
  GROUP BY d.operator_id, d.day
), windowed AS (
  SELECT d.*,
    stddev_samp(tvs) OVER w7 / nullif(avg(tvs) OVER w7, 0) AS v7,
    stddev_samp(tvs) OVER w30 / nullif(avg(tvs) OVER w30, 0) AS v30,
    stddev_samp(tvs) OVER w90 / nullif(avg(tvs) OVER w90, 0) AS v90,
    nullif(lag(tvs, 30) OVER w, 0) AS before
  FROM demo_day d
  WINDOW w AS (PARTITION BY operator_id ORDER BY day), w7 AS (w ROWS 6 PRECEDING),
    w30 AS (w ROWS 29 PRECEDING), w90 AS (w ROWS 89 PRECEDING)
), parts AS (
  SELECT x.*, n.median, n.p90, tvs / before - 1 AS growth,
    coalesce(c.changed, 0) AS changed, s.slashed_usd
  FROM windowed x JOIN network n ON n.day = x.day
  LEFT JOIN changed_on c ON c.operator_id = x.operator_id AND c.day = x.day
  LEFT JOIN slashed_on s ON s.operator_id = x.operator_id AND s.day = x.day
  WHERE x.day > current_setting('demo.present')::date - current_setting('demo.days')::int
    AND x.hhi IS NOT NULL AND x.v30 IS NOT NULL
), sized AS (
  SELECT p.*, CASE
      WHEN tvs < median THEN 50 * tvs / median
      WHEN tvs <= p90 THEN CASE WHEN p90 > median THEN 50 + 40 * (tvs - median) / (p90 - median) ELSE 50 END
      ELSE least(100, 90 + 10 * (tvs - p90) / p90) END AS size
  FROM parts p
), components AS (
  SELECT s.*,
    0.60 * greatest(0, 100 - 25 * slashes) + 0.30 * 100 / (1 + v30) + 0.10 * least(100, operational_days / 365.0 * 100) AS performance,
    0.50 * (100 - 100 * hhi::float8) + 0.30 * greatest(0, 100 - 10 * changed)
      + 0.20 * coalesce(least(100, greatest(0, 50 + 100 * growth)), 70) AS economic,
    0.70 * size + 0.30 * (100 - 100 * hhi::float8) AS position,
    CASE WHEN operational_days >= 30 THEN 50 ELSE operational_days / 30.0 * 50 END
      + CASE WHEN delegators >= 10 THEN 30 WHEN delegators >= 2 THEN 20 ELSE 10 END
      + CASE WHEN day - last_activity <= 7 THEN 20 WHEN day - last_activity <= 30 THEN 10 ELSE 5 END AS confidence
  FROM sized s
), scored AS (
  SELECT c.*, round((0.50 * performance + 0.35 * economic + 0.15 * position)::numeric, 2) AS risk FROM components c
)
SELECT operator_id, day, risk, round(confidence, 2),
  CASE WHEN risk >= 80 THEN 'LOW' WHEN risk >= 60 THEN 'MEDIUM' WHEN risk >= 40 THEN 'HIGH' ELSE 'CRITICAL' END,
  round(performance::numeric, 2), round(economic::numeric, 2), round(position::numeric, 2), hhi,
  round(v7::numeric, 12), round(v30::numeric, 12), round(v90::numeric, 12), round(growth::numeric, 8),
  round(size::numeric, 6), cv, shares, delegators, avss, commission_bips, slashes, round(slashed_usd, 6),
  operational_days, day - last_activity <= 30, operational_days >= 30 AND delegators >= 2, day::timestamp
FROM scored
ORDER BY operator_id, 2;
