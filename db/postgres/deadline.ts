import { AsyncLocalStorage } from "node:async_hooks";

/** The database did not answer in time; what was asked may or may not have happened. */
export class DeadlineError extends Error {
  override name = "DeadlineError";
}

/** When everything that one request asks of databases has to be over, by performance.now(). */
export type Deadline = { endsAt: number };

export const deadlineIn = (milliseconds: number): Deadline => ({ endsAt: performance.now() + milliseconds });

/** Kept on globalThis: bundles of routes have copies of this module, and one pool that asks for it. */
const kept = globalThis as typeof globalThis & { eigenwatchDeadline?: AsyncLocalStorage<Deadline> };
kept.eigenwatchDeadline ??= new AsyncLocalStorage<Deadline>();
const current = kept.eigenwatchDeadline;

/** Runs work whose questions share one deadline, whatever each of them might take. */
export function runUntil<T>(deadline: Deadline | undefined, work: () => T): T {
  return deadline ? current.run(deadline, work) : work();
}

/** Returns the milliseconds that the running request has left; no end where it has no deadline. */
export function millisecondsLeft(): number {
  return (current.getStore()?.endsAt ?? Number.POSITIVE_INFINITY) - performance.now();
}
