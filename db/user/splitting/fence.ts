import type postgres from "postgres";
import { quoted, tableName, type UserTable } from "../copying/tables";
import { migrationsSchema } from "../migrations/state";

/**
 * The state of a user database that another one stands in for, or will: "copy" is filled and not yet used, "leaving"
 * is being handed over, "left" was handed over. A database in use has no state. Every state refuses writes.
 */
export interface Standing {
  state: "copy" | "leaving" | "left";
  /** The identity of the other database, and where it was reached, without a password. */
  otherId: string;
  otherPlace: string;
  /** When the state began, in ISO 8601 by the clock of this database. */
  since: string;
}

/** Counts of calls go on while writes are refused, so that reading does. */
export const isFenced = (table: Pick<UserTable, "name">) => table.name !== "rate_limits";

const FUNCTION = `${migrationsSchema}.refuse_writes`;
const TRIGGER = "refuse_writes";
const WORDS = "The accounts are being moved, or were moved, to another database: this one takes no writes.";
const LOCK_MILLISECONDS = 500;
const TRIES = 240;
const PAUSE_MILLISECONDS = 250;

/** Returns the state of the database, `null` for one in use. Source: the comment of the function that refuses writes. */
export async function readStanding(client: postgres.ISql): Promise<Standing | null> {
  const [row] = await client`select obj_description(to_regproc(${FUNCTION}), 'pg_proc') as text`;
  return row?.text ? (JSON.parse(row.text) as Standing) : null;
}

/** Records a state in a database that already refuses writes. */
export async function setStanding(client: postgres.ISql, standing: Omit<Standing, "since">): Promise<void> {
  const [row] = await client`select to_json(now()) #>> '{}' as now`;
  const text = JSON.stringify({ ...standing, since: row?.now });
  await client.unsafe(`comment on function ${FUNCTION}() is '${text.replaceAll("'", "''")}'`);
}

/**
 * Refuses writes to all tables but the counts of calls, for every session at once and whatever its role: a trigger
 * answers with SQLSTATE 25006. Waits for the transactions that write now, without holding up others for over half a
 * second at a time. Throws after two minutes.
 */
export async function fence(
  client: postgres.Sql,
  tables: UserTable[],
  standing: Omit<Standing, "since">,
): Promise<void> {
  for (let tries = 1; ; tries++)
    try {
      await client.begin(async (transaction) => {
        // Shorter than deadlock_timeout, so that a circle of waits ends here and not in the application.
        await transaction.unsafe(`set local lock_timeout = ${LOCK_MILLISECONDS}`);
        await addFence(transaction, tables, standing);
      });
      return;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if ((code !== "55P03" && code !== "40P01") || tries === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS * (0.5 + Math.random())));
    }
}

/** Refuses writes, in a transaction of the caller. */
export async function addFence(
  transaction: postgres.TransactionSql,
  tables: UserTable[],
  standing: Omit<Standing, "since">,
): Promise<void> {
  await transaction.unsafe(`
    create or replace function ${FUNCTION}() returns trigger language plpgsql as $$
    begin raise exception '${WORDS}' using errcode = '25006'; end $$`);
  const fenced = tables.filter(isFenced);
  await transaction.unsafe(
    `lock table ${fenced.map((table) => tableName(table)).join(", ")} in share row exclusive mode`,
  );
  for (const table of fenced)
    await transaction.unsafe(`
      create or replace trigger ${quoted(TRIGGER)} before insert or update or delete or truncate
      on ${tableName(table)} for each statement execute function ${FUNCTION}()`);
  await setStanding(transaction, standing);
}

/** Takes writes again: the database is in use, and its state is gone. */
export async function liftFence(client: postgres.ISql): Promise<void> {
  await client.unsafe(`drop function if exists ${FUNCTION}() cascade`);
}

/** Runs `work` in a transaction that writes to a fenced database, with neither fence nor the tables' own triggers. */
export async function withoutTriggers<T>(
  transaction: postgres.TransactionSql,
  tables: UserTable[],
  work: () => Promise<T>,
): Promise<T> {
  const each = async (verb: "disable" | "enable") => {
    for (const table of tables)
      await transaction.unsafe(`alter table ${tableName(table)} ${verb} trigger user`);
  };
  await each("disable");
  const result = await work();
  await each("enable");
  return result;
}
