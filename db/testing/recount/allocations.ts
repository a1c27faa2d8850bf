import type { Sql } from "postgres";

const BLOCK_SECONDS = 12;
const LEAVING_BLOCKS = 100_800;

export interface ExposureRecount {
  allocatedUsd: number;
  slashableUsd: number;
  /** Includes allocations whose membership is not known. */
  slashableUpToUsd: number;
}

export interface AllocationRow {
  operator: string;
  avs: string;
  set: string;
  strategy: string;
  magnitude: number;
  before: number;
  max: number;
  effect_block: number;
  strategies: string[] | null;
  sets: string[] | null;
  status: string | null;
  left_at: Date | null;
}

export async function readAllocations(sql: Sql) {
  return sql<AllocationRow[]>`
    select a.operator_id as operator, split_part(a.operator_set_id, '-', 1) as avs, a.operator_set_id as set,
      a.strategy_id as strategy, a.magnitude::float8 as magnitude, a.effect_block,
      coalesce((select s.magnitude from operator_allocation_snapshots s
        where s.operator_id = a.operator_id and s.operator_set_id = a.operator_set_id
          and s.strategy_id = a.strategy_id and s.snapshot_block < a.allocated_at_block
        order by s.snapshot_block desc limit 1), 0)::float8 as before,
      (case when m.max_magnitude_updated_block is null then 1e18 else m.max_magnitude end)::float8 as max,
      o.supported_strategies as strategies, r.active_operator_set_ids as sets, r.current_status as status,
      r.last_unregistered_at at time zone 'UTC' as left_at
    from operator_allocations a
    left join operator_strategy_state m on m.operator_id = a.operator_id and m.strategy_id = a.strategy_id
    left join operator_set_state o on o.id = a.operator_set_id
    left join operator_avs_relationships r
      on r.operator_id = a.operator_id and r.avs_id = split_part(a.operator_set_id, '-', 1)`;
}

/** Returns the newest block of any table, and its time by the newest event before it. */
export async function readNow(sql: Sql) {
  const [row] = await sql<{ block: number; known: number; at: Date }[]>`
    with newest as (select greatest(
      (select max(last_processed_block) from pipeline_checkpoints where last_processed_block > 0),
      (select max(snapshot_block) from operator_daily_snapshots),
      (select max(snapshot_block) from network_daily_aggregates),
      (select max(latest_block_indexed) from pipeline_sync_status),
      (select max(latest_indexed_block) from subgraph_health_status))::int as block)
    select block, status_changed_block as known, status_changed_at at time zone 'UTC' as at
    from newest, operator_avs_registration_history
    where status_changed_block <= block order by status_changed_block desc limit 1`;
  if (!row) throw new Error("The demo has no block to count from.");
  return {
    block: row.block,
    at: new Date(row.at.getTime() + (row.block - row.known) * BLOCK_SECONDS * 1000),
  };
}

/** Returns the block and the time at which a change of an allocation is in effect, or now if that was earlier. */
export function whenInEffect({ effect_block }: AllocationRow, now: { block: number; at: Date }) {
  const block = Math.max(now.block, effect_block);
  return { block, at: new Date(now.at.getTime() + (block - now.block) * BLOCK_SECONDS * 1000) };
}

export function exposureOf(
  row: AllocationRow,
  valueUsd: number | null,
  now: { block: number; at: Date },
): ExposureRecount {
  const magnitude = row.effect_block <= now.block ? row.magnitude : row.before;
  const usd = magnitude === 0 || row.max === 0 ? 0 : (magnitude / row.max) * (valueUsd ?? 0);
  const isRemoved = row.strategies !== null && !row.strategies.includes(row.strategy);
  const isListed = row.sets === null ? null : row.sets.includes(row.set);
  let [isSlashable, mayBe] = [isListed === true, isListed !== false];
  if (isListed === false) {
    const leftAt = row.status === "UNREGISTERED" ? row.left_at : null;
    const seconds = leftAt && (now.at.getTime() - leftAt.getTime()) / 1000;
    isSlashable = seconds !== null && seconds <= LEAVING_BLOCKS * BLOCK_SECONDS;
    mayBe = isSlashable || leftAt === null;
  }
  return {
    allocatedUsd: usd,
    slashableUsd: isSlashable && !isRemoved ? usd : 0,
    slashableUpToUsd: mayBe && !isRemoved ? usd : 0,
  };
}
