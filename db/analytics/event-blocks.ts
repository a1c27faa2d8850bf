import { type SQLWrapper, sql } from "drizzle-orm";
import { operatorAllocationSnapshots, pipelineCheckpoints } from "@/drizzle/analytics/schema";
import { asOf } from "./expressions";

/** The newest block that the data speaks for: what takes effect later is pending. Source: pipeline_checkpoints. */
export const asOfBlock = sql`(select max(${pipelineCheckpoints.lastProcessedBlock}) from ${pipelineCheckpoints})`;

/**
 * What was allocated when a change that is still pending was announced, to be slashed until its effect block: the row
 * of the newest day that the pipeline took before, at most a week older. 0 when that day has no such row; NULL, which
 * is not known, when there is no such day.
 */
export const magnitudeBefore = sql`(select coalesce((select s.magnitude from ${operatorAllocationSnapshots} s
    where s.operator_id = operator_allocations.operator_id and s.strategy_id = operator_allocations.strategy_id
      and s.operator_set_id = operator_allocations.operator_set_id and s.snapshot_date = newest.day), 0)
  from (select max(d.snapshot_date) as day from ${operatorAllocationSnapshots} d
    where d.snapshot_date between operator_allocations.allocated_at::date - 7 and operator_allocations.allocated_at::date
      and d.snapshot_block < operator_allocations.allocated_at_block) newest
  where newest.day is not null)`;

/** Ethereum's time between blocks, for when a block is expected or was. */
const SECONDS_PER_BLOCK = sql.raw("12");

/** When a block that the data does not tell of is expected or was: twelve seconds a block from the newest one. */
export const timeOfBlock = (block: SQLWrapper) =>
  sql`(${asOf} + (${block} - ${asOfBlock}) * ${SECONDS_PER_BLOCK} * interval '1 second')`;
