import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { type Field, type Fields, IMPLAUSIBLE, makeDecoder, type RowOf } from "./facts/decode";
import { columnsOf } from "./facts/source";
import { noteImplausible } from "./reading";

/** The days of a history, both ends included; without `from`, from the first day on. */
export interface DayRange {
  from?: string | undefined;
  until: string;
}

/** Returns rows as read by their fields. An implausible cell is `null`, and is noted. */
export const decodeByKey = <F extends Fields>(fields: F, rows: Record<string, unknown>[]): RowOf<F>[] =>
  makeDecoder({ now: new Date() }, noteImplausible).decode(fields, rows);

/** Returns the rows of a query by key, read by their fields. */
export const readByKey = async <F extends Fields>(
  fields: F,
  ask: (columns: Record<string, PgColumn>) => PromiseLike<Record<string, unknown>[]>,
): Promise<RowOf<F>[]> => decodeByKey(fields, await ask(columnsOf(fields)));

/**
 * Returns an expression to select, such as a sum, whose cells are read by the rules of a field: an implausible one is
 * `null`, and is noted with table and column. NULL stays `null`, since drizzle never decodes it.
 */
export const believed = <T>({ column, read }: Field<T>, expression: SQLWrapper = column): SQL<T | null> =>
  sql`${expression}`.mapWith((cell: unknown) => {
    const value = read(cell, { now: new Date() });
    if (value !== IMPLAUSIBLE) return value;
    noteImplausible(column);
    return null;
  }) as SQL<T | null>;
