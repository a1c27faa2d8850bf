import type { PgTransactionConfig } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { openPool, type PoolOptions, pingPool } from "../postgres/pool";
import { withTransactionName } from "../postgres/transaction-name";
import { refuseUnmigrated } from "./migrations";
import * as schema from "./schema";

/** Our own database: accounts and what belongs to them. */
export type UserDb = PostgresJsDatabase<typeof schema>;

export type UserConnection = {
  db: UserDb;
  /** Milliseconds of a round trip; throws when the database does not answer within the deadline. */
  ping: () => Promise<number>;
  close: () => Promise<void>;
};

type Transaction = Parameters<Parameters<UserDb["transaction"]>[0]>[0];

/** Returns what `work` returns from one transaction; those of one name share their slots and their breaker. */
export async function inTransaction<T>(
  db: UserDb,
  name: string,
  work: (transaction: Transaction) => Promise<T>,
  config?: PgTransactionConfig,
): Promise<T> {
  return await withTransactionName(name, () => db.transaction(work, config));
}

/** Writers wait for each other's rows, and everybody while a table is altered; neither takes long. */
const LOCK_MILLISECONDS = "2000";

/**
 * Opens a pool on the user database: 5 connections unless told otherwise. Until every migration of this version has
 * run, each question fails with an UnmigratedError, which counts as unreachable.
 */
export function connectUser(url: string, options: Omit<PoolOptions, "admit"> = {}): UserConnection {
  const pool = openPool(
    url,
    { lock_timeout: LOCK_MILLISECONDS },
    { max: 5, ...options, admit: refuseUnmigrated },
  );
  return { db: drizzle(pool.client, { schema }), ping: () => pingPool(pool.client), close: pool.close };
}

/** Asks once through the pool that serves, and throws what every question would: a refused setting, for example. */
export async function checkUser(url: string): Promise<void> {
  const connection = connectUser(url, { max: 1 });
  await connection.ping().finally(connection.close);
}
