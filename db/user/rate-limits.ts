import { sql } from "drizzle-orm";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { makeBreaker } from "../postgres/circuit-breaker";
import { within } from "../postgres/timeout";
import type { UserDb } from "./client";

/** So many points in so many seconds, counted from the first. */
export type Limit = { name: string; points: number; seconds: number };

/** How a limit stands after something was counted. */
export type Standing = {
  /** Points used in this window, with those just counted, even where they are too many. */
  used: number;
  /** Milliseconds until the window ends. */
  resetMilliseconds: number;
};

type Options = {
  /** Count in this process while the database does not answer, instead of throwing. */
  countsAlone?: boolean;
  patienceMilliseconds?: number;
  /** Deletes, every five minutes, what ended an hour ago, under whatever name it was counted. */
  clearsExpired?: boolean;
  /** Shared by the limits of one database, so that one that does not answer is not asked by each. */
  guard?: ReturnType<typeof makeBreaker>;
};

/**
 * Counts points by key in the user database, so that every instance counts together; one statement per call, exact
 * however many come at once. Throws when the database does not answer in time, unless told to count alone meanwhile.
 * Writes rate_limits.
 */
export function openCounter(db: UserDb, { name, points, seconds }: Limit, options: Options = {}) {
  const { countsAlone = false, clearsExpired = false } = options;
  const { patienceMilliseconds = 1000, guard = makeBreaker(1000) } = options;
  const shape = { keyPrefix: name, points, duration: seconds };
  const limiter = new RateLimiterPostgres({
    ...shape,
    storeClient: { query: (query: Query) => guard(() => within(patienceMilliseconds, run(db, query))) },
    storeType: "pool",
    schemaName: "eigenwatch",
    tableName: "rate_limits",
    tableCreated: true,
    clearExpiredByTimeout: clearsExpired,
    ...(countsAlone && { insuranceLimiter: new RateLimiterMemory(shape) }),
  });
  return async (key: string, count = 1): Promise<Standing> => {
    const standing = await limiter.consume(key, count).catch((refused: unknown) => {
      if (refused instanceof RateLimiterRes) return refused;
      throw refused;
    });
    return { used: standing.consumedPoints, resetMilliseconds: standing.msBeforeNext };
  };
}

type Query = { text: string; values: (string | number | null)[] };

/** The library speaks to node-postgres; this answers in its stead. */
async function run(db: UserDb, { text, values }: Query) {
  const parts = text
    .split(/\$(\d)/)
    .map((part, index) => (index % 2 ? sql`${values[Number(part) - 1]}` : sql.raw(part)));
  const rows = await db.execute(sql.join(parts));
  return {
    rowCount: rows.count,
    rows: rows.map(({ points, expire }) => ({ points: Number(points), expire: Number(expire) })),
  };
}
