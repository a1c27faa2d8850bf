import { ConsecutiveBreaker, circuitBreaker, handleAll } from "cockatiel";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import pLimit from "p-limit";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { openPool } from "../postgres/pool";
import type { UserDb } from "./client";
import * as schema from "./schema";

/** So many points in so many seconds, counted from the first. */
export type Limit = { name: string; points: number; seconds: number };

/** How a limit stands for a caller. */
export type Standing = {
  /** Points used in this window, including the caller's own, even where they are too many. */
  used: number;
  /** Milliseconds until the window ends. */
  resetMilliseconds: number;
};

/** Points that one instance counted for a key and has not told the others yet. */
export type Delta = { key: string; points: number; seconds: number };
/** Points that all instances together counted for a key in the window that runs. */
export type Total = { key: string; points: number; remainingMilliseconds: number };

const CONNECTIONS = 2;
const PATIENCE_MILLISECONDS = 2000;
const MOST_WAITING = 500;
const REST_MILLISECONDS = 1000;

/** Thrown for a strict limit that cannot be counted now. */
class CounterBusyError extends Error {
  override name = "CounterBusyError";
}

/**
 * Opens the two connections that rate limits are counted on. They are apart from the pool that serves accounts, so
 * that neither can fill the other. Writes rate_limits, an unlogged table.
 */
export function openRateLimits(url: string) {
  const pool = openPool(
    url,
    { synchronous_commit: "off" },
    {
      max: CONNECTIONS,
      deadlineMilliseconds: PATIENCE_MILLISECONDS,
      applicationName: "eigenwatch rate limits",
    },
  );
  const db: UserDb = drizzle(pool.client, { schema });
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: REST_MILLISECONDS,
    breaker: new ConsecutiveBreaker(3),
  });
  // A turn is taken before the statement is sent, so the pool's deadline counts from sending and never from queueing.
  const turns = pLimit(CONNECTIONS);
  const ask = (query: Query) => {
    if (turns.pendingCount >= MOST_WAITING) throw new CounterBusyError("Too many limits wait to be counted.");
    return turns(() => breaker.execute(() => run(db, query)));
  };
  return {
    strict: (limit: Limit, options: { clearsExpired?: boolean } = {}) =>
      openStrictCounter(ask, limit, options),
    share: (deltas: Delta[]) => share(db, deltas),
    close: pool.close,
  };
}

export type RateLimits = ReturnType<typeof openRateLimits>;

/**
 * Counts points by key exactly, over all instances and however many calls come at once. One statement a key is under
 * way at a time; what waits meanwhile is added up for the next. A key that is over its limit is refused in memory until
 * its window ends. Throws when the database does not answer.
 */
function openStrictCounter(
  ask: (query: Query) => Promise<Rows>,
  { name, points, seconds }: Limit,
  { clearsExpired = false },
) {
  const limiter = new RateLimiterPostgres({
    keyPrefix: name,
    points,
    duration: seconds,
    inMemoryBlockOnConsumed: points + 1,
    storeClient: { query: ask },
    storeType: "pool",
    schemaName: "eigenwatch",
    tableName: "rate_limits",
    tableCreated: true,
    clearExpiredByTimeout: clearsExpired,
  });
  const consume = async (key: string, count: number): Promise<Standing> => {
    const standing = await limiter.consume(key, count).catch((refused: unknown) => {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      // A refusal from memory counts nothing.
      return { consumedPoints: refused.consumedPoints || points + count, msBeforeNext: refused.msBeforeNext };
    });
    return { used: standing.consumedPoints, resetMilliseconds: standing.msBeforeNext };
  };

  type Caller = { count: number; answer: (standing: Standing) => void; fail: (error: unknown) => void };
  const waiting = new Map<string, Caller[]>();
  const drain = async (key: string) => {
    for (let callers = waiting.get(key); callers?.length; callers = waiting.get(key)) {
      waiting.set(key, []);
      const sum = callers.reduce((all, { count }) => all + count, 0);
      try {
        const { used, resetMilliseconds } = await consume(key, sum);
        let before = used - sum;
        for (const { count, answer } of callers) {
          before += count;
          answer({ used: before, resetMilliseconds });
        }
      } catch (error) {
        for (const { fail } of callers) fail(error);
      }
    }
    waiting.delete(key);
  };
  return (key: string, count = 1): Promise<Standing> =>
    new Promise((answer, fail) => {
      const callers = waiting.get(key);
      if (callers) {
        callers.push({ count, answer, fail });
        return;
      }
      waiting.set(key, [{ count, answer, fail }]);
      void drain(key);
    });
}

/**
 * Adds what this instance counted to what all instances did, in one statement, and returns the totals of these keys.
 * Keys are written in order, so that two instances never wait for each other in a circle. Writes rate_limits.
 */
async function share(db: UserDb, deltas: Delta[]): Promise<Total[]> {
  const rows = await db.execute(sql`
    with clock as (select (extract(epoch from clock_timestamp()) * 1000)::bigint as now)
    insert into eigenwatch.rate_limits as kept (key, points, expire)
      select delta.key, delta.points, clock.now + delta.seconds * 1000
      from json_to_recordset(${JSON.stringify(deltas)}::json) as delta(key text, points int, seconds int), clock
      order by delta.key
    on conflict (key) do update set
      points = case when kept.expire <= (select now from clock) then excluded.points else kept.points + excluded.points end,
      expire = case when kept.expire <= (select now from clock) then excluded.expire else kept.expire end,
      updated_at = now()
    returning key, points, expire - (select now from clock) as remaining`);
  return rows.map(({ key, points, remaining }) => ({
    key: String(key),
    points: Number(points),
    remainingMilliseconds: Number(remaining),
  }));
}

type Query = { text: string; values: (string | number | null)[] };
type Rows = { rowCount: number; rows: { points: number; expire: number }[] };

/** Answers rate-limiter-flexible, which speaks to node-postgres. */
async function run(db: UserDb, { text, values }: Query): Promise<Rows> {
  const parts = text
    .split(/\$(\d)/)
    .map((part, index) => (index % 2 ? sql`${values[Number(part) - 1]}` : sql.raw(part)));
  const rows = await db.execute(sql.join(parts));
  return {
    rowCount: rows.count,
    rows: rows.map(({ points, expire }) => ({ points: Number(points), expire: Number(expire) })),
  };
}
