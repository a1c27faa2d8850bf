import { drizzle } from "drizzle-orm/postgres-js";
import * as relations from "@/drizzle/analytics/relations";
import * as schema from "@/drizzle/analytics/schema";
import { openPool, type PoolOptions, pingPool } from "../postgres/pool";
import type { AnalyticsDb } from "./analytics-db";
import { refuseWriters } from "./read-only";
import { withSeenRun } from "./seen-run";
import { readSnapshot } from "./snapshot";
import { withEmptyStandIns } from "./stand-ins";

/** Reads wait for locks only while a table is altered, and then not for as long as a slow statement may take. */
const LOCK_MILLISECONDS = "2000";

export type AnalyticsConnection = {
  db: AnalyticsDb;
  /** Milliseconds of a round trip; throws when the database does not answer within the deadline. */
  ping: () => Promise<number>;
  /**
   * Returns what `read` returns, from one repeatable-read transaction on a connection of its own outside the pool.
   * Throws DeadlineError when the whole takes longer than the deadline, 60 s unless told otherwise.
   */
  snapshot: <T>(read: (db: AnalyticsDb) => Promise<T>, deadlineMilliseconds?: number) => Promise<T>;
  close: () => Promise<void>;
};

/**
 * Opens a pool on the analytics database (10 connections unless told otherwise) whose sessions are read-only. Nothing is
 * answered before the role was seen to be unable to write; a role that could makes every question fail with a
 * WritableError, unless `allowWritable` says that it may.
 */
export function connectAnalytics(
  url: string,
  { allowWritable = false, ...options }: Omit<PoolOptions, "admit"> & { allowWritable?: boolean } = {},
): AnalyticsConnection {
  const admit = allowWritable ? undefined : refuseWriters;
  const pool = openPool(
    url,
    { default_transaction_read_only: "on", lock_timeout: LOCK_MILLISECONDS },
    { ...options, admit },
  );
  return {
    db: drizzle(withSeenRun(withEmptyStandIns(pool.client)), { schema: { ...schema, ...relations } }),
    ping: () => pingPool(pool.client),
    snapshot: (read, deadlineMilliseconds) => readSnapshot(url, read, { deadlineMilliseconds, admit }),
    close: pool.close,
  };
}

/** Asks once through the pool that serves, and throws what every question would: a role that could write, for example. */
export async function checkAnalytics(url: string, options: { allowWritable?: boolean } = {}): Promise<void> {
  const connection = connectAnalytics(url, { max: 1, ...options });
  await connection.ping().finally(connection.close);
}
