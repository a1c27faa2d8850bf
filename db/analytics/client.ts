import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import * as relations from "@/drizzle/analytics/relations";
import * as schema from "@/drizzle/analytics/schema";
import { askDatabaseState, type DatabaseState } from "../postgres/database-state";
import { openPool, type PoolOptions, type PoolUsage, pingPool } from "../postgres/pool";
import type { AnalyticsDb } from "./analytics-db";
import { refuseWriters } from "./read-only";
import { withSeenRun } from "./seen-run";
import { readSnapshot } from "./snapshot";
import { withEmptyStandIns } from "./stand-ins";

/** Reads wait for locks only while a table is altered, and for less time than a slow statement may take. */
const LOCK_MILLISECONDS = "2000";

export type AnalyticsConnection = {
  db: AnalyticsDb;
  /** Milliseconds of a round trip; throws when the database does not answer within the deadline. */
  ping: () => Promise<number>;
  state: () => Promise<DatabaseState>;
  usage: () => PoolUsage;
  /**
   * Returns the result of `read`, run in one repeatable-read transaction on its own connection outside the pool.
   * Throws DeadlineError after the deadline, by default 60 s for the whole.
   */
  snapshot: <T>(read: (db: AnalyticsDb) => Promise<T>, deadlineMilliseconds?: number) => Promise<T>;
  close: () => Promise<void>;
};

/**
 * Opens a pool on the analytics database (10 connections by default) whose sessions are read-only. Every query fails
 * with a WritableError until the role is known to be unable to write, unless `allowWritable` permits such a role.
 */
export function connectAnalytics(
  url: string,
  { allowWritable = false, ...options }: Omit<PoolOptions, "admit"> & { allowWritable?: boolean } = {},
): AnalyticsConnection {
  const admit = allowWritable ? undefined : refuseWriters;
  const pool = openPool(
    url,
    { default_transaction_read_only: "on", lock_timeout: LOCK_MILLISECONDS, jit: "off" },
    { ...options, admit },
  );
  return {
    db: drizzle(withSeenRun(withEmptyStandIns(pool.client), pool.drop), {
      schema: { ...schema, ...relations },
    }),
    ping: () => pingPool(pool.client),
    state: () => askDatabaseState(pool.client),
    snapshot: (read, deadlineMilliseconds) => readSnapshot(url, read, { deadlineMilliseconds, admit }),
    usage: pool.usage,
    close: pool.close,
  };
}

/**
 * Sends one query through the serving pool, and throws what every query would throw, such as a WritableError. Returns
 * whether its statements may be compiled (JIT), which takes far longer than they do.
 */
export async function checkAnalytics(
  url: string,
  options: { allowWritable?: boolean } = {},
): Promise<{ compiles: boolean }> {
  const connection = connectAnalytics(url, { max: 1, ...options });
  // Throws as it is: an error of a query would be the cause of another one.
  await connection.ping().catch(async (error: unknown) => {
    await connection.close();
    throw error;
  });
  const compiles = sql<boolean>`current_setting('jit')::boolean and pg_jit_available()`;
  const asked = connection.db.select({ compiles }).from(sql`(select) as nothing`);
  const [row] = await asked.then((rows) => rows).finally(connection.close);
  return { compiles: row?.compiles === true };
}
