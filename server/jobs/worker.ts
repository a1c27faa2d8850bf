import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import pTimeout from "p-timeout";
import PgBoss from "pg-boss";
import type { AnalyticsConnection } from "@/db/analytics/client";
import { describeError } from "@/db/postgres/describe-error";
import { JOBS_SCHEMA } from "@/db/user/copying/tables";
import { type JobsDatabase, openJobsDatabase } from "@/db/user/jobs/executor";
import { forgetWorker, noteEnd, noteSchedules, noteStart, noteWorker } from "@/db/user/jobs/runs";
import { log } from "../log";
import { readExisting } from "./existing";
import type { Job, JobContext } from "./job";

export interface Worker {
  /** Resolves when it has begun to work, which waits for the user database and its migrations. */
  started: Promise<void>;
  /** Finds jobs whose worker was killed, which it otherwise does every minute, so that they run again. */
  maintain: () => Promise<void>;
  /** Takes no more jobs, waits up to 4 seconds for running ones, and gives the rest back to the queue. */
  stop: () => Promise<void>;
}

interface Options {
  userUrl: string;
  analytics: Pick<AnalyticsConnection, "snapshot">;
  auditRetentionDays: number;
  jobs: Job[];
  /** Seconds between two looks into a queue. */
  pollSeconds?: number;
  /** How often a start is tried while the database is away. */
  retryMilliseconds?: number;
}

const HEARTBEAT_MILLISECONDS = 30_000;
const STOP_MILLISECONDS = 4000;

/**
 * Starts to work on scheduled jobs, with any number of other workers on the same database, of which one runs each job
 * that is due. While the database is away it waits, and says so once. It never throws.
 */
export function startWorker(options: Options): Worker {
  const id = randomUUID();
  const stopping = new AbortController();
  const sayOnce = onceAtATime();
  const database = openJobsDatabase(options.userUrl, {
    onLost: (error) => sayOnce("the end of a job was not noted; it will run again", error),
  });
  let boss: PgBoss | undefined;
  const beat = async () => {
    await noteWorker(database.db, id).then(
      () => sayOnce(),
      (error) => sayOnce("the worker gives no sign of life", error),
    );
  };
  const started = (async () => {
    while (!stopping.signal.aborted) {
      try {
        boss = await openBoss(database, options, { signal: stopping.signal, sayOnce, beat });
        log.info({ jobs: options.jobs.map(({ name }) => name) }, "scheduled jobs run here");
        return;
      } catch (error) {
        sayOnce("scheduled jobs do not run here yet", error);
        await setTimeout(options.retryMilliseconds ?? 5000, undefined, { signal: stopping.signal }).catch(
          () => {},
        );
      }
    }
  })();
  const heartbeat = setInterval(() => boss && void beat(), HEARTBEAT_MILLISECONDS);
  return {
    started,
    maintain: async () => await boss?.maintain(),
    stop: async () => {
      clearInterval(heartbeat);
      stopping.abort();
      await pTimeout(started, { milliseconds: 1000 }).catch(() => {});
      await boss?.stop({ graceful: true, timeout: STOP_MILLISECONDS }).catch(() => {});
      if (boss) await pTimeout(forgetWorker(database.db, id), { milliseconds: 1000 }).catch(() => {});
      await database.close().catch(() => {});
    },
  };
}

type Say = (consequence?: string, error?: unknown) => void;

async function openBoss(
  { db, executor }: JobsDatabase,
  { analytics, auditRetentionDays, jobs, pollSeconds = 10 }: Options,
  { signal, sayOnce, beat }: { signal: AbortSignal; sayOnce: Say; beat: () => Promise<void> },
): Promise<PgBoss> {
  const boss = new PgBoss({
    db: executor,
    schema: JOBS_SCHEMA,
    // Our migrator makes its tables.
    migrate: false,
    maintenanceIntervalSeconds: 60,
    cronMonitorIntervalSeconds: Math.max(1, Math.min(3 * pollSeconds, 30)),
    cronWorkerIntervalSeconds: Math.max(1, Math.min(pollSeconds, 5)),
    deleteAfterDays: 3,
  });
  boss.on("error", (error) => sayOnce("the queue of jobs cannot be read", error));
  const context = { db, readExisting: () => readExisting(analytics), auditRetentionDays, signal };
  // Before the queue starts: its timers would outlive a start that a read-only database refuses.
  await noteSchedules(db, jobs);
  // Before its first job: a worker that is killed in it was alive.
  await beat();
  try {
    await boss.start();
    for (const job of jobs) {
      await boss.schedule(job.name, job.schedule, {}, { tz: "UTC", singletonSeconds: job.everySeconds });
      await boss.work(job.name, { pollingIntervalSeconds: pollSeconds }, () => runJob(job, context));
    }
    return boss;
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {});
    throw error;
  }
}

/** Runs a job and notes how it went. Throws if it is to run again: what failed twice more waits for its next time. */
async function runJob({ name, run }: Job, context: JobContext): Promise<void> {
  const began = performance.now();
  const line = () => ({ job: name, milliseconds: Math.round(performance.now() - began) });
  try {
    context.signal.throwIfAborted();
    await noteStart(context.db, name);
    const figures = await run(context);
    await noteEnd(context.db, name, { outcome: "succeeded", figures, problem: null });
    log.info({ ...line(), ...figures }, "job succeeded");
  } catch (error) {
    const isGivenBack = context.signal.aborted;
    const problem = isGivenBack ? "The worker stopped." : describeError(error, "user");
    const outcome = isGivenBack ? "given_back" : "failed";
    await noteEnd(context.db, name, { outcome, figures: {}, problem }).catch(() => {});
    if (isGivenBack) log.info(line(), "job given back");
    else log.error({ ...line(), problem }, "job failed");
    // pg-boss stores what is thrown, so not the error itself, which may hold parameters.
    throw new Error(problem);
  }
}

/** Returns a function that logs a problem once, and again only after it was told that there is none. */
function onceAtATime(): Say {
  let said: string | undefined;
  return (consequence, error) => {
    if (consequence === undefined) {
      said = undefined;
      return;
    }
    const problem = describeError(error, "user");
    if (said !== consequence) log.warn({ problem }, consequence);
    said = consequence;
  };
}
