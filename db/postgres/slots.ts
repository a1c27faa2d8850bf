import { ConsecutiveBreaker, circuitBreaker, handleWhen, isBrokenCircuitError } from "cockatiel";
import { LRUCache } from "lru-cache";
import pLimit from "p-limit";
import { DeadlineError } from "./deadline";

const FAILURES = 3;
const REST_MILLISECONDS = 1000;
/** A statement that runs longer counts as slow, and may not take connections from others. */
const SLOW_MILLISECONDS = 500;
const MOST_STATEMENTS = 2000;

/** Thrown if a statement was sent and not answered in time. */
export class SilenceError extends DeadlineError {}

/** Thrown if a statement is refused for a second, since it was too slow three times in a row. */
class RestError extends DeadlineError {
  override name = "RestError";
}
const TOLD_REST = "The statement was too slow three times in a row.";

/** Returns whether the statement itself was slow or locked; one that only waited for a connection was not. */
const isSlow = (error: Error) =>
  error instanceof SilenceError || ("code" in error && ["57014", "55P03"].includes(String(error.code)));

/**
 * Returns a function that runs a statement on one of `max` connections. One statement may take half of them, and so
 * may all slow ones together, so a locked table leaves connections to others. A statement too slow three times in a
 * row is refused for a second. Callers queue here, since postgres-js's own queue cannot be left.
 */
export function makeSlots(max: number) {
  const connections = pLimit(max);
  const half = Math.max(1, Math.floor(max / 2));
  const crowd = pLimit(half);
  let slowOutside = 0;
  const countSlowOutside = (change: 1 | -1) => {
    slowOutside += change;
    crowd.concurrency = Math.max(1, half - slowOutside);
  };
  const make = () => ({
    turns: pLimit(half),
    running: 0,
    wasSlow: false,
    breaker: circuitBreaker(handleWhen(isSlow), {
      halfOpenAfter: REST_MILLISECONDS,
      breaker: new ConsecutiveBreaker(FAILURES),
    }),
  });
  type Own = ReturnType<typeof make>;
  const known = new LRUCache<string, Own>({ max: MOST_STATEMENTS });

  async function watch<T>(own: Own, isInCrowd: boolean, work: () => Promise<T>): Promise<T> {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = own.wasSlow = true;
      if (!isInCrowd) countSlowOutside(1);
    }, SLOW_MILLISECONDS);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      own.wasSlow = isLate;
      if (isLate && !isInCrowd) countSlowOutside(-1);
    }
  }

  return async function run<T>(statement: string, work: () => Promise<T>): Promise<T> {
    const own = known.get(statement) ?? make();
    known.set(statement, own);
    const turn = async () => {
      const isInCrowd = own.wasSlow || own.running > 0;
      const asked = () => connections(() => watch(own, isInCrowd, work));
      own.running++;
      try {
        return await (isInCrowd ? crowd(asked) : asked());
      } finally {
        own.running--;
      }
    };
    return await own.breaker
      .execute(() => own.turns(turn))
      .catch((error: unknown) => {
        throw isBrokenCircuitError(error) ? new RestError(TOLD_REST, { cause: error }) : error;
      });
  };
}
