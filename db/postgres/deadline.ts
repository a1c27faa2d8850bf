import { AsyncLocalStorage } from "node:async_hooks";

/** Thrown if the database did not answer in time; the statement may have run or not. */
export class DeadlineError extends Error {
  override name = "DeadlineError";
}

/** The time by which all database work of one request must be over, by performance.now(). */
export type Deadline = { endsAt: number };

export const deadlineIn = (milliseconds: number): Deadline => ({ endsAt: performance.now() + milliseconds });

/** Kept on globalThis, since each bundle of routes has its own copy of this module, while all share one pool. */
const kept = globalThis as typeof globalThis & { eigenwatchDeadline?: AsyncLocalStorage<Deadline> };
kept.eigenwatchDeadline ??= new AsyncLocalStorage<Deadline>();
const current = kept.eigenwatchDeadline;

/** Returns the result of `work`, with one deadline for all of its queries together. */
export function runUntil<T>(deadline: Deadline | undefined, work: () => T): T {
  return deadline ? current.run(deadline, work) : work();
}

/** Returns the milliseconds that the running request has left; Infinity without a deadline. */
export function millisecondsLeft(): number {
  return (current.getStore()?.endsAt ?? Number.POSITIVE_INFINITY) - performance.now();
}
