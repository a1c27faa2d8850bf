import { asc, desc, eq, lt, sql } from "drizzle-orm";
import type { UserDb } from "../client";
import { jobWorkers, scheduledJobs } from "../schema";

type EndedRun = {
  outcome: "succeeded" | "failed" | "given_back";
  figures: Record<string, number>;
  /** One line on why it failed. */
  problem: string | null;
};

/** Notes which jobs there are, and when each runs. Writes scheduled_jobs. */
export async function noteSchedules(db: UserDb, jobs: { name: string; schedule: string }[]): Promise<void> {
  for (const { name, schedule } of jobs)
    await db
      .insert(scheduledJobs)
      .values({ name, schedule })
      .onConflictDoUpdate({ target: scheduledJobs.name, set: { schedule, updatedAt: sql`now()` } });
}

/** Notes that a run of a job began. Writes scheduled_jobs. */
export async function noteStart(db: UserDb, name: string): Promise<void> {
  await db
    .update(scheduledJobs)
    .set({ startedAt: sql`now()`, endedAt: null, outcome: "running", problem: null })
    .where(eq(scheduledJobs.name, name));
}

/** Notes how a run ended. Writes scheduled_jobs. */
export async function noteEnd(
  db: UserDb,
  name: string,
  { outcome, figures, problem }: EndedRun,
): Promise<void> {
  const succeeded = outcome === "succeeded" ? { succeededAt: sql`now()`, figures } : {};
  await db
    .update(scheduledJobs)
    .set({ endedAt: sql`now()`, outcome, problem: problem?.slice(0, 500) ?? null, ...succeeded })
    .where(eq(scheduledJobs.name, name));
}

/**
 * Returns each scheduled job with its newest run, by name: its figures are those of the newest success, `milliseconds` is
 * null while it runs. Source: scheduled_jobs.
 */
export async function readScheduledJobs(db: UserDb) {
  const { name, schedule, startedAt, endedAt, outcome, succeededAt, figures, problem, createdAt } =
    scheduledJobs;
  const milliseconds = sql<number | null>`(extract(epoch from ${endedAt} - ${startedAt}) * 1000)::float8`;
  return await db
    .select({ name, schedule, startedAt, outcome, milliseconds, succeededAt, figures, problem, createdAt })
    .from(scheduledJobs)
    .orderBy(asc(name));
}

/** Notes that a worker runs, and forgets those that were silent for a day. Writes job_workers. */
export async function noteWorker(db: UserDb, id: string): Promise<void> {
  const seen = { seenAt: sql`now()` };
  await db.insert(jobWorkers).values({ id }).onConflictDoUpdate({ target: jobWorkers.id, set: seen });
  await db.delete(jobWorkers).where(lt(jobWorkers.seenAt, sql`now() - interval '1 day'`));
}

/** Forgets a worker that stops. Writes job_workers. */
export async function forgetWorker(db: UserDb, id: string): Promise<void> {
  await db.delete(jobWorkers).where(eq(jobWorkers.id, id));
}

/** A worker that is silent for longer has ended: it gives a sign of life every 30 seconds. */
export const WORKER_SILENT_SECONDS = 120;

/** Returns the seconds since the newest sign of each worker, newest first. Source: job_workers. */
export async function readHeartbeats(db: UserDb): Promise<number[]> {
  const seconds = sql<number>`extract(epoch from now() - ${jobWorkers.seenAt})::float8`;
  const rows = await db.select({ seconds }).from(jobWorkers).orderBy(desc(jobWorkers.seenAt));
  return rows.map((row) => row.seconds);
}
