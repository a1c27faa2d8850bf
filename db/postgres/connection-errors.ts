import { isBrokenCircuitError } from "cockatiel";

/**
 * How drivers and Postgres say that a database cannot answer now, rather than that a question was wrong: it is away or
 * stopping (08, 57P0x), full (53), late (57014), or another transaction was in the way (55P03, 40001, 40P01).
 */
const CODES =
  /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH|CONNECTION_\w+|CONNECT_TIMEOUT|08\w{3}|53\w{3}|57P0\w|57014|55P03|40001|40P01)$/;
const NAMES = ["DeadlineError", "TlsError", "UnmigratedError"];

/** True when the same question may be answered in a moment: a database is down, starting, full, busy or too slow. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (isBrokenCircuitError(error) || NAMES.includes(error.name)) return true;
  if (error instanceof AggregateError && error.errors.some(isUnreachable)) return true;
  if ("code" in error && CODES.test(String(error.code))) return true;
  return isUnreachable(error.cause);
}

/** True when a pooler refused a setting that a session began with, which `pgbouncer=true` leaves out. */
export function isRefusedSetting({ code, message }: { code?: string; message?: string }): boolean {
  return code === "08P01" && /startup parameter/i.test(message ?? "");
}
