import { openRedisLimits } from "../redis/rate-limits";
import { openRateLimits } from "../user/rate-limits";
import { createUserTestDatabase } from "./databases";
import { redisProgram, startRedis } from "./redis";

type KeptCount = { key: string; points: number };

async function startUserDatabase() {
  const user = await createUserTestDatabase();
  return {
    store: user.rateLimits,
    open: (deadlineMilliseconds?: number) => openRateLimits(user.applicationUrl, deadlineMilliseconds),
    empty: async () => void (await user.sql`truncate eigenwatch.rate_limits`),
    endWindows: async () =>
      void (await user.sql`update eigenwatch.rate_limits set expire = ${Date.now() - 1}`),
    kept: async (): Promise<KeptCount[]> =>
      (await user.sql`select key, points from eigenwatch.rate_limits order by key`).map(
        ({ key, points }) => ({
          key,
          points,
        }),
      ),
    drop: user.drop,
  };
}

async function startRedisStore() {
  const redis = await startRedis();
  const open = (deadlineMilliseconds?: number) => openRedisLimits(redis.url, deadlineMilliseconds);
  const store = open();
  await untilReady(store);
  const keys = async () => ((await redis.ask("KEYS", "*")) as string[]).toSorted();
  return {
    store,
    open,
    empty: async () => void (await redis.ask("FLUSHALL")),
    endWindows: async () => {
      for (const key of await keys()) await redis.ask("PEXPIRE", key, "0");
    },
    kept: async (): Promise<KeptCount[]> =>
      await Promise.all(
        (await keys()).map(async (key) => ({
          key: key.replace(/^eigenwatch:/, ""),
          points: Number(await redis.ask("GET", key)),
        })),
      ),
    drop: async () => {
      await store.close();
      await redis.stop();
    },
  };
}

/** Waits until both connections of a store answer; those of Postgres are opened by the first statement. */
export async function untilReady(store: {
  close: () => Promise<void>;
  mustAnswer?: () => Promise<void>;
}): Promise<void> {
  for (;;) {
    const isReady = await (store.mustAnswer?.() ?? Promise.resolve()).then(
      () => true,
      () => false,
    );
    if (isReady) return;
    await new Promise((done) => setTimeout(done, 10));
  }
}

if (!redisProgram) console.warn("Redis is not installed: limits in Redis were not tried.");

/** The stores that limits are tried on: the user database, and Redis where this machine has it. */
export const LIMIT_STORES = [
  { where: "in the user database", start: startUserDatabase },
  ...(redisProgram ? [{ where: "in Redis", start: startRedisStore }] : []),
];
export type TestStore = Awaited<ReturnType<(typeof LIMIT_STORES)[number]["start"]>>;
