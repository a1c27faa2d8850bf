import { setTimeout } from "node:timers/promises";
import type postgres from "postgres";

const key = 4_915_402_026;
const POLL_MILLISECONDS = 250;
/** Settings of sessions that look at the journal: whoever locks it must not make a command hang. */
export const LOOKING = { lock_timeout: 3000 };
/** A row of pg_locks has the halves of a key in two columns. */
const isOurKey = `locktype = 'advisory' and objsubid = 1
  and database = (select oid from pg_database where datname = current_database())
  and classid::bigint = ${key}::bigint >> 32 and objid::bigint = ${key}::bigint & 4294967295`;

/**
 * Takes the lock of migrators on this session, within `patience` milliseconds. The lock goes with the connection: if
 * that breaks, the migrations roll back too. Throws one line that names the holder.
 */
export async function waitForOtherMigrator(
  client: postgres.Sql,
  patience: number,
  log: (line: string) => void,
): Promise<void> {
  const end = performance.now() + patience;
  let isTold = false;
  // Asking again and again, since a session that waits for a lock holds a snapshot, and an index that the holder
  // builds concurrently would wait for that.
  while (!(await tryLock(client))) {
    const holder = await holderOf(client);
    if (performance.now() > end)
      throw new Error(
        `Another migrator has held the lock for ${Math.round(patience / 1000)} s: ${holder ?? "it just ended"}. Wait for it or end it, and migrate again.`,
      );
    if (holder && !isTold) {
      log(`Waiting for another migrator: ${holder}.`);
      isTold = true;
    }
    await setTimeout(POLL_MILLISECONDS);
  }
}

async function tryLock(client: postgres.Sql): Promise<boolean> {
  const [row] = await client`select pg_try_advisory_lock(${key}) as yes`;
  return row?.yes === true;
}

/** Throws one line if this session lost the lock, which means that its connection was replaced. */
export async function requireLock(client: Pick<postgres.TransactionSql, "unsafe">): Promise<void> {
  const [row] = await client.unsafe(
    `select exists (select from pg_locks where ${isOurKey} and granted and pid = pg_backend_pid()) as yes`,
  );
  if (row?.yes !== true)
    throw new Error(
      "The connection to the user database was lost, and the lock of migrators with it. Migrate again: what has finished is recorded.",
    );
}

/** Returns the session that holds the lock of migrators, in words; `undefined` if none does. */
export async function holderOf(client: postgres.Sql): Promise<string | undefined> {
  const [row] = await client.unsafe(`
    select l.pid, a.usename as role, a.application_name as application
    from pg_locks l left join pg_stat_activity a on a.pid = l.pid
    where ${isOurKey} and l.granted and l.pid <> pg_backend_pid()`);
  return row && wordsOf(row);
}

/** Returns a session in words. What another role's session does is not shown to us. */
export const wordsOf = ({ pid, role, application }: Record<string, unknown>) =>
  `process ${pid} of Postgres (role ${role ?? "unknown"}, application "${application ?? "unknown"}")`;
