import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { type Field, type Fields, IMPLAUSIBLE, makeDecoder, type RowOf } from "./facts/decode";
import { columnsOf } from "./facts/source";
import { noteImplausible } from "./reading";

/** Days of a history, both ends included; no `from`: from the first day on. */
export interface DayRange {
  from?: string | undefined;
  until: string;
}

/** Returns rows as their fields are read. A cell that is not believed is `null`, and noted. */
export const decodeByKey = <F extends Fields>(fields: F, rows: Record<string, unknown>[]): RowOf<F>[] =>
  makeDecoder({ now: new Date() }, noteImplausible).decode(fields, rows);

/** Returns the rows of a question by key, read by their fields. */
export const readByKey = async <F extends Fields>(
  fields: F,
  ask: (columns: Record<string, PgColumn>) => PromiseLike<Record<string, unknown>[]>,
): Promise<RowOf<F>[]> => decodeByKey(fields, await ask(columnsOf(fields)));

/**
 * Returns an expression to select whose cells are read as those of a field, such as a sum of its column: one that is not
 * believed is `null`, and noted with table and column. Unknown stays `null`, for drizzle never decodes it.
 */
export const believed = <T>({ column, read }: Field<T>, expression: SQLWrapper = column): SQL<T | null> =>
  sql`${expression}`.mapWith((cell: unknown) => {
    const value = read(cell, { now: new Date() });
    if (value !== IMPLAUSIBLE) return value;
    noteImplausible(column);
    return null;
  }) as SQL<T | null>;
