/** How drivers and Postgres say that a database cannot be asked now, rather than that a question was wrong. */
const CODES =
  /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH|CONNECTION_\w+|CONNECT_TIMEOUT|08\w{3}|57P0[123]|53300)$/;

/** True when something failed because a database is down, starting, full or does not answer in time. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (["DeadlineError", "RestError", "UnmigratedError"].includes(error.name)) return true;
  if (error instanceof AggregateError && error.errors.some(isUnreachable)) return true;
  if ("code" in error && CODES.test(String(error.code))) return true;
  return isUnreachable(error.cause);
}
