import { parseConnectionUrl } from "./connection-url";
import { SettingError } from "./setting-error";

/**
 * Returns the settings of the two databases from the environment. A missing URL is undefined: the launcher then
 * runs its own Postgres. Throws SettingError for an invalid value.
 */
export function databaseSettings(env: NodeJS.ProcessEnv = process.env) {
  const analyticsUrl = postgresUrl(env, "ANALYTICS_DATABASE_URL") ?? postgresUrl(env, "DATABASE_URL");
  const userUrl = postgresUrl(env, "USER_DATABASE_URL");
  return {
    analyticsUrl,
    userUrl,
    userDirectUrl: postgresUrl(env, "USER_DATABASE_DIRECT_URL"),
    migrationUrl: postgresUrl(env, "MIGRATION_DATABASE_URL"),
    analyticsPoolSize:
      poolSizeOf(analyticsUrl) ?? wholeNumber(env, "ANALYTICS_DATABASE_POOL_SIZE", 10, 1, 1000),
    userPoolSize: poolSizeOf(userUrl) ?? wholeNumber(env, "USER_DATABASE_POOL_SIZE", 5, 1, 1000),
    deadlineMilliseconds: wholeNumber(env, "DATABASE_DEADLINE_MS", 10_000, 100, 600_000),
    slowQueryMilliseconds: wholeNumber(env, "SLOW_QUERY_MS", 500, 1, 600_000),
    logQueries: yesOrNo(env, "LOG_DB_QUERIES"),
    allowWritableAnalytics: yesOrNo(env, "ALLOW_WRITABLE_ANALYTICS"),
  };
}

/** Returns the connection_limit of a URL. */
const poolSizeOf = (url: string | undefined) => (url ? parseConnectionUrl(url).poolSize : undefined);

/** Returns the launcher's settings: port, data folder, scale of the demo and sign-in. */
export function launcherSettings(env: NodeJS.ProcessEnv = process.env) {
  return {
    port: wholeNumber(env, "PORT", 3000, 1, 65_535),
    dataDir: env.DATA_DIR || ".data",
    demoScale: positive(env, "DEMO_SCALE", 1),
    /** The URL at which people reach the application; absent on a laptop, where it is the port. */
    siteUrl: env.NEXTAUTH_URL?.trim() || env.PUBLIC_URL?.trim() || undefined,
    authSecret: env.NEXTAUTH_SECRET?.trim() || undefined,
  };
}

/** Returns the folder where tests keep a whole demo between runs. */
export const testDataDir = (env: NodeJS.ProcessEnv = process.env) => env.TEST_DATA_DIR || ".data/test";

/** Returns the environment of a child process: `defaults`, then ours, then `values`. Telemetry is off. */
export function childEnvironment(values: Record<string, string>, defaults: Record<string, string> = {}) {
  return { ...defaults, ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...values };
}

/**
 * Returns the result of `make`, run without one variable of the environment, for libraries that have no other
 * option.
 */
export function withoutVariable<T>(name: string, make: () => T): T {
  const kept = process.env[name];
  delete process.env[name];
  try {
    return make();
  } finally {
    if (kept !== undefined) process.env[name] = kept;
  }
}

/** Reads .env into the environment when it exists; variables that are already set win. */
export function loadDotEnv(file = ".env"): void {
  try {
    process.loadEnvFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw new SettingError(`${file} cannot be read.`);
  }
}

function postgresUrl(env: NodeJS.ProcessEnv, name: string) {
  const text = env[name]?.trim();
  if (!text) return undefined;
  parseConnectionUrl(text, name);
  return text;
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string, fallback: number, least: number, most: number) {
  const text = env[name]?.trim();
  if (!text) return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new SettingError(`${name} is "${text}", but must be a whole number from ${least} to ${most}.`);
}

function positive(env: NodeJS.ProcessEnv, name: string, fallback: number) {
  const text = env[name]?.trim();
  if (!text) return fallback;
  if (Number(text) > 0 && Number(text) <= 100) return Number(text);
  throw new SettingError(`${name} is "${text}", but must be a number above 0 and up to 100.`);
}

function yesOrNo(env: NodeJS.ProcessEnv, name: string) {
  const text = (env[name] ?? "").trim().toLowerCase();
  if (["", "0", "false", "no", "off"].includes(text)) return false;
  if (["1", "true", "yes", "on"].includes(text)) return true;
  throw new SettingError(`${name} is "${text}", but must be true or false.`);
}
