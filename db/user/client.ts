import type { PgTransactionConfig } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { askDatabaseState, type DatabaseState } from "../postgres/database-state";
import { openPool, type PoolOptions, type PoolUsage, pingPool } from "../postgres/pool";
import { withTransactionName } from "../postgres/transaction-name";
import { refuseUnmigrated } from "./migrations/state";
import * as schema from "./schema";

/** The user database: accounts and their data. */
export type UserDb = PostgresJsDatabase<typeof schema>;

export type UserConnection = {
  db: UserDb;
  /** Returns the milliseconds of a round trip. Throws when the database does not answer within the deadline. */
  ping: () => Promise<number>;
  state: () => Promise<DatabaseState>;
  usage: () => PoolUsage;
  close: () => Promise<void>;
};

type Transaction = Parameters<Parameters<UserDb["transaction"]>[0]>[0];

/**
 * Returns the result of `work`, run in one transaction. Transactions of one name share slots and a circuit
 * breaker.
 */
export async function inTransaction<T>(
  db: UserDb,
  name: string,
  work: (transaction: Transaction) => Promise<T>,
  config?: PgTransactionConfig,
): Promise<T> {
  return await withTransactionName(name, () => db.transaction(work, config));
}

/** Writers wait for each other's rows, and for a table that is altered; neither takes long. */
const LOCK_MILLISECONDS = "2000";
/** A transaction waits for nothing but its own statements. */
const IDLE_MILLISECONDS = "10000";

/**
 * Opens a pool on the user database, of 5 connections by default. Until every migration of this version has run,
 * each query fails with an UnmigratedError, which counts as unreachable.
 */
export function connectUser(url: string, options: Omit<PoolOptions, "admit"> = {}): UserConnection {
  const pool = openPool(
    url,
    { lock_timeout: LOCK_MILLISECONDS, idle_in_transaction_session_timeout: IDLE_MILLISECONDS },
    { max: 5, ...options, admit: refuseUnmigrated },
  );
  return {
    db: drizzle(pool.client, { schema }),
    ping: () => pingPool(pool.client),
    state: () => askDatabaseState(pool.client),
    usage: pool.usage,
    close: pool.close,
  };
}

/** Sends one query through the serving pool, and throws what every query would throw, such as a refused setting. */
export async function checkUser(url: string): Promise<void> {
  const connection = connectUser(url, { max: 1 });
  await connection.ping().finally(connection.close);
}
