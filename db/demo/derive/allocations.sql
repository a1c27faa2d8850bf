-- Allocated value day by day: the magnitude of the day over the maximum of the day, times the value that slashes until
-- then left, which is the day's value times the maximum over 10^18.
INSERT INTO operator_allocation_snapshots (
  operator_id, operator_set_id, strategy_id, snapshot_date, snapshot_block, magnitude, magnitude_usd,
  allocation_percent, applicable_commission_bips, commission_source
)
-- A real operator's slashed strategy is allocated whole, in one period whose magnitude follows the encumbered one.
WITH slashed AS (
  SELECT DISTINCT a.id FROM operator_allocations a
  JOIN operator_slashing_incidents i ON i.operator_id = a.operator_id AND i.slashed_at_block = a.effect_block
  WHERE (SELECT count(*) FROM demo_allocation p WHERE p.id = a.id) = 1
)
SELECT a.operator_id, a.operator_set_id, a.strategy_id, d.snapshot_date, d.snapshot_block, m.magnitude,
  round(h.tvs_usd * m.magnitude / 1e18, 6), round(100 * m.magnitude / d.max_magnitude, 6),
  a.applicable_commission_bips, a.commission_source
FROM operator_allocations a
JOIN demo_allocation p ON p.id = a.id
JOIN operator_strategy_daily_snapshots d ON d.operator_id = a.operator_id AND d.strategy_id = a.strategy_id
LEFT JOIN historical_tvs_snapshots h
  ON h.operator_id = d.operator_id AND h.strategy_id = d.strategy_id AND h.snapshot_date = d.snapshot_date
LEFT JOIN slashed s ON s.id = a.id
CROSS JOIN LATERAL (SELECT CASE WHEN s.id IS NULL THEN p.magnitude ELSE d.encumbered_magnitude END AS magnitude) m
WHERE m.magnitude > 0 AND d.max_magnitude > 0
  AND CASE WHEN s.id IS NULL
    THEN d.snapshot_block >= p.from_block AND (p.until_block IS NULL OR d.snapshot_block < p.until_block)
    ELSE d.snapshot_date >= a.allocated_at END
ORDER BY a.id, d.snapshot_date;

INSERT INTO operator_avs_allocation_summary (
  id, operator_id, avs_id, strategy_id, total_allocated_magnitude, active_allocation_count, last_allocated_at,
  created_at, updated_at, total_allocated_magnitude_usd, total_allocation_percent
)
WITH held AS (
  SELECT * FROM demo_allocation WHERE magnitude > 0 AND from_block <= current_setting('demo.block')::int
    AND (until_block IS NULL OR until_block > current_setting('demo.block')::int)
)
SELECT a.operator_id || '-' || s.avs_id || '-' || a.strategy_id, a.operator_id, s.avs_id, a.strategy_id,
  coalesce(sum(p.magnitude), 0), count(p.id), max(a.allocated_at), min(a.created_at), max(a.allocated_at), sum(p.usd),
  coalesce(sum(p.percent), 0)
FROM operator_allocations a
JOIN operator_sets s ON s.id = a.operator_set_id
LEFT JOIN held p ON p.id = a.id
GROUP BY a.operator_id, s.avs_id, a.strategy_id
ORDER BY 1;

INSERT INTO operator_set_state (
  id, avs_id, operator_set_id, active_operator_count, total_allocation_count, total_allocated_usd,
  supported_strategies, created_at_block, last_activity_at, created_at, updated_at
)
WITH held AS (
  SELECT a.*, p.usd FROM operator_allocations a JOIN demo_allocation p ON p.id = a.id
  WHERE p.magnitude > 0 AND p.from_block <= current_setting('demo.block')::int
    AND (p.until_block IS NULL OR p.until_block > current_setting('demo.block')::int)
)
SELECT s.id, s.avs_id, s.operator_set_id, count(DISTINCT a.operator_id), count(a.id), sum(a.usd),
  f.strategies, f.created_block,
  greatest(s.created_at, max(a.allocated_at)), s.created_at, greatest(s.created_at, max(a.allocated_at))
FROM operator_sets s
JOIN demo_set f ON f.id = s.id
LEFT JOIN held a ON a.operator_set_id = s.id
GROUP BY s.id, s.avs_id, s.operator_set_id, s.created_at, f.strategies, f.created_block
ORDER BY s.id;
