import { desc, sql } from "drizzle-orm";
import { pipelineSyncStatus } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";
import * as cell from "../facts/cells";
import { believed } from "../read-by-key";

const measured = pipelineSyncStatus;

/**
 * How far the pipeline is with each kind of event, as it measured last, the one furthest behind first and the unmeasured
 * last. `isSynced` is `null` where it says nothing. Its error texts stay where they are: they may name hosts.
 * Units: blocks, counts; instants are UTC. Source: pipeline_sync_status.
 */
export function listSyncStatus(db: AnalyticsDb) {
  const newest = db
    .selectDistinctOn([measured.pipeline, measured.eventType], {
      pipeline: measured.pipeline,
      event: measured.eventType,
      blocksBehind: measured.blocksBehind,
      recordCount: measured.totalRecords,
      newestAt: sql<string | null>`${measured.latestEventTimestamp}`.as("newest_at"),
      isSynced: sql<boolean | null>`lower(${measured.status}) in ('synced', 'healthy', 'ok')`.as("is_synced"),
      measuredAt: sql<string | null>`${measured.measuredAt}`.as("measured"),
    })
    .from(measured)
    .orderBy(
      measured.pipeline,
      measured.eventType,
      sql`${measured.measuredAt} desc nulls last`,
      desc(measured.id),
    )
    .as("newest");
  return db
    .select({
      pipeline: newest.pipeline,
      event: newest.event,
      blocksBehind: believed(cell.count(measured.blocksBehind), newest.blocksBehind),
      recordCount: believed(cell.count(measured.totalRecords), newest.recordCount),
      newestAt: believed(cell.instant(measured.latestEventTimestamp), newest.newestAt),
      isSynced: newest.isSynced,
      measuredAt: believed(cell.instant(measured.measuredAt), newest.measuredAt),
    })
    .from(newest)
    .orderBy(sql`${newest.blocksBehind} desc nulls last`, newest.pipeline, newest.event)
    .limit(MOST);
}

const MOST = 100;
