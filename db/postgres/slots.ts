import { ConsecutiveBreaker, circuitBreaker, handleWhen } from "cockatiel";
import { LRUCache } from "lru-cache";
import pLimit from "p-limit";
import { DeadlineError } from "./deadline";

const FAILURES = 3;
const REST_MILLISECONDS = 1000;
const MOST_STATEMENTS = 2000;

/** A statement was sent and got no answer in time. */
export class SilenceError extends DeadlineError {}

/** What says that a statement itself is slow or locked; one that only waited for a connection says nothing. */
const isSlow = (error: Error) =>
  error instanceof SilenceError || ("code" in error && ["57014", "55P03"].includes(String(error.code)));

/**
 * Returns how to run a statement on one of `max` connections: at most half of them are for one statement, and one that
 * was too slow three times in a row is refused for a second. Transactions share a name, so they have no breaker.
 * Waiting happens here: postgres-js's own queue cannot be left.
 */
export function makeSlots(max: number) {
  const connections = pLimit(max);
  const half = Math.max(1, Math.floor(max / 2));
  const make = () => ({
    connections: pLimit(half),
    breaker: circuitBreaker(handleWhen(isSlow), {
      halfOpenAfter: REST_MILLISECONDS,
      breaker: new ConsecutiveBreaker(FAILURES),
    }),
  });
  const known = new LRUCache<string, ReturnType<typeof make>>({ max: MOST_STATEMENTS });
  const transactions = pLimit(half);

  return async function run<T>(statement: string | undefined, work: () => Promise<T>): Promise<T> {
    if (statement === undefined) return await transactions(() => connections(work));
    const own = known.get(statement) ?? make();
    known.set(statement, own);
    return await own.breaker.execute(() => own.connections(() => connections(work)));
  };
}
