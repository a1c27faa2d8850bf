import { type AnalyticsConnection, connectAnalytics } from "@/db/analytics/client";
import type { QueryEvent } from "@/db/postgres/pool";
import { connectUser, type UserConnection } from "@/db/user/client";
import { log } from "./log";
import { boundedLabel } from "./metrics/bounded";
import { metrics } from "./metrics/metrics";
import { databaseSettings } from "./settings/databases";

/** Account queries are small, and public pages wait for some of them. */
const USER_DEADLINE_MILLISECONDS = 4000;

const statementName = boundedLabel();

/** One pool per database and process, kept on globalThis so that hot reloads and route bundles share it. */
const kept = globalThis as typeof globalThis & {
  eigenwatchAnalytics?: AnalyticsConnection;
  eigenwatchUser?: UserConnection;
};

/** Returns the read-only pool on the analytics database. Throws when no URL is set. */
export function analyticsDatabase(): AnalyticsConnection {
  kept.eigenwatchAnalytics ??= openAnalytics();
  return kept.eigenwatchAnalytics;
}

/** Returns the pool on the user database. Throws when no URL is set. */
export function userDatabase(): UserConnection {
  kept.eigenwatchUser ??= openUser();
  return kept.eigenwatchUser;
}

let milliseconds: number | undefined;
/** Returns how many milliseconds one request may wait for databases in total. */
export function requestMilliseconds(): number {
  milliseconds ??= databaseSettings().deadlineMilliseconds;
  return milliseconds;
}

function openAnalytics() {
  const { analyticsUrl, analyticsPoolSize, allowWritableAnalytics } = databaseSettings();
  if (!analyticsUrl) throw new Error("ANALYTICS_DATABASE_URL is not set: start with `npm start`.");
  return connectAnalytics(analyticsUrl, {
    ...poolOptions(analyticsPoolSize, "analytics"),
    allowWritable: allowWritableAnalytics,
  });
}

function openUser() {
  const { userUrl, userPoolSize } = databaseSettings();
  if (!userUrl) throw new Error("USER_DATABASE_URL is not set: start with `npm start`.");
  const options = poolOptions(userPoolSize, "user");
  const deadlineMilliseconds = Math.min(options.deadlineMilliseconds, USER_DEADLINE_MILLISECONDS);
  return connectUser(userUrl, { ...options, deadlineMilliseconds });
}

function poolOptions(max: number, database: "analytics" | "user") {
  const { deadlineMilliseconds, logQueries, slowQueryMilliseconds } = databaseSettings();
  return {
    max,
    deadlineMilliseconds,
    applicationName: "eigenwatch",
    onClear: () => log.warn({ database }, "the database is on another machine and reached without TLS"),
    onQuery: ({ statement, name: given, milliseconds, failed }: QueryEvent) => {
      const name = statementName(given);
      metrics().queries.observe({ database, name }, milliseconds / 1000);
      if (failed) metrics().failedQueries.inc({ database, name });
      const line = { name, statement, milliseconds: Math.round(milliseconds), failed };
      if (milliseconds > slowQueryMilliseconds) log.warn(line, "slow query");
      else if (logQueries) log.info(line, "query");
    },
  };
}
