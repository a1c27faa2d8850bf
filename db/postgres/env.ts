import { parseConnectionUrl } from "./connection-url";
import { SettingError } from "./setting-error";

/**
 * Where the two databases are and how to use them, from the environment. A URL that is absent is undefined: the
 * launcher then brings its own Postgres. Throws SettingError for a value that cannot be used.
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

/** What the launcher needs: where to serve, where embedded data lives, how much demo to make, how to sign in. */
export function launcherSettings(env: NodeJS.ProcessEnv = process.env) {
  return {
    port: wholeNumber(env, "PORT", 3000, 1, 65_535),
    dataDir: env.DATA_DIR || ".data",
    demoScale: positive(env, "DEMO_SCALE", 1),
    /** Where people reach the application; absent on a laptop, where it is the port. */
    siteUrl: env.NEXTAUTH_URL?.trim() || env.PUBLIC_URL?.trim() || undefined,
    authSecret: env.NEXTAUTH_SECRET?.trim() || undefined,
  };
}

/** Where tests that need a whole demo keep it between runs. */
export const testDataDir = (env: NodeJS.ProcessEnv = process.env) => env.TEST_DATA_DIR || ".data/test";

/** The environment of a child process: `defaults`, then ours, then `values`; nothing is reported to anybody. */
export function childEnvironment(values: Record<string, string>, defaults: Record<string, string> = {}) {
  return { ...defaults, ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...values };
}

/** Returns what `make` returns, which does not see one variable of the environment: for what cannot be told otherwise. */
export function withoutVariable<T>(name: string, make: () => T): T {
  const kept = process.env[name];
  delete process.env[name];
  try {
    return make();
  } finally {
    if (kept !== undefined) process.env[name] = kept;
  }
}

/** Reads .env into the environment when there is one; what is already set wins. */
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
