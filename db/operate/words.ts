import { SettingError } from "../postgres/env";

type Failure = {
  code?: string;
  message?: string;
  address?: string;
  port?: number;
  cause?: unknown;
  errors?: Failure[];
};

/**
 * What went wrong with a database and what to do about it, as one line for the person who runs EigenWatch; never with
 * a password in it. `which` names the database's setting.
 */
export function inOneLine(error: unknown, which: "analytics" | "user"): string {
  const failure = innermost(error as Failure);
  const setting = which === "analytics" ? "ANALYTICS_DATABASE_URL" : "USER_DATABASE_URL";
  if (error instanceof SettingError) return error.message;
  switch (failure.code) {
    case "28P01":
    case "28000":
      return `The ${which} database refused the sign-in (${failure.message}). Check user and password in ${setting}.`;
    case "3D000":
      return `The ${which} database does not exist (${failure.message}). Create it, or correct ${setting}.`;
    case "42501":
      return which === "analytics"
        ? `The analytics role may not read enough (${failure.message}). docs/running.md lists its grants.`
        : `The user role may not do this (${failure.message}). Set MIGRATION_DATABASE_URL to the role that migrates.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `The host of the ${which} database is not known. Check the host in ${setting}.`;
    case "ECONNREFUSED":
    case "CONNECT_TIMEOUT":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ETIMEDOUT":
      return `Nothing answers where the ${which} database should be. Check that it runs, and host and port in ${setting}.`;
    case "ECONNRESET":
    case "CONNECTION_CLOSED":
    case "CONNECTION_ENDED":
    case "CONNECTION_DESTROYED":
      return `The ${which} database closed the connection. Check that it is up, and that ${setting} points at a Postgres.`;
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "ENOTDIR":
      return `${failure.message}. Make the folder writable, or set DATA_DIR to one that is.`;
    case "ENOSPC":
      return "The disk is full. Make room and start again; what was half written is noticed and redone.";
    default:
      return (failure.message ?? String(error)).split("\n")[0] ?? "Something went wrong.";
  }
}

function innermost(failure: Failure): Failure {
  if (failure.errors?.[0]) return innermost(failure.errors[0]);
  return failure.cause ? innermost(failure.cause as Failure) : failure;
}
