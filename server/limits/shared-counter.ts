import { LRUCache } from "lru-cache";
import type { Delta, Standing, Total } from "@/db/user/rate-limits";

const MOST_KEYS = 100_000;
const KEYS_A_STATEMENT = 2000;

/**
 * Counts points by key in memory, and adds the counts of other instances whenever `share` is called. Nobody waits for
 * a database: all instances together pass at most the limit and what came in between two shares. A key that is over
 * its limit costs nothing more. Our own, because rate-limiter-flexible counts either in memory or in a store.
 */
export function makeSharedCounter(share: (deltas: Delta[]) => Promise<Total[]>, now = Date.now) {
  // The least recently used key goes first, so nobody can push out the key that they are using up.
  const counts = new LRUCache<string, { used: number; endsAt: number }>({ max: MOST_KEYS });
  const unshared = new Map<string, Delta>();

  const note = (key: string, points: number, seconds: number) => {
    const delta = unshared.get(key);
    if (delta) delta.points += points;
    else if (unshared.size < MOST_KEYS) unshared.set(key, { key, points, seconds });
  };
  const shareSome = async () => {
    const deltas = [...unshared.values()].slice(0, KEYS_A_STATEMENT);
    for (const { key } of deltas) unshared.delete(key);
    try {
      for (const { key, points, remainingMilliseconds } of await share(deltas))
        counts.set(key, {
          used: points + (unshared.get(key)?.points ?? 0),
          endsAt: now() + remainingMilliseconds,
        });
    } catch (error) {
      for (const { key, points, seconds } of deltas) note(key, points, seconds);
      throw error;
    }
  };

  return {
    /** Counts, unless the limit is used up already. */
    spend: (
      key: string,
      count: number,
      { points, seconds }: { points: number; seconds: number },
    ): Standing => {
      const known = counts.get(key);
      const standing = known && known.endsAt > now() ? known : { used: 0, endsAt: now() + seconds * 1000 };
      const resetMilliseconds = standing.endsAt - now();
      if (standing.used >= points) return { used: standing.used + count, resetMilliseconds };
      standing.used += count;
      counts.set(key, standing);
      note(key, count, seconds);
      return { used: standing.used, resetMilliseconds };
    },
    /** Tells the other instances and learns what they counted. Throws when the database does not answer. */
    share: async () => {
      for (let statements = 0; unshared.size > 0 && statements < 10; statements++) await shareSome();
    },
  };
}
