import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { openPool, type PoolOptions, pingPool } from "../postgres/pool";
import * as schema from "./schema";

/** Our own database: accounts and what belongs to them. */
export type UserDb = PostgresJsDatabase<typeof schema>;

export type UserConnection = {
  db: UserDb;
  /** Milliseconds of a round trip; throws when the database does not answer within the deadline. */
  ping: () => Promise<number>;
  close: () => Promise<void>;
};

/** Opens a pool on the user database: 5 connections unless told otherwise. */
export function connectUser(url: string, options: PoolOptions = {}): UserConnection {
  const pool = openPool(url, {}, { max: 5, ...options });
  return { db: drizzle(pool.client, { schema }), ping: () => pingPool(pool.client), close: pool.close };
}
