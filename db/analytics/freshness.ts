import { desc } from "drizzle-orm";
import { pipelineCheckpoints } from "@/drizzle/analytics/schema";
import { instant } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { quantity } from "./expressions";

/**
 * How far the pipeline has read: its newest block and that block's time, and what it says of its own data.
 * `undefined` before its first run. Source: pipeline_checkpoints, the row read last.
 */
export async function findFreshness(db: AnalyticsDb) {
  const [row] = await db
    .select({
      block: pipelineCheckpoints.lastProcessedBlock,
      processedAt: quantity(pipelineCheckpoints.lastProcessedAt, instant),
      metadata: pipelineCheckpoints.runMetadata,
    })
    .from(pipelineCheckpoints)
    .orderBy(desc(pipelineCheckpoints.lastProcessedAt), desc(pipelineCheckpoints.lastProcessedBlock))
    .limit(1);
  if (!row) return undefined;
  const said = (row.metadata ?? {}) as Record<string, unknown>;
  return {
    blockNumber: row.block === null ? null : Number(row.block),
    processedAt: row.processedAt,
    isDemo: said.demo === true,
    provenance: typeof said.provenance === "string" ? said.provenance : null,
  };
}
