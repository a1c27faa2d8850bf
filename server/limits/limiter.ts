import { TRPCError } from "@trpc/server";
import { env } from "../env";
import { describeFailure } from "../failures/describe-failure";
import { log } from "../log";
import { siteSettings } from "../site-settings/keeper";
import { makeExactCounter } from "./exact-counter";
import { type LimitStore, limitStore } from "./limit-store";
import { type Exceeded, type Limit, type LimitName, limitOf } from "./limits";
import { makeSharedCounter } from "./shared-counter";

const SHARE_MILLISECONDS = 1000;

/** `passed` is how many of the counted calls were within the limit. */
export type Spent = { used: number; passed: number; exceeded?: Exceeded };

export type Limiter = {
  /**
   * Counts calls, and sets the rate limit headers of `answer`. A call over the limit is refused in memory. Throws
   * SERVICE_UNAVAILABLE when the store cannot count and the limit fails closed.
   */
  spend: (name: LimitName, key: string, count?: number, answer?: Headers) => Promise<Spent>;
  /** Exchanges counts in memory with the other instances. Throws when the store does not answer. */
  share: () => Promise<void>;
  /** Removes the counts of an account from memory, after it was deleted, and has the store remove its own later. */
  forget: (account: { id: string; address: string }) => void;
};

/** Returns a limiter on this store. `now` is the clock of counts in memory. */
export function makeLimiter(
  { addExactly, addShared, forget }: Pick<LimitStore, "addExactly" | "addShared" | "forget">,
  options: { now?: () => number; mostKeys?: number } = {},
  rateLimits = () => siteSettings().rateLimits,
): Limiter {
  const exact = makeExactCounter(addExactly, options);
  const shared = makeSharedCounter(addShared, options);
  const count = async (key: string, points: number, limit: Limit) => {
    if (!limit.isExact) return shared.spend(key, points, limit);
    return await exact.spend(key, points, limit).catch((cause: unknown) => {
      if (!limit.isClosedWhenDown) return shared.spend(key, points, limit);
      throw new TRPCError({ code: "SERVICE_UNAVAILABLE", message: "Please try again in a moment.", cause });
    });
  };
  return {
    spend: async (name, key, points = 1, answer) => {
      const { points: base, ...rest } = limitOf(name, rateLimits());
      const limit = { ...rest, points: base * env.RATE_LIMIT_FACTOR };
      const { used, endsInMilliseconds } = await count(`${name}:${key}`, points, limit);
      const retryAfterSeconds = Math.max(1, Math.ceil(endsInMilliseconds / 1000));
      const exceeded =
        used > limit.points ? { limit: limit.points, seconds: limit.seconds, retryAfterSeconds } : undefined;
      if (answer) noteStanding(answer, limit, used, retryAfterSeconds);
      return { used, passed: Math.max(0, points - Math.max(0, used - limit.points)), exceeded };
    },
    share: shared.share,
    forget: ({ id, address }) => {
      shared.forget(`:${id}`);
      forget?.([id, address]);
    },
  };
}

/** Sets the headers for the limit that is used up, or else the one with the least left. */
function noteStanding(answer: Headers, { points, seconds }: Limit, used: number, resetSeconds: number): void {
  const remaining = Math.max(0, points - used);
  const noted = answer.get("ratelimit-remaining");
  if (answer.has("retry-after") || (noted !== null && Number(noted) <= remaining && used <= points)) return;
  answer.set("ratelimit-policy", `${points};w=${seconds}`);
  answer.set("ratelimit-limit", String(points));
  answer.set("ratelimit-remaining", String(remaining));
  answer.set("ratelimit-reset", String(resetSeconds));
  if (used > points) answer.set("retry-after", String(resetSeconds));
}

const kept = globalThis as typeof globalThis & { eigenwatchLimiter?: Limiter };

/** Returns this process's limiter, which counts in its store. */
export function limiter(): Limiter {
  kept.eigenwatchLimiter ??= startLimiter();
  return kept.eigenwatchLimiter;
}

function startLimiter(): Limiter {
  const store = limitStore();
  const made = makeLimiter(store);
  let isSharing = false;
  let isDown = false;
  const share = async () => {
    if (isSharing) return;
    isSharing = true;
    try {
      // Also asked while there is nothing to share.
      await store.mustAnswer?.();
      await made.share();
      if (isDown) log.info("rate limits are shared again");
      isDown = false;
    } catch (error) {
      if (!isDown)
        log.warn(describeFailure(error), "rate limits are not shared: each instance counts for itself");
      isDown = true;
    } finally {
      isSharing = false;
    }
  };
  setInterval(share, SHARE_MILLISECONDS).unref();
  if (store.forgetLate) setInterval(forgetting(store.forgetLate), SHARE_MILLISECONDS).unref();
  return made;
}

/** Returns how to forget deleted accounts, apart from sharing: a long search holds up no exchange of counts. */
function forgetting(forgetLate: () => Promise<void>): () => Promise<void> {
  let isForgetting = false;
  let isDown = false;
  return async () => {
    if (isForgetting) return;
    isForgetting = true;
    try {
      await forgetLate();
      isDown = false;
    } catch (error) {
      if (!isDown) log.warn(describeFailure(error), "the limits of deleted accounts are forgotten later");
      isDown = true;
    } finally {
      isForgetting = false;
    }
  };
}
