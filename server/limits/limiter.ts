import { databaseSettings } from "@/db/postgres/env";
import { openRateLimits, type RateLimits } from "@/db/user/rate-limits";
import { env } from "../env";
import { log } from "../log";
import { type Exceeded, type LimitName, limitOf } from "./limits";
import { makeSharedCounter } from "./shared-counter";

const SHARE_MILLISECONDS = 1000;

export type Limiter = {
  /**
   * Counts, and says in `answer`'s headers how the limit stands. A call that is too many is refused in memory. Throws
   * when a strict limit cannot be counted.
   */
  spend: (
    name: LimitName,
    key: string,
    count?: number,
    answer?: Headers,
  ) => Promise<{ used: number; exceeded?: Exceeded }>;
  /** Exchanges the counts of the limits that are not strict with the other instances. */
  share: () => Promise<void>;
};

/** Returns the limits as counted in this database; `now` is the clock of what is counted in memory. */
export function makeLimiter(store: Pick<RateLimits, "strict" | "share">, now = Date.now): Limiter {
  const shared = makeSharedCounter(store.share, now);
  const strict = new Map<LimitName, ReturnType<RateLimits["strict"]>>();
  const pointsOf = (name: LimitName) => limitOf(name).points * env.RATE_LIMIT_FACTOR;
  const strictOf = (name: LimitName) => {
    const made = strict.get(name);
    if (made) return made;
    const limit = { name, points: pointsOf(name), seconds: limitOf(name).seconds };
    // One counter clears expired rows for all.
    const counter = store.strict(limit, { clearsExpired: strict.size === 0 });
    strict.set(name, counter);
    return counter;
  };
  return {
    spend: async (name, key, count = 1, answer) => {
      const { seconds, isStrict } = limitOf(name);
      const limit = pointsOf(name);
      const { used, resetMilliseconds } = isStrict
        ? await strictOf(name)(key, count)
        : shared.spend(`${name}:${key}`, count, { points: limit, seconds });
      const reset = Math.max(1, Math.ceil(resetMilliseconds / 1000));
      answer?.set("ratelimit-policy", `${limit};w=${seconds}`);
      answer?.set("ratelimit-limit", String(limit));
      answer?.set("ratelimit-remaining", String(Math.max(0, limit - used)));
      answer?.set("ratelimit-reset", String(reset));
      if (used <= limit) return { used };
      answer?.set("retry-after", String(reset));
      return { used, exceeded: { limit, seconds, retryAfterSeconds: reset } };
    },
    share: shared.share,
  };
}

const kept = globalThis as typeof globalThis & { eigenwatchLimiter?: Limiter };

/** Returns this process's limiter on the user database, which shares its counts every second. */
export function limiter(): Limiter {
  kept.eigenwatchLimiter ??= startLimiter();
  return kept.eigenwatchLimiter;
}

function startLimiter(): Limiter {
  const { userUrl } = databaseSettings();
  if (!userUrl) throw new Error("USER_DATABASE_URL is not set: start with `npm start`.");
  const made = makeLimiter(openRateLimits(userUrl));
  let isSharing = false;
  let isDown = false;
  const share = async () => {
    if (isSharing) return;
    isSharing = true;
    try {
      await made.share();
      isDown = false;
    } catch (error) {
      if (!isDown)
        log.warn({ problem: error instanceof Error ? error.name : "unknown" }, "limits are not shared");
      isDown = true;
    } finally {
      isSharing = false;
    }
  };
  setInterval(share, SHARE_MILLISECONDS).unref();
  return made;
}
