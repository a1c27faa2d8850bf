import pTimeout from "p-timeout";
import { collectDefaultMetrics, Gauge } from "prom-client";
import { readHeartbeats, readScheduledJobs, WORKER_SILENT_SECONDS } from "@/db/user/jobs/runs";
import { sessions } from "../auth/viewer";
import { networkState } from "../current-network/network-state";
import { analyticsDatabase, userDatabase } from "../databases";
import { recentReadiness } from "../health/readiness";
import { isLeaving } from "../http/prepare-requests";
import { jobs } from "../jobs/jobs";
import type { Network } from "../network/network";
import { metrics } from "./metrics";

/** The metrics of prom-client that end like counters, which they are not. */
const MISNAMED = [
  "nodejs_active_handles_total",
  "nodejs_active_requests_total",
  "nodejs_active_resources_total",
];
/** How long a scrape waits for the rows of the jobs. Behind a full pool or a lock, it goes without them. */
const PATIENCE_MILLISECONDS = 1000;
const DATABASES = ["analytics", "user"] as const;
const STATUSES = ["ready", "degraded", "unready", "stopping"] as const;

function makeGauges() {
  const { registry } = metrics();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge({ name: `eigenwatch_${name}`, help, labelNames, registers });
  return {
    readiness: gauge("readiness", "1 for the status that /api/health/ready would answer, 0 for the others.", [
      "status",
    ]),
    hears: gauge("listener_hears", "1 if this instance hears changes of accounts, else 0."),
    answers: gauge("database_answers", "1 if the database answered just now, else 0.", ["database"]),
    roundTrip: gauge("database_round_trip_seconds", "Seconds of one round trip.", ["database"]),
    used: gauge("pool_used_connections", "Connections that run a statement or a transaction.", ["database"]),
    waiting: gauge("pool_waiting_callers", "Callers that wait for a connection.", ["database"]),
    size: gauge("pool_size_connections", "The most connections of the pool.", ["database"]),
    age: gauge(
      "pipeline_age_seconds",
      "Age of the data: of the part of the pipeline that is furthest behind.",
    ),
    lag: gauge("pipeline_lag_seconds", "Seconds from that part to the newest part."),
    lateParts: gauge("pipeline_late_parts", "Parts that are over a day behind the newest one."),
    behind: gauge(
      "pipeline_behind_seconds",
      "For how long the database has answered with older data than is shown.",
    ),
    workers: gauge(
      "job_workers",
      "Workers of scheduled jobs, of all instances, that gave a sign of life within two minutes.",
    ),
    jobAge: gauge(
      "job_success_age_seconds",
      "Seconds since a scheduled job last succeeded, on any instance, or since it was first scheduled.",
      ["name"],
    ),
    networkAge: gauge("network_age_seconds", "Seconds since the facts of the network were read."),
    networkChecked: gauge("network_checked_seconds", "Seconds since the database last named its newest run."),
    networkSize: gauge("network_entities", "What the network holds, by kind.", ["kind"]),
  };
}

const KEY: unique symbol = Symbol.for("eigenwatch.gauges");
const shared = globalThis as typeof globalThis & { [KEY]?: ReturnType<typeof makeGauges> };

/** Returns the gauges. The first call also starts to watch the event loop, the memory and the garbage collector. */
export function gauges(): ReturnType<typeof makeGauges> {
  shared[KEY] ??= makeGauges();
  return shared[KEY];
}

/** Sets every gauge to what holds now. What is not known has no series: 0 would be a value. */
export async function setGauges(now = new Date()): Promise<void> {
  const made = gauges();
  const set = (
    name: keyof typeof made,
    value: number | null | undefined,
    labels: Record<string, string> = {},
  ) => {
    const gauge: Gauge = made[name];
    if (value === null || value === undefined) gauge.remove(labels);
    else gauge.set(labels, value);
  };
  const report = await recentReadiness();
  const status = isLeaving() ? "stopping" : report.status;
  for (const one of STATUSES) set("readiness", Number(one === status), { status: one });
  set("hears", Number(sessions().hears()));
  for (const database of DATABASES) {
    const { used, waiting, size } = (database === "user" ? userDatabase() : analyticsDatabase()).usage();
    const { answers, milliseconds } = report[database];
    set("answers", Number(answers), { database });
    set("roundTrip", milliseconds === null ? null : milliseconds / 1000, { database });
    set("used", used, { database });
    set("waiting", waiting, { database });
    set("size", size, { database });
  }
  const since = (at: Date | null | undefined) => (at ? (now.getTime() - at.getTime()) / 1000 : null);
  const work = report.user.answers
    ? await pTimeout(readWork(), { milliseconds: PATIENCE_MILLISECONDS }).catch(() => null)
    : null;
  set("workers", work?.workerCount);
  for (const { name } of jobs) set("jobAge", since(work?.lateSince.get(name)), { name });
  const { network, checkedAt, behindSince } = networkState();
  set("age", since(network?.clocks.dataAt));
  set("lag", lagOf(network));
  set("lateParts", network?.clocks.lateParts.length);
  set("behind", since(behindSince) ?? 0);
  set("networkAge", since(network?.readAt));
  set("networkChecked", since(checkedAt));
  for (const kind of ["operators", "avs", "strategies", "operatorSets"] as const)
    set("networkSize", network?.[kind].size, { kind });
  for (const kind of ["allocations", "slashings"] as const)
    set("networkSize", network?.[kind].length, { kind });
}

/** Returns the number of workers, and when each job last succeeded or else was first scheduled. Throws while the user database is away. */
async function readWork() {
  const { db } = userDatabase();
  const [heartbeats, runs] = await Promise.all([readHeartbeats(db), readScheduledJobs(db)]);
  return {
    workerCount: heartbeats.filter((seconds) => seconds <= WORKER_SILENT_SECONDS).length,
    lateSince: new Map(runs.map(({ name, succeededAt, createdAt }) => [name, succeededAt ?? createdAt])),
  };
}

/** Returns the seconds between the parts that reach least far and furthest; `null` where no time is known. */
function lagOf(network: Network | null): number | null {
  const times = (network?.clocks.reaches ?? []).flatMap(({ at }) => at?.getTime() ?? []);
  return times.length === 0 ? null : (Math.max(...times) - Math.min(...times)) / 1000;
}
