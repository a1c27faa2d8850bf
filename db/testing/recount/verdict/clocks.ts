import type { Sql } from "postgres";

/** Returns each operator's allocation delay in blocks, by its newest rise that no slash wrote. */
export async function readDelays(sql: Sql): Promise<Map<string, number>> {
  const rows = await sql<{ operator: string; delay: number }[]>`
    select distinct on (a.operator_id) a.operator_id as operator, a.effect_block - a.allocated_at_block as delay
    from operator_allocations a
    left join lateral (select s.magnitude from operator_allocation_snapshots s
      where (s.operator_id, s.operator_set_id, s.strategy_id) = (a.operator_id, a.operator_set_id, a.strategy_id)
        and s.snapshot_block < a.allocated_at_block order by s.snapshot_block desc limit 1) s on true
    where a.magnitude > coalesce(s.magnitude, case when exists (select from operator_daily_snapshots d
        where d.operator_id = a.operator_id and d.snapshot_block < a.allocated_at_block) then 0 end)
      and not exists (select from operator_slashing_incidents i where i.operator_id = a.operator_id
        and i.operator_set_id = a.operator_set_id and i.slashed_at_block = a.effect_block)
    order by 1, a.allocated_at_block desc, 2`;
  return new Map(rows.map(({ operator, delay }) => [operator, delay]));
}

/**
 * Returns the time of each operator's newest act of its own. Rows written by a slash do not count, nor departures from
 * an AVS, which may be the AVS's act.
 */
export async function readLastActs(sql: Sql): Promise<Map<string, Date>> {
  const rows = await sql<{ operator: string; at: Date }[]>`
    select operator, max(at) at time zone 'UTC' as at from (
      select a.operator_id as operator, a.allocated_at as at from operator_allocations a
      where not exists (select from operator_slashing_incidents i where i.operator_id = a.operator_id
        and i.operator_set_id = a.operator_set_id and i.slashed_at_block = a.allocated_at_block)
      union all select operator_id, changed_at from operator_commission_history
      union all select operator_id, updated_at from operator_metadata_history
      union all select operator_id, registered_at from operator_registration
      union all select operator_id, status_changed_at from operator_avs_registration_history
        where status = 'REGISTERED'
      union all select operator_id, changed_at from operator_delegation_approver_history) acts group by 1`;
  return new Map(rows.map(({ operator, at }) => [operator, at]));
}

/** Returns the time of a block that a checkpoint names, else `known`. */
export async function timeAt(sql: Sql, { block, at: known }: { block: number; at: Date }): Promise<Date> {
  const [mark] = await sql<{ at: Date }[]>`
    select last_processed_at at time zone 'UTC' as at from pipeline_checkpoints where last_processed_block = ${block}`;
  return mark?.at ?? known;
}

/** Returns the largest delay possible at the first slash of each operator by a set whose creation is known. */
export async function readUpperBounds(sql: Sql, createdBlock: (set: string) => number | undefined) {
  const rows = await sql<{ operator: string; set: string; block: number; created: number | null }[]>`
    select i.operator_id as operator, i.operator_set_id as set, min(i.slashed_at_block)::int as block,
      max(s.created_at_block)::int as created
    from operator_slashing_incidents i left join operator_set_state s on s.id = i.operator_set_id group by 1, 2`;
  const found = new Map<string, number>();
  for (const { operator, set, block, created } of rows) {
    const blocks = block - (createdBlock(set) ?? created ?? Number.NaN);
    if (blocks >= 0) found.set(operator, Math.min(blocks, found.get(operator) ?? blocks));
  }
  return found;
}
