import { getTableColumns, getTableName, is, sql } from "drizzle-orm";
import { type PgColumn, PgTable } from "drizzle-orm/pg-core";
import * as schema from "@/drizzle/analytics/schema";
import { type Habit, rewrite } from "./habit";

/** An implausible cell for each column type. */
const WRONG: Record<string, string> = {
  numeric: "NaN",
  integer: "-3",
  bigint: "-3",
  "timestamp(6)": "infinity",
  date: "infinity",
};

/** A column, and the value to write into it. */
interface Cell {
  table: string;
  column: string;
  wrong: string;
}

/** Returns every column of numbers and times that these statements read, as "<table>.<column>". */
export const columnsIn = (statements: readonly string[]): Cell[] =>
  Object.values(schema)
    .filter((table) => is(table, PgTable))
    .flatMap((table) => {
      const own = statements.filter((statement) => statement.includes(`"${getTableName(table)}"`));
      return Object.values<PgColumn>(getTableColumns(table))
        .filter((column) => own.some((statement) => statement.includes(`"${column.name}"`)))
        .flatMap((column) => {
          const wrong = WRONG[column.getSQLType()];
          return wrong === undefined ? [] : [{ table: getTableName(table), column: column.name, wrong }];
        });
    });

/**
 * Returns the habit of writing an implausible value into one column of every row; of the last row for a key
 * column, or of one operator's rows where it is given.
 */
export const spoiled = ({ table, column, wrong }: Cell, isKey: boolean, operator?: string): Habit => {
  const name = sql.identifier(table);
  const which = isKey
    ? sql`where ctid = (select max(ctid) from ${name})`
    : operator === undefined
      ? sql``
      : sql`where operator_id = ${operator}`;
  return rewrite(sql`update ${name} set ${sql.identifier(column)} = ${sql.raw(`'${wrong}'`)} ${which}`);
};

/** Returns the habit of leaving one column empty in every row. */
export const cleared = (table: string, column: string): Habit =>
  rewrite(sql`update ${sql.identifier(table)} set ${sql.identifier(column)} = null`);
