import { isBrokenCircuitError } from "cockatiel";

/**
 * Codes that mean that the database cannot answer now, not that the query is wrong: it is down or stopping (08,
 * 57P0x), a standby or read-only for now (25006), full (53), too slow (57014, 25P03, 25P04), or blocked by another
 * transaction or by recovery (55P03, 40001, 40P01).
 */
const CODES =
  /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|CONNECTION_\w+|CONNECT_TIMEOUT|08\w{3}|53\w{3}|57P0\w|57014|25006|25P0[34]|55P03|40001|40P01)$/;
/** Codes after which a read has changed nothing, and may well succeed at once on another connection. */
const PASSING =
  /^(40001|57P01|08\w{3}|ECONNRESET|EPIPE|CONNECTION_CLOSED|CONNECTION_DESTROYED|CONNECTION_ENDED)$/;
const NAMES = ["DeadlineError", "RestError", "TlsError", "UnmigratedError"];

/** Returns whether the same query may succeed in a moment: the database is down, starting, full, busy or too slow. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (isBrokenCircuitError(error) || NAMES.includes(error.name)) return true;
  if (error instanceof AggregateError && error.errors.some(isUnreachable)) return true;
  if ("code" in error && CODES.test(String(error.code))) return true;
  // The file of a socket is absent while its server is.
  if ("code" in error && error.code === "ENOENT" && "syscall" in error && error.syscall === "connect")
    return true;
  return isUnreachable(error.cause);
}

/** Returns whether a read that failed so is worth a second try at once: its connection or snapshot was taken away. */
export function isPassing(error: unknown): boolean {
  return error instanceof Error && "code" in error && PASSING.test(String(error.code));
}

/** Returns whether a pooler refused a session setting; `pgbouncer=true` in the URL avoids that. */
export function isRefusedSetting({ code, message }: { code?: string; message?: string }): boolean {
  return code === "08P01" && /startup parameter/i.test(message ?? "");
}

/** Returns whether a connection was closed while a statement ran on it. */
export function isClosed(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === "CONNECTION_CLOSED") || isClosed(error.cause);
}
