import { parseConnectionUrl } from "@/db/postgres/connection-url";
import { type Environment, readSettings } from "./read";

const NAMES = [
  "ANALYTICS_DATABASE_URL",
  "DATABASE_URL",
  "USER_DATABASE_URL",
  "USER_DATABASE_DIRECT_URL",
  "MIGRATION_DATABASE_URL",
  "ANALYTICS_DATABASE_POOL_SIZE",
  "USER_DATABASE_POOL_SIZE",
  "DATABASE_DEADLINE_MS",
  "SLOW_QUERY_MS",
  "LOG_DB_QUERIES",
  "ALLOW_WRITABLE_ANALYTICS",
] as const;

/**
 * Returns the settings of the two databases. A missing URL is undefined: the launcher then runs its own Postgres.
 * Throws SettingError for an invalid value.
 */
export function databaseSettings(environment?: Environment) {
  const settings = readSettings(environment, NAMES);
  const analyticsUrl = settings.ANALYTICS_DATABASE_URL ?? settings.DATABASE_URL;
  const userUrl = settings.USER_DATABASE_URL;
  return {
    analyticsUrl,
    userUrl,
    userDirectUrl: settings.USER_DATABASE_DIRECT_URL,
    migrationUrl: settings.MIGRATION_DATABASE_URL,
    analyticsPoolSize: poolSizeOf(analyticsUrl) ?? settings.ANALYTICS_DATABASE_POOL_SIZE,
    userPoolSize: poolSizeOf(userUrl) ?? settings.USER_DATABASE_POOL_SIZE,
    deadlineMilliseconds: settings.DATABASE_DEADLINE_MS,
    slowQueryMilliseconds: settings.SLOW_QUERY_MS,
    logQueries: settings.LOG_DB_QUERIES,
    allowWritableAnalytics: settings.ALLOW_WRITABLE_ANALYTICS,
  };
}

/** Returns the connection_limit of a URL. */
const poolSizeOf = (url: string | undefined) => (url ? parseConnectionUrl(url).poolSize : undefined);
