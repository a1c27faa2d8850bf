import { problemOf } from "@/db/redis/check-redis";
import type { RedisState } from "@/db/redis/redis-state";
import type { Fault } from "./faults";

/** The state of Redis, or the error in its place. */
export type AskedRedis = { state: RedisState } | { error: unknown };

/**
 * Returns the faults of Redis. None takes an instance out of rotation: pages need no Redis, and what needs it answers 503
 * on every instance.
 */
export function faultsOfRedis(asked: AskedRedis | null): Fault[] {
  if (!asked) return [];
  const fault = (problem: string): Fault => ({ sentence: `Redis ${problem}.`, isOurs: false });
  if ("error" in asked) {
    const problem = problemOf(asked.error);
    const sentence = `REDIS_URL ${problem}: rate limits are not counted together.`;
    return [
      problem ? { sentence, isOurs: false } : fault("does not answer: rate limits are not counted together"),
    ];
  }
  const { isReplica, isFull, evictsBy, refusesBy } = asked.state;
  return [
    ...(isReplica ? [fault("is a replica now: it counts no rate limits")] : []),
    ...(isFull ? [fault("is full: it counts no rate limits")] : []),
    ...(refusesBy && !isReplica && !isFull
      ? [fault(`refuses every write (${refusesBy}): it counts no rate limits`)]
      : []),
    ...(evictsBy ? [fault(`forgets rate limits when it is full: its maxmemory-policy is ${evictsBy}`)] : []),
  ];
}
