import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type postgres from "postgres";
import {
  type Checksum,
  inCopyTransaction,
  inSnapshot,
  partOfChecksum,
  readChecksum,
  rowHash,
} from "../copying/checksum";
import { withRows, withRowsOf, writeRows } from "../copying/rows";
import { columnNames, quoted, tableName, type UserTable } from "../copying/tables";
import { differenceOf, type KeyedHash } from "./difference";
import { addFence, isFenced, type Standing, withoutTriggers } from "./fence";

type Log = (line: string) => void;

/** The rows of one table in two databases. */
export interface ComparedTable {
  name: string;
  source: Checksum;
  copy: Checksum;
}

const PROGRESS_MILLISECONDS = 2000;
const KEYS_A_STATEMENT = 5000;

export const isSame = ({ source, copy }: ComparedTable) =>
  source.rowCount === copy.rowCount && source.checksum === copy.checksum;

/** Throws if one of the tables differs, naming it and both counts. */
function refuseDifferences(tables: ComparedTable[]): void {
  const different = tables.find((table) => !isSame(table));
  if (different)
    throw new Error(
      `The copy of ${different.name} differs: ${different.source.rowCount} rows there, ${different.copy.rowCount} here.`,
    );
}

/**
 * Fills all tables but the counts of calls with one snapshot of the source, compares them, and refuses writes to the copy: all in one
 * transaction, so that a copy that was killed has left nothing. Returns the compared tables.
 */
export async function copyAll(
  source: postgres.Sql,
  target: postgres.Sql,
  { tables, standing, log }: { tables: UserTable[]; standing: Omit<Standing, "since">; log: Log },
): Promise<ComparedTable[]> {
  return await inSnapshot(source, async (snapshot) =>
    inCopyTransaction(target, async (copy) => {
      await addFence(copy, tables, standing);
      return await withoutTriggers(copy, tables, async () => {
        const compared: ComparedTable[] = [];
        for (const table of tables.filter(isFenced)) {
          const expected = await readChecksum(snapshot, table);
          await withRows(snapshot, table, async (rows) =>
            pipeline(rows, progressOf(table.name, expected.rowCount, log), await writeRows(copy, table)),
          );
          compared.push({ name: table.name, source: expected, copy: await readChecksum(copy, table) });
        }
        refuseDifferences(compared);
        return compared;
      });
    }),
  );
}

/**
 * Makes the copy equal to the source, which takes no writes meanwhile: deletes, writes and rewrites single rows. Each row
 * of both is read and compared once, and read again if it was written here. Returns the numbers of rows and the tables.
 */
export async function catchUp(
  source: postgres.Sql,
  target: postgres.Sql,
  { tables, log }: { tables: UserTable[]; log: Log },
) {
  return await inSnapshot(source, async (snapshot) =>
    inCopyTransaction(target, async (copy) =>
      withoutTriggers(copy, tables, async () => {
        let [deleted, written] = [0, 0];
        const compared: ComparedTable[] = [];
        // A deleted row takes the rows that refer to it along. They are in a later table, found lacking and written.
        for (const table of tables) {
          const {
            surplus,
            lacking,
            source: ours,
            copy: theirs,
          } = await findDifference(snapshot, copy, table);
          for (const rows of partsOf(surplus)) {
            const keys = rows.map(([key]) => key);
            theirs.rowCount -= (
              await copy.unsafe(`delete from ${tableName(table)} where ${keyIn(table, keys)}`)
            ).count;
            for (const [, hash] of rows) theirs.sum -= partOfChecksum(hash);
          }
          for (const keys of partsOf(lacking)) {
            const rows = `select ${columnNames(table)} from ${tableName(table)} where ${keyIn(table, keys)}`;
            await withRowsOf(snapshot, rows, async (from) => pipeline(from, await writeRows(copy, table)));
            const query = `select ${rowHash(table)} as hash from ${tableName(table)} where ${keyIn(table, keys)}`;
            for (const { hash } of await copy.unsafe(query)) count(theirs, String(hash));
          }
          if (isFenced(table))
            compared.push({ name: table.name, source: checksumOf(ours), copy: checksumOf(theirs) });
          if (surplus.length + lacking.length > 0)
            log(`${table.name}: ${surplus.length} rows deleted, ${lacking.length} written`);
          deleted += surplus.length;
          written += lacking.length;
        }
        refuseDifferences(compared);
        return { deleted, written, compared };
      }),
    ),
  );
}

