import { openRedisLimits, type RedisLimits } from "@/db/redis/rate-limits";
import { openRateLimits, type RateLimits } from "@/db/user/rate-limits";
import { env } from "../env";
import { databaseSettings } from "../settings/databases";

/**
 * Where points are counted over all instances: Redis, or the user database. A database forgets a deleted account by itself,
 * and tells its state elsewhere.
 */
export type LimitStore = RateLimits & Partial<Omit<RedisLimits, keyof RateLimits>>;

const kept = globalThis as typeof globalThis & { eigenwatchLimitStore?: LimitStore };

/** Returns this process's store: Redis where REDIS_URL is set, else the user database. */
export function limitStore(): LimitStore {
  kept.eigenwatchLimitStore ??= openStore();
  return kept.eigenwatchLimitStore;
}

/** Closes the store, if it was opened. */
export async function closeLimitStore(): Promise<void> {
  await kept.eigenwatchLimitStore?.close();
}

function openStore(): LimitStore {
  if (env.REDIS_URL) return openRedisLimits(env.REDIS_URL);
  const { userUrl } = databaseSettings();
  if (!userUrl) throw new Error("USER_DATABASE_URL is not set: start with `npm start`.");
  return openRateLimits(userUrl);
}
