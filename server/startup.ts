import { setTimeout } from "node:timers/promises";
import pTimeout from "p-timeout";
import { checkAnalytics } from "@/db/analytics/client";
import { WritableError } from "@/db/analytics/read-only";
import { CONFIGURATION_EXIT_CODE } from "@/server/exit-codes";
import type { Drain } from "./http/drain";
import type { Worker } from "./jobs/worker";
import { databaseSettings } from "./settings/databases";

const GUARD_MILLISECONDS = 5000;
/** The launcher kills this process 7 seconds after the delay; requests that are not answered by then are cut off. */
const DRAIN_MILLISECONDS = 6000;
const CLOSE_MILLISECONDS = 500;

/** Prepares this process to serve. If its settings are invalid, ends it with one printed line. */
export async function startUp(): Promise<void> {
  const problem = await findProblem();
  if (problem) {
    console.error(problem.replaceAll("\n", " "));
    process.exit(CONFIGURATION_EXIT_CODE);
  }
  const [
    { env },
    { prepareRequests },
    { logConsole },
    { startKeepingNetwork },
    { recentReadiness },
    { gauges },
    limits,
    { startKeepingSettings },
  ] = await Promise.all([
    import("./env"),
    import("./http/prepare-requests"),
    import("./failures/log-console"),
    import("./current-network/current"),
    import("./health/readiness"),
    import("./metrics/gauges"),
    import("./limits/limiter"),
    import("./site-settings/start"),
  ]);
  gauges();
  const drain = prepareRequests();
  if (env.NODE_ENV === "production") logConsole();
  // Connects before the first call, which would find no connection to Redis yet.
  if (env.REDIS_URL) limits.limiter();
  await Promise.all([startKeepingNetwork(), startKeepingSettings()]);
  // Remembers which databases answered, to tell an outage from a wrong address.
  void recentReadiness();
  // Development runs no jobs: nothing is deleted behind a developer's back, and a reload starts none twice.
  if (env.NODE_ENV !== "production") return;
  const worker = env.WORKER === "inside" ? await startJobs(env.AUDIT_RETENTION_DAYS) : undefined;
  const { closeLimitStore } = await import("./limits/limit-store");
  stopOnSignals(drain, env.SHUTDOWN_DELAY_SECONDS, worker, closeLimitStore);
}

/** Starts to work on scheduled jobs, unless there is no user database. */
async function startJobs(auditRetentionDays: number): Promise<Worker | undefined> {
  const { userUrl } = databaseSettings();
  if (!userUrl) return undefined;
  const [{ startWorker }, { jobs }, { analyticsDatabase }] = await Promise.all([
    import("./jobs/worker"),
    import("./jobs/jobs"),
    import("./databases"),
  ]);
  return startWorker({ userUrl, analytics: analyticsDatabase(), auditRetentionDays, jobs });
}

/**
 * Stops this process at the first signal. At SIGTERM readiness turns to 503 first, and requests are served for
 * `delaySeconds` more, in which load balancers learn of it. SIGINT does not wait, and ends a wait.
 */
function stopOnSignals(
  drain: Drain,
  delaySeconds: number,
  worker: Worker | undefined,
  closeLimits: () => Promise<void>,
): void {
  const hurry = new AbortController();
  const stop = async (seconds: number) => {
    if (drain.isLeaving) return;
    drain.leave();
    await setTimeout(seconds * 1000, undefined, { signal: hurry.signal }).catch(() => {});
    const jobs = pTimeout(Promise.resolve(worker?.stop()), { milliseconds: DRAIN_MILLISECONDS });
    await Promise.allSettled([drain.run(DRAIN_MILLISECONDS), jobs]);
    await Promise.race([closeLimits().catch(() => {}), setTimeout(CLOSE_MILLISECONDS)]);
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop(delaySeconds));
  process.on("SIGINT", () => {
    hurry.abort();
    void stop(0);
  });
}

/**
 * Returns the problem of the settings; their module throws when it is first imported. Redis is not asked: the launcher did
 * so once, and a Redis that changed since then must not end an instance that only restarts.
 */
export async function findProblem(): Promise<string | undefined> {
  try {
    const { problemOfAuthSettings } = await import("./auth/settings");
    const { problemOfChainSettings } = await import("./chain/settings");
    return problemOfAuthSettings() ?? problemOfChainSettings() ?? (await problemOfAnalyticsRole());
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Returns the problem of the analytics role. The launcher checks it too, before it builds; this covers a process
 * started without it.
 */
async function problemOfAnalyticsRole(): Promise<string | undefined> {
  const { analyticsUrl, allowWritableAnalytics } = databaseSettings();
  if (!analyticsUrl || allowWritableAnalytics) return undefined;
  // A database that is down does not prevent the start: its pool checks the role before the first answer.
  return await pTimeout(checkAnalytics(analyticsUrl), { milliseconds: GUARD_MILLISECONDS }).then(
    () => undefined,
    (error: unknown) => (error instanceof WritableError ? error.message : undefined),
  );
}
