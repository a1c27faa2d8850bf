import { RateLimiterRedis, type RateLimiterRes } from "rate-limiter-flexible";
import type { AddedPoints, KeyTotal } from "../user/rate-limits";
import { openRedis, RedisAwayError, type RedisClient, type RedisConnection, refusalOf } from "./connection";
import { type RedisState, readRedisState } from "./redis-state";

const DEADLINE_MILLISECONDS = 2000;
const KEYS_A_TRIP = 500;
const KEYS_A_SCAN = 1000;
/** How many steps of a search one call takes, so that Redis is not held up for long. */
const SCANS_A_CALL = 20;
/** Deleted accounts whose keys are still to be forgotten; what is beyond that expires within a day. */
const MOST_FORGOTTEN = 1000;
const PREFIX = "eigenwatch";

/**
 * The script that rate-limiter-flexible runs for one key. Unlike the package's own, it writes nothing to a key that is full,
 * reads the duration as milliseconds, and sets value and expiry in one command. Answers the points with those asked for, and
 * the milliseconds that are left.
 */
const ADD = `
local left = redis.call('pttl', KEYS[1])
if left < 1 then
  redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return {tonumber(ARGV[1]), tonumber(ARGV[2])}
end
local kept = tonumber(redis.call('get', KEYS[1]))
if kept >= tonumber(ARGV[3]) then return {kept + tonumber(ARGV[1]), left} end
return {redis.call('incrby', KEYS[1], ARGV[1]), left}`;

export type RedisLimits = ReturnType<typeof openRedisLimits>;

/**
 * Opens two connections to Redis that only count rate limits, as those of the user database do: one for limits that
 * callers wait for, one that shares and forgets in the background.
 */
export function openRedisLimits(url: string, deadlineMilliseconds = DEADLINE_MILLISECONDS) {
  const exact = openRedis(url, "eigenwatch-exact-limits", deadlineMilliseconds);
  const shared = openRedis(url, "eigenwatch-shared-limits", deadlineMilliseconds);
  const [addExactly, addShared] = [adderOn(exact), adderOn(shared)];
  const forgotten = new Set<string>();
  const remember = (words: Iterable<string>) => {
    for (const word of words) if (forgotten.size < MOST_FORGOTTEN) forgotten.add(word);
  };
  let search: { words: Set<string>; cursor: string } | undefined;
  const forgetLate = async () => {
    if (!search && forgotten.size === 0) return;
    const current = search ?? { words: new Set(forgotten), cursor: "0" };
    // A word that comes meanwhile needs a search of its own, from the beginning.
    if (!search) forgotten.clear();
    search = current;
    try {
      for (let step = 0; step < SCANS_A_CALL; step++) {
        current.cursor = await deleteSome(shared, current.words, current.cursor);
        if (current.cursor !== "0") continue;
        search = undefined;
        return;
      }
    } catch (error) {
      // A Redis that was started again may have other cursors.
      remember(current.words);
      search = undefined;
      throw error;
    }
  };
  return {
    addExactly,
    addShared,
    /** Remembers to delete every key that has one of these words in it: the id of an account, or its wallet. */
    forget: remember,
    /** Deletes some of what is to be forgotten, all words in one search. To be called again and again, one at a time. */
    forgetLate,
    /** Throws RedisAwayError unless both connections count: a Redis that answers may refuse every write. */
    mustAnswer: async () => {
      const [refused] = (await Promise.all([addExactly, addShared].map(tryWrite))).filter(Boolean);
      if (refused) throw new RedisAwayError("Redis refuses to write.", refused);
    },
    state: async (): Promise<RedisState> => ({
      ...(await shared.run(readRedisState)),
      refusesBy: refusalOf(await tryWrite(addShared)),
    }),
    close: async () => {
      exact.close();
      shared.close();
    },
  };
}

/** Writes once what limits write, to a key of a millisecond. Returns Redis's refusal, and throws any other error. */
export async function tryWrite(add: ReturnType<typeof adderOn>): Promise<unknown> {
  try {
    await add([{ key: "start", points: 1, windowMilliseconds: 1 }]);
  } catch (error) {
    if (refusalOf(error)) return error;
    throw error;
  }
}

/**
 * Returns how to add points on this connection, to any number of different keys: so many in one round trip that neither this
 * process nor Redis is held up. If one fails, those before it are added, so that nobody gets more than the limit.
 */
export function adderOn(connection: Pick<RedisConnection, "run">) {
  const limiters = new WeakMap<RedisClient, Map<number, RateLimiterRedis>>();
  const limiterOf = (client: RedisClient, points: number) => {
    const kept = limiters.get(client) ?? new Map<number, RateLimiterRedis>();
    limiters.set(client, kept);
    const options = { storeClient: client, useRedisPackage: true, keyPrefix: PREFIX };
    const limiter =
      kept.get(points) ??
      new RateLimiterRedis({ ...options, points, duration: 0, customIncrTtlLuaScript: ADD });
    kept.set(points, limiter);
    return limiter;
  };
  const addOne = async (client: RedisClient, added: AddedPoints): Promise<KeyTotal> => {
    const { key, points, windowMilliseconds, mostPoints = Number.MAX_SAFE_INTEGER } = added;
    const limiter = limiterOf(client, mostPoints);
    const standing = await consume(limiter, key, points, Math.ceil(windowMilliseconds));
    const isAdded = standing.consumedPoints - points < mostPoints;
    return {
      key,
      points: isAdded ? standing.consumedPoints : standing.consumedPoints - points,
      isAdded,
      endsInMilliseconds: standing.msBeforeNext,
    };
  };
  return async (added: AddedPoints[]): Promise<KeyTotal[]> => {
    const totals: KeyTotal[] = [];
    for (let from = 0; from < added.length; from += KEYS_A_TRIP) {
      const some = added.slice(from, from + KEYS_A_TRIP);
      totals.push(...(await connection.run((client) => Promise.all(some.map((one) => addOne(client, one))))));
    }
    return totals;
  };
}

/** Adds points to a key. A key over its limit is an answer here, where the package throws it. */
async function consume(limiter: RateLimiterRedis, key: string, points: number, customDuration: number) {
  try {
    return await limiter.consume(key, points, { customDuration });
  } catch (error) {
    if (isStanding(error)) return error;
    throw error;
  }
}

const isStanding = (thrown: unknown): thrown is RateLimiterRes =>
  typeof thrown === "object" && thrown !== null && "consumedPoints" in thrown;

/** Deletes the keys with one of these words that one step of a search finds. Returns where the next step begins. */
async function deleteSome(connection: RedisConnection, words: Set<string>, from: string): Promise<string> {
  const { keys, cursor } = await connection.run((client) =>
    client.scan(from, { MATCH: `${PREFIX}:*`, COUNT: KEYS_A_SCAN }),
  );
  const found = keys.filter((key) => key.split(/[:@]/).some((part) => words.has(part)));
  if (found.length > 0) await connection.run((client) => client.del(found));
  return String(cursor);
}
