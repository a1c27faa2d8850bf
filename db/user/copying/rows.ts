import type { Readable, Writable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import type postgres from "postgres";
import { columnNames, quoted, tableName, type UserTable } from "./tables";

/** Returns what `use` returns, which reads the rows of a table in Postgres's text format of COPY, in the order of its key. */
export async function withRows<T>(
  transaction: postgres.TransactionSql,
  table: UserTable,
  use: (rows: Readable) => Promise<T>,
  schema?: string,
): Promise<T> {
  const order = table.key.length > 0 ? ` order by ${table.key.map(quoted).join(", ")}` : "";
  const query = `select ${columnNames(table)} from ${tableName(table, schema)}${order}`;
  return await withRowsOf(transaction, query, use);
}

/**
 * Returns what `use` returns, which reads the rows of a query in Postgres's text format of COPY. The connection is free
 * for other statements afterwards, also where `use` throws midway.
 */
export async function withRowsOf<T>(
  transaction: postgres.TransactionSql,
  query: string,
  use: (rows: Readable) => Promise<T>,
): Promise<T> {
  const rows = await transaction.unsafe(`copy (${query}) to stdout`).readable();
  try {
    const result = await use(rows);
    rows._read(0);
    return result;
  } catch (error) {
    await free(rows, transaction);
    throw error;
  }
}

/**
 * Waits until the connection takes statements again. postgres-js pauses the socket for a slow reader and does not resume
 * it when the stream has ended or was destroyed (porsager/postgres#499). Its `_read` is what resumes.
 */
async function free(rows: Readable, transaction: postgres.TransactionSql): Promise<void> {
  rows.push = () => true;
  rows._read(0);
  while (await isCopying(transaction)) await setImmediate();
}

const isCopying = async (transaction: postgres.TransactionSql) =>
  await transaction`select 1`.then(
    () => false,
    (error: { code?: string }) => error.code === "COPY_IN_PROGRESS",
  );

/** Returns where rows in the text format of COPY are written to; the table takes them when the stream ends. */
export async function writeRows(
  transaction: postgres.TransactionSql,
  table: Pick<UserTable, "name" | "columns">,
): Promise<Writable> {
  return await transaction.unsafe(`copy ${tableName(table)} (${columnNames(table)}) from stdin`).writable();
}
