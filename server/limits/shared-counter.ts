import { LRUCache } from "lru-cache";
import type { AddedPoints, KeyTotal } from "@/db/user/rate-limits";
import type { Limit } from "./limits";

const MOST_KEYS = 100_000;
const KEYS_A_STATEMENT = 5000;

/** The points of a key, including those just counted even if they are too many, and when its window ends. */
export type Standing = { used: number; endsInMilliseconds: number };
type Window = { used: number; mostPoints: number; endsAt: number };
type Unshared = { points: number; mostPoints: number; endsAt: number };

/**
 * Counts points by key in memory, and exchanges them with other instances when `share` is called, so that no call
 * waits for a store. All instances together pass at most the limit plus the calls between two shares. Calls for a
 * full key are refused in memory.
 */
export function makeSharedCounter(
  add: (added: AddedPoints[]) => Promise<KeyTotal[]>,
  { now = Date.now, mostKeys = MOST_KEYS } = {},
) {
  // Full keys are kept apart: only other full keys can evict them, so nobody is freed by making new keys.
  const open = new LRUCache<string, Window>({ max: mostKeys });
  const full = new LRUCache<string, Window>({ max: mostKeys });
  const unshared = new Map<string, Unshared>();

  const find = (key: string) => {
    const window = full.get(key) ?? open.get(key);
    return window && window.endsAt > now() ? window : undefined;
  };
  const keep = (key: string, window: Window) => {
    const isFull = window.used >= window.mostPoints;
    (isFull ? open : full).delete(key);
    (isFull ? full : open).set(key, window);
  };
  const note = (key: string, { points, mostPoints, endsAt }: Unshared) => {
    const noted = unshared.get(key);
    if (noted && noted.endsAt > now()) noted.points += points;
    else if (noted || unshared.size < mostKeys) unshared.set(key, { points, mostPoints, endsAt });
  };

  const shareSome = async () => {
    const some = new Map([...unshared].slice(0, KEYS_A_STATEMENT));
    for (const key of some.keys()) unshared.delete(key);
    const added = [...some]
      .map(([key, { points, endsAt }]) => ({ key, points, windowMilliseconds: endsAt - now() }))
      .filter(({ windowMilliseconds }) => windowMilliseconds > 0);
    try {
      for (const { key, points, endsInMilliseconds } of await add(added)) {
        const mostPoints = some.get(key)?.mostPoints ?? points;
        const used = points + (unshared.get(key)?.points ?? 0);
        keep(key, { used, mostPoints, endsAt: now() + endsInMilliseconds });
      }
    } catch (error) {
      for (const [key, one] of some) note(key, one);
      throw error;
    }
  };

  return {
    /** Counts, unless the key is full. */
    spend: (key: string, count: number, { points, seconds }: Limit): Standing => {
      const window = find(key) ?? { used: 0, mostPoints: points, endsAt: now() + seconds * 1000 };
      const endsInMilliseconds = window.endsAt - now();
      if (window.used >= points) return { used: window.used + count, endsInMilliseconds };
      window.used += count;
      keep(key, window);
      note(key, { points: count, mostPoints: points, endsAt: window.endsAt });
      return { used: window.used, endsInMilliseconds };
    },
    /** Sends counts to the other instances and receives theirs. Throws when the store does not answer. */
    share: async () => {
      for (let left = unshared.size; left > 0; left -= KEYS_A_STATEMENT) await shareSome();
    },
    /** Removes every key that ends with this text. */
    forget: (end: string) => {
      for (const keys of [open, full, unshared])
        for (const key of keys.keys()) if (key.endsWith(end)) keys.delete(key);
    },
  };
}
