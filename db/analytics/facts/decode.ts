import { getTableName, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** Returned by a cell reader for an implausible cell. */
export const IMPLAUSIBLE = Symbol("implausible");

/** The time that tells whether an instant is in the future. */
export interface Clock {
  now: Date;
}

/** A selected column, and how its cells are read. An empty cell is `null` and is never passed to the reader. */
export interface Field<T> {
  column: PgColumn;
  read: (cell: unknown, clock: Clock) => T | typeof IMPLAUSIBLE;
  /** Selected in place of the column; for example a part of a document. */
  expression?: SQL.Aliased;
  /** Whether the column is never empty in the schema. */
  isKey?: boolean;
}

export type Fields = Record<string, Field<unknown>>;
type ValueOf<F extends Field<unknown>> = Exclude<ReturnType<F["read"]>, typeof IMPLAUSIBLE>;

/** A row as read by its fields. An empty or implausible cell is `null`. */
export type RowOf<F extends Fields> = {
  [K in keyof F]: F[K] extends { isKey: true } ? ValueOf<F[K]> : ValueOf<F[K]> | null;
};

/** The number of implausible cells of one column in one run. */
export interface Implausible {
  table: string;
  column: string;
  count: number;
}

/** Returns a reader of selected rows. It counts implausible cells by table and column, and calls `tell` for each. */
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
