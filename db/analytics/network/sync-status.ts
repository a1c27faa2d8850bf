import { desc, sql } from "drizzle-orm";
import { pipelineSyncStatus } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";
import * as cell from "../facts/cells";
import { believed } from "../read-by-key";

const measured = pipelineSyncStatus;

/**
 * Returns how far the pipeline has read each kind of event, by its own last measure, the furthest behind first and
 * unmeasured ones last. `isSynced` is `null` if it does not say. Error texts are left out, since they may name hosts.
 * Units: blocks, counts, UTC instants. Source: pipeline_sync_status.
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
