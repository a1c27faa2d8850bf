import { isRefusedSetting } from "./connection-errors";
import { SettingError } from "./setting-error";

type Failure = {
  code?: string;
  name?: string;
  message?: string;
  path?: string;
  cause?: unknown;
  errors?: Failure[];
};

export type DatabaseName = "analytics" | "user";

const SETTINGS = { analytics: "ANALYTICS_DATABASE_URL", user: "USER_DATABASE_URL" };

/**
 * Returns one line for the administrator: the error and a remedy, without a password. `which` is the queried
 * database, if any, and `setting` the name of its URL's setting.
 */
export function describeError(
  error: unknown,
  which?: DatabaseName,
  setting = which && SETTINGS[which],
): string {
  if (error instanceof SettingError) return error.message;
  const failure = innermost(error as Failure);
  return (
    (which && setting && aboutDatabase(failure, which, setting)) ??
    aboutFiles(failure) ??
    (failure.message ?? String(error)).split("\n")[0] ??
    "Something went wrong."
  );
}

function aboutDatabase(failure: Failure, which: DatabaseName, setting: string): string | undefined {
  const { code, name, message } = failure;
  if (name === "TimeoutError")
    return `The ${which} database does not answer in time. Check its health and load.`;
  if (name === "TlsError")
    return `The ${which} database does not meet sslmode: ${message}. Check sslmode and its files in ${setting}.`;
  if (isRefusedSetting(failure))
    return `A pooler in front of the ${which} database refuses session settings (${message}). Add pgbouncer=true to ${setting}.`;
  switch (code) {
    case "28P01":
    case "28000":
      return `The ${which} database refused the sign-in (${message}). Check user and password in ${setting}.`;
    case "3D000":
      return `The ${which} database does not exist (${message}). Create it, or correct ${setting}.`;
    case "42501":
      return which === "analytics"
        ? `The analytics role may not read enough (${message}). docs/running.md lists its grants.`
        : `The user role may not do this (${message}). Set ${setting} to the right role, and MIGRATION_DATABASE_URL to the one that migrates; npm run db -- roles --print makes both.`;
    case "53100":
      return `The disk of the ${which} database is full (${message}). Make room there and start again.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `The host name of the ${which} database cannot be resolved. Check the host in ${setting}.`;
    case "ECONNREFUSED":
    case "CONNECT_TIMEOUT":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ETIMEDOUT":
      return `Nothing answers at the address of the ${which} database. Check that it runs, and the host and port in ${setting}.`;
    case "CONNECTION_DESTROYED":
      return `The ${which} database closed the connection. Check that it is up, and that it fits target_session_attrs in ${setting}, if set.`;
    case "EPIPE":
    case "ECONNRESET":
    case "CONNECTION_CLOSED":
    case "CONNECTION_ENDED":
    case "57P01":
    case "57P02":
      return `The ${which} database closed the connection. Check that it is up, and that ${setting} points at a Postgres.`;
    case "55P03":
      return `Another session holds a lock in the ${which} database (${message}). End its transaction, or try again later.`;
    case "57014":
      return `The ${which} database took too long to answer (${message}). Check its health and load.`;
    case "57P03":
      return `The ${which} database is starting (${message}).`;
    default:
      return undefined;
  }
}

function aboutFiles({ code, message, path }: Failure): string | undefined {
  switch (code) {
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "ENOTDIR":
      return `${message}. Make the folder writable, or set DATA_DIR to one that is.`;
    case "EEXIST":
      return `${message}. Name a folder.`;
    case "ENOSPC":
    case "EDQUOT":
      return `The disk is full${path ? `: ${path} could not be written` : ""}. Make room and start again; unfinished work is detected and redone.`;
    default:
      return undefined;
  }
}

function innermost(failure: Failure): Failure {
  if (failure.errors?.[0]) return innermost(failure.errors[0]);
  return failure.cause ? innermost(failure.cause as Failure) : failure;
}
