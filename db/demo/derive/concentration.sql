-- Spread of an operator's value over its strategies, and of its allocated value over AVSs, for 90 days.
INSERT INTO concentration_metrics (
  entity_type, entity_id, date, concentration_type, hhi_value, gini_coefficient, coefficient_of_variation,
  top_1_percentage, top_5_percentage, top_10_percentage, total_entities, effective_entities, total_amount, operator_id
)
WITH amounts AS (
  SELECT operator_id, snapshot_date AS day, 'strategy' AS kind, strategy_id AS entity, tvs_usd AS usd
  FROM historical_tvs_snapshots
  WHERE snapshot_date > current_setting('demo.present')::date - 90
  UNION ALL
  SELECT a.operator_id, a.snapshot_date, 'avs', s.avs_id, sum(a.magnitude_usd)
  FROM operator_allocation_snapshots a JOIN operator_sets s ON s.id = a.operator_set_id
  WHERE a.snapshot_date > current_setting('demo.present')::date - 90
  GROUP BY a.operator_id, a.snapshot_date, s.avs_id
), ranked AS (
  SELECT operator_id, day, kind, usd::float8 AS x,
    row_number() OVER (PARTITION BY operator_id, day, kind ORDER BY usd, entity) AS i,
    count(*) OVER (PARTITION BY operator_id, day, kind) AS n
  FROM amounts WHERE usd > 0
), summed AS (
  SELECT operator_id, day, kind, max(n) AS n, sum(x ORDER BY i) AS t, sum(x * x ORDER BY i) AS squares, sum(i * x ORDER BY i) AS weighted,
    stddev_samp(x ORDER BY i) / avg(x ORDER BY i) AS cv,
    sum(x ORDER BY i) FILTER (WHERE i > n - 1) AS top1,
    sum(x ORDER BY i) FILTER (WHERE i > n - 5) AS top5,
    sum(x ORDER BY i) FILTER (WHERE i > n - 10) AS top10
  FROM ranked GROUP BY operator_id, day, kind
)
SELECT 'operator', operator_id, day, kind,
  round((squares / (t * t))::numeric, 12), round(greatest(0, 2 * weighted / (n * t) - (n + 1.0) / n)::numeric, 12),
  round(cv::numeric, 12), round((100 * top1 / t)::numeric, 10), round((100 * top5 / t)::numeric, 10),
  round((100 * top10 / t)::numeric, 10), n, round((t * t / squares)::numeric, 10), round(t::numeric, 6), operator_id
FROM summed
ORDER BY operator_id, kind, day;
