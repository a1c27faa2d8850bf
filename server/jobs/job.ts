import { setTimeout } from "node:timers/promises";
import type { UserDb } from "@/db/user/client";
import { ROWS_A_BATCH, type Sweep } from "@/db/user/jobs/sweeps";
import type { readExisting } from "./existing";

/** Things that a job works with. */
export interface JobContext {
  db: UserDb;
  /** Returns the ids of every operator, AVS and strategy of the network. */
  readExisting: () => ReturnType<typeof readExisting>;
  auditRetentionDays: number;
  /** Aborted when the worker stops: the job throws between two batches, and another worker runs it again. */
  signal: AbortSignal;
}

/** Work that one of all workers does at the times of its schedule, in batches, and that may run twice without harm. */
export interface Job {
  /** The name of its queue, which a migration makes. */
  name: string;
  /** When it runs, as cron writes it, in UTC. */
  schedule: string;
  /** The seconds from one run to the next: within them it is queued once, by whichever worker. */
  everySeconds: number;
  /** Returns what it found or changed, as numbers by name. */
  run: (context: JobContext) => Promise<Record<string, number>>;
}

/** A run ends after this time even if rows are left, well before it would count as lost. The next run goes on. */
const LONGEST_MILLISECONDS = 60_000;

/** Deletes batch by batch until nothing is left, and pauses after each for as long as it took. Returns the number of rows. */
export async function sweepAll(
  { db, signal }: Pick<JobContext, "db" | "signal">,
  sweep: Sweep,
): Promise<number> {
  const endsAt = performance.now() + LONGEST_MILLISECONDS;
  for (let rows = 0; ; ) {
    signal.throwIfAborted();
    const began = performance.now();
    const count = await sweep(db);
    rows += count;
    if (count < ROWS_A_BATCH || performance.now() > endsAt) return rows;
    await setTimeout(performance.now() - began, undefined, { signal });
  }
}
