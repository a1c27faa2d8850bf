import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** The parts of /api that are counted apart. */
export const API_ROUTES = ["auth", "csv", "health", "logo", "metrics", "trpc"] as const;
const ROUTES = [...API_ROUTES, "page", "file", "other"] as const;
export type Route = (typeof ROUTES)[number];

/** From a read in memory to the longest deadline of a request. */
const SECONDS = [0.005, 0.025, 0.1, 0.25, 1, 2.5, 10];

/**
 * Makes every series that is counted when something happens. A label's values come from the source and never from a
 * request: no address, id or URL.
 */
function makeMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Counter({ name: `eigenwatch_${name}_total`, help, labelNames, registers });
  const seconds = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Histogram({
      name: `eigenwatch_${name}_duration_seconds`,
      help,
      labelNames,
      registers,
      buckets: SECONDS,
    });
  const networkBuild = new Gauge({
    name: "eigenwatch_network_build_seconds",
    help: "Seconds in which the newest network was read and built.",
    registers,
  });
  // Without labels it would be 0 before the first build.
  networkBuild.remove();
  const made = {
    registry,
    http: seconds("http", "Seconds from the arrival of a request to the end of its answer, by route.", [
      "route",
    ]),
    httpAnswers: counter("http_answers", "Answers, by route and class of status.", ["route", "status"]),
    procedures: seconds("procedure", "Seconds of a call of a procedure.", ["procedure"]),
    calls: counter("procedure_calls", "Calls of procedures: ok, refused or failed.", [
      "procedure",
      "outcome",
    ]),
    refusals: counter("refusals", "Requests and calls that were refused, by place and code.", ["at", "code"]),
    queries: seconds("query", "Seconds of a statement or transaction, with the wait for a connection.", [
      "database",
      "name",
    ]),
    failedQueries: counter("query_failures", "Statements and transactions that failed.", [
      "database",
      "name",
    ]),
    crossDatabaseReads: seconds(
      "cross_database_read",
      "Seconds of a read that joins accounts with the pipeline's data.",
    ),
    cacheReads: counter("cache_reads", "Reads of a cache: hit or miss.", ["cache", "result"]),
    sessionReads: counter("session_reads", "Sessions that were checked: active, ended or unavailable.", [
      "state",
    ]),
    references: counter("references", "Watched entities that were looked up in the pipeline's data."),
    goneReferences: counter("references_gone", "Watched entities that the pipeline's data lacks."),
    signIns: counter("sign_ins", "Attempts to sign in, by outcome.", ["outcome"]),
    deliveries: counter("deliveries", "Messages that were sent, written to a file, or failed.", [
      "channel",
      "outcome",
    ]),
    networkBuilds: counter("network_builds", "Networks that were built and are shown."),
    networkBuild,
  };
  // Alerts ask for increases, which miss the first failure of a series that was not there before.
  for (const outcome of ["sent", "written", "failed"]) made.deliveries.inc({ channel: "mail", outcome }, 0);
  for (const route of ROUTES) made.httpAnswers.inc({ route, status: "5xx" }, 0);
  return made;
}

/** Next bundles pages, routes and instrumentation apart; they share only globalThis. */
const KEY: unique symbol = Symbol.for("eigenwatch.metrics");
const shared = globalThis as typeof globalThis & { [KEY]?: ReturnType<typeof makeMetrics> };

/** Returns the metrics of this process, which all of its bundles count in. */
export function metrics(): ReturnType<typeof makeMetrics> {
  shared[KEY] ??= makeMetrics();
  return shared[KEY];
}
