-- Volatility of four daily series over 7, 30 and 90 days, for the last 90 days ("Volatility" on /methodology).
INSERT INTO volatility_metrics (
  entity_type, entity_id, date, metric_type, volatility_7d, volatility_30d, volatility_90d, mean_value,
  coefficient_of_variation, trend_direction, trend_strength, data_points_count, confidence_score, operator_id
)
WITH series AS (
  SELECT operator_id, day, kind, value
  FROM demo_day
  CROSS JOIN LATERAL (VALUES
    ('tvs', tvs), ('delegator_count', delegators::float8),
    ('avs_count', avss::float8), ('delegation_shares', shares_float)
  ) metrics (kind, value)
  WHERE day > current_setting('demo.present')::date - 180
), figures AS (
  SELECT operator_id, day, kind,
    stddev_samp(value) OVER w7 / nullif(avg(value) OVER w7, 0) AS v7,
    stddev_samp(value) OVER w30 / nullif(avg(value) OVER w30, 0) AS v30,
    stddev_samp(value) OVER w90 / nullif(avg(value) OVER w90, 0) AS v90,
    avg(value) OVER w90 AS mean,
    regr_slope(value, (day - date '2026-01-01')::float8) OVER w90 AS slope,
    regr_r2(value, (day - date '2026-01-01')::float8) OVER w90 AS strength,
    count(*) OVER w90 AS points
  FROM series
  WINDOW w7 AS (PARTITION BY kind, operator_id ORDER BY day ROWS 6 PRECEDING),
    w30 AS (PARTITION BY kind, operator_id ORDER BY day ROWS 29 PRECEDING),
    w90 AS (PARTITION BY kind, operator_id ORDER BY day ROWS 89 PRECEDING)
)
SELECT 'operator', operator_id, day, kind, round(v7::numeric, 12), round(v30::numeric, 12), round(v90::numeric, 12),
  round(mean::numeric, 6), round(v90::numeric, 12), round(slope::numeric, 6), round(strength::numeric, 10), points,
  round(points * 100.0 / 90, 2), operator_id
FROM figures
WHERE day > current_setting('demo.present')::date - 90
ORDER BY operator_id, kind, day;
