import { isBrokenCircuitError } from "cockatiel";

/**
 * Codes that mean that the database cannot answer now, not that the query is wrong: it is down or stopping (08,
 * 57P0x), full (53), too slow (57014), or blocked by another transaction (55P03, 40001, 40P01).
 */
const CODES =
  /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH|CONNECTION_\w+|CONNECT_TIMEOUT|08\w{3}|53\w{3}|57P0\w|57014|55P03|40001|40P01)$/;
const NAMES = ["DeadlineError", "TlsError", "UnmigratedError"];

/** Returns whether the same query may succeed in a moment: the database is down, starting, full, busy or too slow. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (isBrokenCircuitError(error) || NAMES.includes(error.name)) return true;
  if (error instanceof AggregateError && error.errors.some(isUnreachable)) return true;
  if ("code" in error && CODES.test(String(error.code))) return true;
  return isUnreachable(error.cause);
}

/** Returns whether a pooler refused a session setting; `pgbouncer=true` in the URL avoids that. */
export function isRefusedSetting({ code, message }: { code?: string; message?: string }): boolean {
  return code === "08P01" && /startup parameter/i.test(message ?? "");
}
