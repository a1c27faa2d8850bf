import { ConsecutiveBreaker, circuitBreaker, handleAll } from "cockatiel";
import { LRUCache } from "lru-cache";
import { withPatience } from "@/db/postgres/patience";
import type { AddedPoints, KeyTotal } from "@/db/user/rate-limits";
import type { Limit } from "./limits";
import type { Standing } from "./shared-counter";

const MOST_KEYS = 100_000;
const KEYS_A_STATEMENT = 1000;
const PATIENCE_MILLISECONDS = 1000;
const REST_MILLISECONDS = 1000;

type Caller = { count: number; answer: (standing: Standing) => void; fail: (error: unknown) => void };
type Asked = { limit: Limit; callers: Caller[] };

/** Thrown if more keys wait to be counted than one instance can hold. */
class CounterFullError extends Error {
  override name = "CounterFullError";
}

/**
 * Counts points by key exactly, over all instances and any number of calls at once. One statement runs at a time;
 * later calls wait for the next one, which adds up their points. A full key is refused in memory until its window
 * ends. Throws when the store does not answer, and for a second after that.
 */
export function makeExactCounter(
  add: (added: AddedPoints[]) => Promise<KeyTotal[]>,
  { now = Date.now, mostKeys = MOST_KEYS, patienceMilliseconds = PATIENCE_MILLISECONDS } = {},
) {
  const full = new LRUCache<string, { endsAt: number; points: number }>({ max: mostKeys });
  const waiting = new Map<string, Asked>();
  let isSending = false;
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: REST_MILLISECONDS,
    breaker: new ConsecutiveBreaker(1),
  });

  const answerAll = ({ limit, callers }: Asked, { key, points, isAdded, endsInMilliseconds }: KeyTotal) => {
    if (points >= limit.points) full.set(key, { endsAt: now() + endsInMilliseconds, points });
    const sum = callers.reduce((all, { count }) => all + count, 0);
    let used = isAdded ? points - sum : Math.max(points, limit.points);
    for (const { count, answer } of callers) {
      used += count;
      answer({ used, endsInMilliseconds });
    }
  };

  const sendSome = async () => {
    const some = new Map([...waiting].slice(0, KEYS_A_STATEMENT));
    for (const key of some.keys()) waiting.delete(key);
    const added = [...some].map(([key, { limit, callers }]) => ({
      key,
      points: callers.reduce((sum, { count }) => sum + count, 0),
      windowMilliseconds: limit.seconds * 1000,
      mostPoints: limit.points,
    }));
    try {
      // The time limit starts when the statement is sent, not when its first caller came.
      const totals = await breaker.execute(() =>
        withPatience(patienceMilliseconds, add(added), new Error("The limits were not counted in time.")),
      );
      for (const total of totals) {
        const asked = some.get(total.key);
        if (asked) answerAll(asked, total);
      }
    } catch (error) {
      for (const { callers } of some.values()) for (const { fail } of callers) fail(error);
    }
  };
  const send = async () => {
    if (isSending) return;
    isSending = true;
    while (waiting.size > 0) await sendSome();
    isSending = false;
  };

  return {
    spend: async (key: string, count: number, limit: Limit): Promise<Standing> => {
      const known = full.get(key);
      const endsInMilliseconds = (known?.endsAt ?? 0) - now();
      // The limit may have been raised since.
      if (known && endsInMilliseconds > 0 && known.points >= limit.points)
        return { used: limit.points + count, endsInMilliseconds };
      const asked = waiting.get(key) ?? { limit, callers: [] };
      if (!waiting.has(key) && waiting.size >= mostKeys)
        throw new CounterFullError("Too many keys are waiting to be counted.");
      waiting.set(key, asked);
      const standing = new Promise<Standing>((answer, fail) => asked.callers.push({ count, answer, fail }));
      void send();
      return await standing;
    },
  };
}
