import { readSettings } from "@/server/settings/read";
import { checkRedis } from "../../db/redis/check-redis";

/**
 * Checks the Redis that counts limits, if one is set. Logs what it needs, and that it is away. Throws one line when the
 * setting is wrong.
 */
export async function prepareLimits(log: (line: string) => void): Promise<void> {
  const { REDIS_URL } = readSettings(undefined, ["REDIS_URL"]);
  if (!REDIS_URL) return;
  const state = await checkRedis(REDIS_URL);
  if (!state)
    return log("Redis does not answer. Until it does, nobody can sign in, and limits count by instance.");
  const { evictsBy, isReplica, isFull, refusesBy } = state;
  if (evictsBy)
    log(
      `Warning: Redis forgets rate limits when it is full (maxmemory-policy ${evictsBy}). Run: config set maxmemory-policy noeviction`,
    );
  if (isReplica) log("Warning: Redis is a replica. Until it is a primary, nobody can sign in.");
  if (isFull) log("Warning: Redis is full. Until it has memory again, nobody can sign in.");
  if (refusesBy && !isReplica && !isFull)
    log(`Warning: Redis refuses every write (${refusesBy}). Until it writes, nobody can sign in.`);
}
