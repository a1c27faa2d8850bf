import { setImmediate as letOthersWork } from "node:timers/promises";
import { getTableName, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import * as schema from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";
import { type Fields, makeDecoder, type RowOf } from "./decode";

/** One snapshot of the pipeline's database that facts are read from. */
export interface Source extends ReturnType<typeof makeDecoder> {
  db: AnalyticsDb;
  now: Date;
  /** The tables that are there and may be read, by name. */
  tables: ReadonlySet<string>;
  missing: string[];
}

/** Looks which tables of the contract are there, so that a missing one reads as empty. */
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

/** Returns the tables that are there and hold no row. */
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

/** Returns what a select names for these fields. */
export const columnsOf = <F extends Fields>(fields: F) =>
  Object.fromEntries(
    Object.entries(fields).map(([key, { column, expression }]) => [key, expression ?? column]),
  ) as Record<string, PgColumn>;

/** Returns the rows of one question, read by their fields; none when a table of theirs is missing. */
export async function readRows<F extends Fields>(
  source: Source,
  fields: F,
  ask: (columns: Record<string, PgColumn>) => PromiseLike<Record<string, unknown>[]>,
): Promise<RowOf<F>[]> {
  const isThere = Object.values(fields).every(({ column }) => source.tables.has(getTableName(column.table)));
  if (!isThere) return [];
  return await inTurns(await ask(columnsOf(fields)), ROWS_AT_A_TIME, (rows) => source.decode(fields, rows));
}

/** So many rows are decoded in a few milliseconds. */
const ROWS_AT_A_TIME = 500;

/** Returns what some rows at a time become; requests are answered in between. */
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

/** Whether every one of these tables is there. */
export const hasTables = ({ tables }: Source, ...wanted: PgTable[]) =>
  wanted.every((table) => tables.has(getTableName(table)));

/** The day of the reader's clock; what is dated later is not believed. */
export const today = ({ now }: Source) => now.toISOString().slice(0, 10);
