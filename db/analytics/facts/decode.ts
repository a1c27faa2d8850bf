import { getTableName, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** The answer of a cell reader that does not believe the cell. */
export const IMPLAUSIBLE = Symbol("implausible");

/** The time that instants are compared with. */
export interface Clock {
  now: Date;
}

/** One column that is selected, and how its cells are read; an empty cell is `null` and is never read. */
export interface Field<T> {
  column: PgColumn;
  read: (cell: unknown, clock: Clock) => T | typeof IMPLAUSIBLE;
  /** Selected in place of the column, such as a part of a document. */
  expression?: SQL.Aliased;
  /** The schema promises that it is never empty. */
  isKey?: boolean;
}

export type Fields = Record<string, Field<unknown>>;
type ValueOf<F extends Field<unknown>> = Exclude<ReturnType<F["read"]>, typeof IMPLAUSIBLE>;

/** A row as its fields are read. A cell that is empty or not believed is `null`. */
export type RowOf<F extends Fields> = {
  [K in keyof F]: F[K] extends { isKey: true } ? ValueOf<F[K]> : ValueOf<F[K]> | null;
};

/** How many cells of one column were not believed in one run. */
export interface Implausible {
  table: string;
  column: string;
  count: number;
}

/** Returns a reader of selected rows that counts the cells it does not believe, by table and column, and tells of each. */
export function makeDecoder(clock: Clock, tell?: (column: PgColumn) => void) {
  const found = new Map<string, Implausible>();

  function reject(column: PgColumn, count = 1) {
    if (count === 0) return;
    const [table, name] = [getTableName(column.table), column.name];
    const known = found.get(`${table}.${name}`);
    if (known) known.count += count;
    else found.set(`${table}.${name}`, { table, column: name, count });
  }

  function decode<F extends Fields>(fields: F, rows: Record<string, unknown>[]): RowOf<F>[] {
    const entries = Object.entries(fields);
    return rows.map((row) => {
      const read: Record<string, unknown> = {};
      for (const [key, field] of entries) {
        const cell = row[key];
        const value = cell === null || cell === undefined ? null : field.read(cell, clock);
        if (value === IMPLAUSIBLE) {
          reject(field.column);
          tell?.(field.column);
        }
        read[key] = value === IMPLAUSIBLE ? null : value;
      }
      return read as RowOf<F>;
    });
  }

  return { decode, reject, implausible: () => [...found.values()] };
}
