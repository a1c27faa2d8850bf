import { sql } from "drizzle-orm";
import { type Habit, rewrite } from "./habit";
import { blockAgo, timeAgo, worldBlock } from "./world";

/** The pipeline ran long after the block that it had read. */
const withoutSyncs = [sql`delete from pipeline_sync_status`, sql`delete from subgraph_health_status`];
const runAt = "2026-07-05 05:58:12";

/** Ways in which a pipeline records how far it has read; the answers stay the same. */
export const clockHabits: Record<string, Habit> = {
  "checkpoints with block 0 and the wall clock of the run": rewrite(
    sql`update pipeline_checkpoints set last_processed_block = 0, last_processed_at = ${runAt}`,
  ),
  "checkpoints without a block": rewrite(
    sql`update pipeline_checkpoints set last_processed_block = null, last_processed_at = ${runAt}`,
  ),
  "a checkpoint with its block and the wall clock of the run": rewrite(
    sql`update pipeline_checkpoints set last_processed_at = ${runAt}`,
  ),
  "no checkpoint": rewrite(sql`delete from pipeline_checkpoints`),
};

/** Ways in which a pipeline is late, or wrong about the time. */
export const lateHabits = {
  checkpoint:
    rewrite(sql`insert into pipeline_checkpoints (pipeline_name, last_processed_at, last_processed_block)
    values ('events', ${timeAgo(2)}, ${blockAgo(2)})`),
  syncRow: rewrite(sql`insert into pipeline_sync_status
      (pipeline, event_type, latest_block_indexed, blocks_behind, status, last_error, measured_at)
    values ('events', 'Slashing', ${worldBlock - 1_000_000}, 1000000, 'error', 'rpc', ${timeAgo(0)})`),
  /** Leaves one source of how far the chain was read. */
  syncRowAlone: rewrite(
    ...withoutSyncs,
    sql`delete from operator_daily_snapshots`,
    sql`delete from network_daily_aggregates`,
    sql`update pipeline_checkpoints set last_processed_block = 0, last_processed_at = ${runAt}`,
    sql`insert into pipeline_sync_status (pipeline, event_type, latest_block_indexed, status, measured_at)
      values ('events', 'Allocation', ${worldBlock}, 'synced', ${timeAgo(0)})`,
  ),
  future:
    rewrite(sql`insert into pipeline_checkpoints (pipeline_name, last_processed_at, last_processed_block)
    values ('events', '2026-07-13', ${worldBlock + 60_000})`),
  snapshots: rewrite(
    sql`delete from operator_daily_snapshots where snapshot_date > '2026-06-20'`,
    sql`delete from network_daily_aggregates where snapshot_date > '2026-06-20'`,
    sql`delete from historical_tvs_snapshots where snapshot_date > '2026-06-20'`,
  ),
};

/** Leaves no source of how far the chain was read. */
export const unknownClock = rewrite(
  ...withoutSyncs,
  sql`delete from operator_daily_snapshots`,
  sql`delete from network_daily_aggregates`,
  sql`update pipeline_checkpoints set last_processed_block = 0, last_processed_at = ${runAt}`,
);
