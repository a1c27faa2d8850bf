import type { SQL } from "drizzle-orm";
import type { Owner } from "../databases";

/** Rewrites rows of the test world as a real pipeline writes them. */
export type Habit = (db: Pick<Owner, "execute">) => Promise<void>;

/** Returns a habit of several statements, run in order. */
export const rewrite =
  (...statements: SQL[]): Habit =>
  async (db) => {
    for (const statement of statements) await db.execute(statement);
  };

/** Returns one habit of several, one after the other. */
export const together =
  (...habits: readonly Habit[]): Habit =>
  async (db) => {
    for (const habit of habits) await habit(db);
  };
