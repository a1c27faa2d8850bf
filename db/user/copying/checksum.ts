import type postgres from "postgres";
import { columnNames, tableName, type UserTable } from "./tables";

/** Facts that tell whether two copies of a table hold the same rows, whatever their order. */
export interface Checksum {
  rowCount: number;
  /** The sum of the first 64 bits of the SHA-256 of each row's text, as a decimal number. */
  checksum: string;
}

/** Returns the expression for the hash of a row's text: the first 128 bits of its SHA-256, in hexadecimal. */
export const rowHash = (table: Pick<UserTable, "columns">): string =>
  `left(encode(sha256(convert_to(row(${columnNames(table)})::text, 'UTF8')), 'hex'), 32)`;

/** Returns the part that a row with this hash has in the checksum of its table. */
export const partOfChecksum = (hash: string): bigint => BigInt.asIntN(64, BigInt(`0x${hash.slice(0, 16)}`));

/** Settings under which the text of a row is the same on every server. */
const SAME_TEXT = `
  set local timezone = 'UTC';
  set local datestyle = 'ISO, YMD';
  set local intervalstyle = 'iso_8601';
  set local extra_float_digits = 1;
  set local bytea_output = 'hex';
  set local statement_timeout = 0;
  set local idle_in_transaction_session_timeout = 0;
`;

/** Returns what `work` returns, of one snapshot in which nothing can be written. */
export async function inSnapshot<T>(
  client: postgres.Sql,
  work: (snapshot: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  const result = await client.begin("isolation level repeatable read read only", async (snapshot) => {
    await snapshot.unsafe(SAME_TEXT);
    return [await work(snapshot)] as const;
  });
  return result[0];
}

/** Returns what `work` returns, in one transaction that writes as a copy does: in UTC and without a time limit. */
export async function inCopyTransaction<T>(
  client: postgres.Sql,
  work: (transaction: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  const result = await client.begin(async (transaction) => {
    await transaction.unsafe(SAME_TEXT);
    return [await work(transaction)] as const;
  });
  return result[0];
}

/** Returns the number of rows of a table and their checksum. Call it in `inSnapshot` or `inCopyTransaction`. */
export async function readChecksum(
  transaction: postgres.TransactionSql,
  table: UserTable,
  schema?: string,
): Promise<Checksum> {
  const [row] = await transaction.unsafe(`
    select count(*)::text as rows, coalesce(sum(
      ('x' || left(${rowHash(table)}, 16))::bit(64)::bigint::numeric), 0)::text as sum
    from ${tableName(table, schema)}`);
  return { rowCount: Number(row?.rows), checksum: String(row?.sum) };
}
