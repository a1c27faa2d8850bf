import { sql } from "drizzle-orm";
import { pipelineCheckpoints } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "./client";

const ASK_AGAIN_MILLISECONDS = 15_000;

interface Kept<T> {
  run: string;
  value: T;
  askedAt: number;
}

/**
 * Reads once for each run of the pipeline and keeps the answer in memory, one for each database. Whoever asks waits
 * for the first answer only: later ones are looked for in the background, at most every 15 seconds, and while the
 * database does not answer the last one stands. Source of what a run is: pipeline_checkpoints.
 */
export function keptPerRun<T>(read: (db: AnalyticsDb) => Promise<T>): (db: AnalyticsDb) => Promise<T> {
  const kept = new WeakMap<AnalyticsDb, Kept<T>>();
  const first = new WeakMap<AnalyticsDb, Promise<T>>();

  async function refresh(db: AnalyticsDb, last?: Kept<T>): Promise<T> {
    const run = await currentRun(db);
    const value = last?.run === run ? last.value : await read(db);
    kept.set(db, { run, value, askedAt: Date.now() });
    return value;
  }

  return async (db) => {
    const last = kept.get(db);
    if (last) {
      if (Date.now() - last.askedAt >= ASK_AGAIN_MILLISECONDS) {
        last.askedAt = Date.now();
        refresh(db, last).catch(() => {});
      }
      return last.value;
    }
    const pending = first.get(db) ?? refresh(db).finally(() => first.delete(db));
    first.set(db, pending);
    return pending;
  };
}

/** What changes with every run: how far each pipeline has read. */
async function currentRun(db: AnalyticsDb): Promise<string> {
  const [row] = await db
    .select({
      run: sql<string>`coalesce(string_agg(concat_ws(' ', ${pipelineCheckpoints.pipelineName},
        ${pipelineCheckpoints.lastProcessedAt}, ${pipelineCheckpoints.lastProcessedBlock}), ',' order by ${pipelineCheckpoints.pipelineName}), '')`,
    })
    .from(pipelineCheckpoints);
  return row?.run ?? "";
}
