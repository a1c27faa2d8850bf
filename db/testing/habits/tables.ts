import { sql } from "drizzle-orm";
import { type Habit, rewrite } from "./habit";

/** Returns the habit of leaving tables empty. */
export const emptied = (...tables: readonly string[]): Habit =>
  rewrite(...tables.map((table) => sql`truncate ${sql.identifier(table)} cascade`));

/** Returns the habit of not having some tables. */
export const dropped = (...tables: readonly string[]): Habit =>
  rewrite(...tables.map((table) => sql`drop table ${sql.identifier(table)} cascade`));
