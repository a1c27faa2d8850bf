import { desc, lte } from "drizzle-orm";
import {
  networkDailyAggregates,
  operatorDailySnapshots,
  pipelineCheckpoints,
  pipelineSyncStatus,
  pipelineSyncStatusV2,
  subgraphHealthStatus,
} from "@/drizzle/analytics/schema";
import * as cell from "./cells";
import { columnsOf, readRows, readTable, type Source, today } from "./source";

const checkpoint = {
  pipeline: cell.id(pipelineCheckpoints.pipelineName),
  processedAt: cell.instant(pipelineCheckpoints.lastProcessedAt),
  blockNumber: cell.checkpointBlock(pipelineCheckpoints.lastProcessedBlock),
  /** The pipeline's metadata about its own data. */
  metadata: cell.document(pipelineCheckpoints.runMetadata),
};
const sync = {
  pipeline: cell.text(pipelineSyncStatus.pipeline),
  eventType: cell.text(pipelineSyncStatus.eventType),
  blockNumber: cell.checkpointBlock(pipelineSyncStatus.latestBlockIndexed),
  headBlock: cell.checkpointBlock(pipelineSyncStatus.latestBlockOnchain),
  blocksBehind: cell.count(pipelineSyncStatus.blocksBehind),
  eventAt: cell.instant(pipelineSyncStatus.latestEventTimestamp),
  status: cell.text(pipelineSyncStatus.status),
  error: cell.text(pipelineSyncStatus.lastError),
  measuredAt: cell.instant(pipelineSyncStatus.measuredAt),
};
const syncV2 = {
  pipeline: cell.text(pipelineSyncStatusV2.pipeline),
  eventType: cell.text(pipelineSyncStatusV2.eventType),
  blockNumber: cell.checkpointBlock(pipelineSyncStatusV2.lastUpdatedBlock),
  headBlock: cell.checkpointBlock(pipelineSyncStatusV2.subgraphHeadBlock),
  updatedAt: cell.instant(pipelineSyncStatusV2.lastUpdatedTimestamp),
  status: cell.text(pipelineSyncStatusV2.status),
  error: cell.text(pipelineSyncStatusV2.lastError),
  measuredAt: cell.instant(pipelineSyncStatusV2.measuredAt),
};
const subgraph = {
  isSynced: cell.flag(subgraphHealthStatus.synced),
  hasErrors: cell.flag(subgraphHealthStatus.hasIndexingErrors),
  blockNumber: cell.checkpointBlock(subgraphHealthStatus.latestIndexedBlock),
  headBlock: cell.checkpointBlock(subgraphHealthStatus.chainHeadBlock),
  measuredAt: cell.instant(subgraphHealthStatus.measuredAt),
};
const operatorDay = {
  day: cell.day(operatorDailySnapshots.snapshotDate),
  blockNumber: cell.block(operatorDailySnapshots.snapshotBlock),
};
const networkDay = {
  day: cell.day(networkDailyAggregates.snapshotDate),
  blockNumber: cell.block(networkDailyAggregates.snapshotBlock),
};

const newestSync = (source: Source) =>
  source.db
    .selectDistinctOn([pipelineSyncStatus.pipeline, pipelineSyncStatus.eventType], columnsOf(sync))
    .from(pipelineSyncStatus)
    .orderBy(pipelineSyncStatus.pipeline, pipelineSyncStatus.eventType, desc(pipelineSyncStatus.measuredAt));

const newestSyncV2 = (source: Source) =>
  source.db
    .selectDistinctOn([pipelineSyncStatusV2.pipeline, pipelineSyncStatusV2.eventType], columnsOf(syncV2))
    .from(pipelineSyncStatusV2)
    .orderBy(
      pipelineSyncStatusV2.pipeline,
      pipelineSyncStatusV2.eventType,
      desc(pipelineSyncStatusV2.measuredAt),
    );

/** Returns how far each part of the pipeline has read, which decides the present block and the age of the data. */
export async function readCheckpoints(source: Source) {
  const { snapshotDate } = operatorDailySnapshots;
  return {
    checkpoints: await readTable(source, pipelineCheckpoints, checkpoint),
    syncs: await readRows(source, sync, () => newestSync(source)),
    syncsV2: await readRows(source, syncV2, () => newestSyncV2(source)),
    subgraphs: await readRows(source, subgraph, (columns) =>
      source.db
        .select(columns)
        .from(subgraphHealthStatus)
        .orderBy(desc(subgraphHealthStatus.measuredAt))
        .limit(1),
    ),
    /** Only the newest day of operators. */
    newestOperatorDays: await readRows(source, operatorDay, (columns) =>
      source.db
        .select(columns)
        .from(operatorDailySnapshots)
        .where(lte(snapshotDate, today(source)))
        .orderBy(desc(snapshotDate))
        .limit(1),
    ),
    /** Every day with sums of the whole network, oldest first. */
    dayBlocks: await readRows(source, networkDay, (columns) =>
      source.db
        .select(columns)
        .from(networkDailyAggregates)
        .where(lte(networkDailyAggregates.snapshotDate, today(source)))
        .orderBy(networkDailyAggregates.snapshotDate),
    ),
  };
}
