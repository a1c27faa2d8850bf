import { desc, eq, max } from "drizzle-orm";
import {
  networkDailyAggregates,
  operatorDailySnapshots,
  pipelineCheckpoints,
} from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "./client";
import { hasTables, openSource } from "./facts/source";

const { pipelineName, lastProcessedAt, lastProcessedBlock } = pipelineCheckpoints;
const { snapshotDate, snapshotBlock } = operatorDailySnapshots;

/**
 * Returns what changes with every run of the pipeline, as one text to compare: all checkpoints, and the newest day and
 * block of the daily snapshots. A table that is missing counts as empty.
 */
export async function readRun(db: AnalyticsDb): Promise<string> {
  const source = await openSource(db, new Date());
  const checkpoints = hasTables(source, pipelineCheckpoints)
    ? await db
        .select({ pipelineName, lastProcessedAt, lastProcessedBlock })
        .from(pipelineCheckpoints)
        .orderBy(pipelineName)
    : [];
  const operatorDays = hasTables(source, operatorDailySnapshots)
    ? await db
        .select({ day: snapshotDate, block: max(snapshotBlock) })
        .from(operatorDailySnapshots)
        .where(eq(snapshotDate, db.select({ newest: max(snapshotDate) }).from(operatorDailySnapshots)))
        .groupBy(snapshotDate)
    : [];
  const networkDays = hasTables(source, networkDailyAggregates)
    ? await db
        .select({ day: networkDailyAggregates.snapshotDate, block: networkDailyAggregates.snapshotBlock })
        .from(networkDailyAggregates)
        .orderBy(desc(networkDailyAggregates.snapshotDate))
        .limit(1)
    : [];
  return JSON.stringify([checkpoints, operatorDays, networkDays], (_, value) =>
    typeof value === "bigint" ? String(value) : value,
  );
}
