import { AsyncLocalStorage } from "node:async_hooks";

/** The database did not answer in time; the statement may or may not have run. */
export class DeadlineError extends Error {
  override name = "DeadlineError";
}

/** The time at which all database work of one request has to be over, by performance.now(). */
export type Deadline = { endsAt: number };

export const deadlineIn = (milliseconds: number): Deadline => ({ endsAt: performance.now() + milliseconds });

/** Kept on globalThis: bundles of routes have copies of this module, but share one pool. */
const kept = globalThis as typeof globalThis & { eigenwatchDeadline?: AsyncLocalStorage<Deadline> };
kept.eigenwatchDeadline ??= new AsyncLocalStorage<Deadline>();
const current = kept.eigenwatchDeadline;

/** Runs `work` with one deadline for all its questions together. */
export function runUntil<T>(deadline: Deadline | undefined, work: () => T): T {
  return deadline ? current.run(deadline, work) : work();
}

/** Returns the milliseconds that the running request has left; Infinity without a deadline. */
export function millisecondsLeft(): number {
  return (current.getStore()?.endsAt ?? Number.POSITIVE_INFINITY) - performance.now();
}
