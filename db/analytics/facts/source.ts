import { setImmediate as letOthersWork } from "node:timers/promises";
import { getTableName, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import * as schema from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";
import { type Fields, makeDecoder, type RowOf } from "./decode";

/** A snapshot of the pipeline's database, from which facts are read. */
export interface Source extends ReturnType<typeof makeDecoder> {
  db: AnalyticsDb;
  now: Date;
  /** The names of the tables that exist and may be read. */
  tables: ReadonlySet<string>;
  missing: string[];
}

/** Returns a source of facts. It knows which tables of the contract exist, so that a missing one reads as empty. */
export async function openSource(db: AnalyticsDb, now: Date): Promise<Source> {
  const names = Object.values(schema).map((table) => getTableName(table));
  const isReadable = (name: string) =>
    sql<boolean>`coalesce(has_table_privilege(to_regclass(${`public.${name}`}), 'select'), false)`.as(name);
  const columns = Object.fromEntries(names.map((name) => [name, isReadable(name)]));
  const [there = {}] = await db.select(columns).from(sql`(select) as nothing`);
  return {
    db,
    now,
    tables: new Set(names.filter((name) => there[name])),
    missing: names.filter((name) => !there[name]),
    ...makeDecoder({ now }),
  };
}

/** Returns the tables that exist without rows. */
export async function readEmptyTables({ db, tables }: Source): Promise<string[]> {
  const hasRows = Object.fromEntries(
    Array.from(tables, (name) => [
      name,
      sql<boolean>`exists (select from ${sql.identifier("public")}.${sql.identifier(name)})`.as(name),
    ]),
  );
  if (tables.size === 0) return [];
  const [found = {}] = await db.select(hasRows).from(sql`(select) as nothing`);
  return [...tables].filter((name) => !found[name]);
}

/** Returns the columns to select for these fields. */
export const columnsOf = <F extends Fields>(fields: F) =>
  Object.fromEntries(
    Object.entries(fields).map(([key, { column, expression }]) => [key, expression ?? column]),
  ) as Record<string, PgColumn>;

/** Returns the rows of one query, read by their fields; none if one of their tables is missing. */
export async function readRows<F extends Fields>(
  source: Source,
  fields: F,
  ask: (columns: Record<string, PgColumn>) => PromiseLike<Record<string, unknown>[]>,
): Promise<RowOf<F>[]> {
  const isThere = Object.values(fields).every(({ column }) => source.tables.has(getTableName(column.table)));
  if (!isThere) return [];
  return await inTurns(await ask(columnsOf(fields)), ROWS_AT_A_TIME, (rows) => source.decode(fields, rows));
}

/** The number of rows that are decoded in a few milliseconds. */
const ROWS_AT_A_TIME = 500;

/**
 * Returns the results of `read` for all rows, passed to it some at a time, so that requests are answered in between.
 */
export async function inTurns<Row, Result>(
  rows: readonly Row[],
  atATime: number,
  read: (some: Row[]) => Result[],
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < rows.length; from += atATime) {
    results.push(...read(rows.slice(from, from + atATime)));
    await letOthersWork();
  }
  return results;
}

/** Returns every row of a small table. */
export const readTable = <F extends Fields>(source: Source, table: PgTable, fields: F): Promise<RowOf<F>[]> =>
  readRows(source, fields, (columns) => source.db.select(columns).from(table));

/** Returns whether all of these tables exist. */
export const hasTables = ({ tables }: Source, ...wanted: PgTable[]) =>
  wanted.every((table) => tables.has(getTableName(table)));

/** Returns the current day by the reader's clock; later days are implausible. */
export const today = ({ now }: Source) => now.toISOString().slice(0, 10);
