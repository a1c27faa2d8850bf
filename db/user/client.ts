import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { openPool, type PoolOptions, pingPool } from "../postgres/pool";
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

/**
 * Opens a pool on the user database: 5 connections unless told otherwise. Until every migration of this version has
 * run, each question fails with an UnmigratedError, which counts as unreachable.
 */
export function connectUser(url: string, options: Omit<PoolOptions, "admit"> = {}): UserConnection {
  const pool = openPool(url, {}, { max: 5, ...options, admit: refuseUnmigrated });
  return { db: drizzle(pool.client, { schema }), ping: () => pingPool(pool.client), close: pool.close };
}

/** Asks once through the pool that serves, and throws what every question would: a refused setting, for example. */
export async function checkUser(url: string): Promise<void> {
  const connection = connectUser(url, { max: 1 });
  await connection.ping().finally(connection.close);
}
