import { type AnalyticsConnection, connectAnalytics } from "@/db/analytics/client";
import { databaseSettings } from "@/db/env";
import { connectUser, type UserConnection } from "@/db/user/client";
import { log } from "./log";

/** One pool a database and process, kept on globalThis so that hot reloads and route bundles share it. */
const kept = globalThis as typeof globalThis & {
  eigenwatchAnalytics?: AnalyticsConnection;
  eigenwatchUser?: UserConnection;
};

/** The read-only pool on the analytics database. Throws when no URL is set. */
export function analyticsDatabase(): AnalyticsConnection {
  const { analyticsUrl, analyticsPoolSize } = databaseSettings();
  if (!analyticsUrl) throw new Error("ANALYTICS_DATABASE_URL is not set: start with `npm start`.");
  kept.eigenwatchAnalytics ??= connectAnalytics(analyticsUrl, poolOptions(analyticsPoolSize));
  return kept.eigenwatchAnalytics;
}

/** The pool on the user database. Throws when no URL is set. */
export function userDatabase(): UserConnection {
  const { userUrl, userPoolSize } = databaseSettings();
  if (!userUrl) throw new Error("USER_DATABASE_URL is not set: start with `npm start`.");
  kept.eigenwatchUser ??= connectUser(userUrl, poolOptions(userPoolSize));
  return kept.eigenwatchUser;
}

function poolOptions(max: number) {
  const { deadlineMilliseconds, logQueries, slowQueryMilliseconds } = databaseSettings();
  return {
    max,
    deadlineMilliseconds,
    applicationName: "eigenwatch",
    onQuery: ({
      statement,
      milliseconds,
      failed,
    }: {
      statement: string;
      milliseconds: number;
      failed: boolean;
    }) => {
      const line = { statement, milliseconds: Math.round(milliseconds), failed };
      if (milliseconds > slowQueryMilliseconds) log.warn(line, "slow query");
      else if (logQueries) log.info(line, "query");
    },
  };
}