/** Returns the rows of all tables but the counts of calls, in both databases, each in one snapshot. */
export async function compareAll(source: postgres.Sql, target: postgres.Sql, tables: UserTable[]) {
  return await inSnapshot(source, (here) => inSnapshot(target, (there) => compareIn(here, there, tables)));
}

async function compareIn(
  source: postgres.TransactionSql,
  copy: postgres.TransactionSql,
  tables: UserTable[],
): Promise<ComparedTable[]> {
  const compared: ComparedTable[] = [];
  for (const table of tables.filter(isFenced)) {
    const [ours, theirs] = await Promise.all([readChecksum(source, table), readChecksum(copy, table)]);
    compared.push({ name: table.name, source: ours, copy: theirs });
  }
  return compared;
}

async function findDifference(
  source: postgres.TransactionSql,
  copy: postgres.TransactionSql,
  table: UserTable,
) {
  const key = keyOf(table);
  const query = `select ${key}, ${rowHash(table)} from ${tableName(table)} order by ${key}`;
  const tallies = { source: { rowCount: 0, sum: 0n }, copy: { rowCount: 0, sum: 0n } };
  const difference = await withRowsOf(source, query, (ours) =>
    withRowsOf(copy, query, (theirs) =>
      differenceOf(hashesIn(ours, tallies.source), hashesIn(theirs, tallies.copy)),
    ),
  );
  return { ...difference, ...tallies };
}

/** The rows of a table that were read, added up as their checksum is. */
type Tally = { rowCount: number; sum: bigint };

function count(tally: Tally, hash: string) {
  tally.rowCount++;
  tally.sum += partOfChecksum(hash);
}

const checksumOf = ({ rowCount, sum }: Tally): Checksum => ({ rowCount, checksum: String(sum) });

async function* hashesIn(rows: Readable, tally: Tally): AsyncGenerator<KeyedHash[]> {
  let rest = "";
  for await (const chunk of rows) {
    const lines = (rest + (chunk as Buffer).toString("latin1")).split("\n");
    rest = lines.pop() ?? "";
    const hashes = lines.map((line) => line.split("\t") as KeyedHash);
    for (const [, hash] of hashes) count(tally, hash);
    yield hashes;
  }
}

/** Returns the name of the one column that is the key. UUIDs are sorted alike here and in Postgres. */
function keyOf({ name, key }: UserTable): string {
  const [column] = key;
  if (!column || key.length > 1) throw new Error(`The key of ${name} is not one column.`);
  return quoted(column);
}

const keyIn = (table: UserTable, keys: string[]) =>
  `${keyOf(table)} in (${keys.map((key) => `'${key.replaceAll("'", "''")}'`)})`;

function partsOf<T>(rows: T[]): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < rows.length; at += KEYS_A_STATEMENT)
    parts.push(rows.slice(at, at + KEYS_A_STATEMENT));
  return parts;
}

/** Passes rows on, and says every two seconds how many there were. A line break inside a value is escaped. */
function progressOf(name: string, total: number, log: Log): Transform {
  let [rows, saidAt] = [0, Date.now()];
  return new Transform({
    transform: (chunk: Buffer, _, done) => {
      for (const byte of chunk) if (byte === 10) rows++;
      if (Date.now() - saidAt > PROGRESS_MILLISECONDS) {
        saidAt = Date.now();
        log(`${name}: ${rows} of ${total} rows`);
      }
      done(null, chunk);
    },
    flush: (done) => {
      log(`${name}: ${rows} rows copied`);
      done();
    },
  });
}
