import { setTimeout } from "node:timers/promises";
import type postgres from "postgres";
import type { Migration } from "./files";
import { requireLock } from "./lock";
import { type LockPatience, withLockRetries } from "./lock-retries";
import { migrationsSchema, migrationsTable, requirementsTable, startedTable } from "./state";

export type StepRun = {
  client: postgres.Sql;
  url: string;
  patience: LockPatience;
  log: (line: string) => void;
};

/** Building an index waits for every transaction that is older, and nobody waits for it. */
const CONCURRENT_LOCK_TIMEOUT = "1h";
const PROGRESS_MILLISECONDS = 5000;

/** Makes the tables in which migrations are recorded. */
export const makeJournal = `
  create schema if not exists ${migrationsSchema};
  create table if not exists ${migrationsSchema}.${migrationsTable} (
    id serial primary key, hash text not null, created_at bigint
  );
  create table if not exists ${migrationsSchema}.${requirementsTable} (
    version text not null, migration bigint primary key, raised_at timestamptz not null default now()
  );
  create table if not exists ${migrationsSchema}.${startedTable} (
    migration bigint primary key, started_at timestamptz not null default now()
  );`;

/**
 * Runs migrations in order and records each. Neighbours without a declared step share one transaction, which is tried
 * again as a whole while others hold its locks.
 */
export async function runMigrations(run: StepRun, migrations: Migration[]): Promise<void> {
  await run.client.unsafe(makeJournal);
  for (const group of groupsOf(migrations)) {
    await requireLock(run.client);
    const [first] = group;
    if (first?.step === "concurrently") await runConcurrently(run, first);
    else if (first?.step === "batched") await runBatched(run, first);
    else await runInTransaction(run, group);
  }
}

/** Returns the migrations in groups that run together. */
function groupsOf(migrations: Migration[]): Migration[][] {
  const groups: Migration[][] = [];
  for (const migration of migrations) {
    const last = groups.at(-1);
    if (migration.step === "together" && last?.at(-1)?.step === "together") last.push(migration);
    else groups.push([migration]);
  }
  return groups;
}

async function runInTransaction(run: StepRun, migrations: Migration[]) {
  await withLockRetries(run, async (allow) => {
    await run.client.begin(async (transaction) => {
      for (const migration of migrations) {
        for (const statement of migration.statements) {
          await allow(transaction);
          await transaction.unsafe(statement);
        }
        await record(transaction, migration);
      }
    });
  });
}

/** Writes down that a migration ran, and the version that a contract step asks for. */
export async function record(client: postgres.TransactionSql, { hash, when, minimumVersion }: Migration) {
  await requireLock(client);
  await client.unsafe(
    `insert into ${migrationsSchema}.${migrationsTable} (hash, created_at) values ($1, $2)`,
    [hash, when],
  );
  if (minimumVersion)
    await client.unsafe(
      `insert into ${migrationsSchema}.${requirementsTable} (version, migration) values ($1, $2) on conflict do nothing`,
      [minimumVersion, when],
    );
}

/**
 * Creates or drops an index while the application reads and writes. A killed one leaves an invalid index, which is
 * dropped first; one that was finished but not recorded is recorded.
 */
async function runConcurrently({ client, log }: StepRun, migration: Migration) {
  const { index, statements } = migration;
  const started = await client.unsafe(
    `insert into ${migrationsSchema}.${startedTable} (migration) values ($1) on conflict do nothing returning 1`,
    [migration.when],
  );
  const isResumed = started.length === 0;
  await client.unsafe(`set lock_timeout = '${CONCURRENT_LOCK_TIMEOUT}'`);
  const isValid = index ? await dropInvalid(client, index, log) : false;
  if (!(isResumed && isValid)) {
    log(`Running ${migration.tag}, beside the application.`);
    await client.unsafe(statements.join("")).catch(async (error) => {
      if (index) await dropInvalid(client, index, log).catch(() => {});
      throw error;
    });
  }
  await client.unsafe("reset lock_timeout");
  await client.begin(async (transaction) => {
    await record(transaction, migration);
    await transaction.unsafe(`delete from ${migrationsSchema}.${startedTable} where migration = $1`, [
      migration.when,
    ]);
  });
}

/** Drops an index that is not valid. Returns whether there is a valid one of this name. */
async function dropInvalid(
  client: postgres.Sql,
  index: string,
  log: (line: string) => void,
): Promise<boolean> {
  const [found] = await client.unsafe(
    "select indisvalid and indisready as valid from pg_index where indexrelid = to_regclass($1)",
    [index],
  );
  if (found?.valid !== false) return found?.valid === true;
  log(`Dropping the index ${index}, whose building did not finish.`);
  await client.unsafe(`drop index concurrently if exists ${index}`);
  return false;
}

/**
 * Repeats a statement, each time in a transaction of its own, until it changes no row. Pauses after each for as long
 * as it took. A killed one goes on where it stopped.
 */
async function runBatched(run: StepRun, migration: Migration) {
  const { client, log } = run;
  let rows = 0;
  let toldAt = performance.now();
  for (;;) {
    const started = performance.now();
    const count = await withLockRetries(run, (allow) =>
      client.begin(async (transaction) => {
        await allow(transaction);
        return (await transaction.unsafe(migration.statements.join(""))).count;
      }),
    );
    if (!count) break;
    rows += count;
    if (performance.now() - toldAt > PROGRESS_MILLISECONDS) {
      log(`${migration.tag}: ${rows} rows so far.`);
      toldAt = performance.now();
    }
    await setTimeout(performance.now() - started);
  }
  log(`${migration.tag}: ${rows} rows.`);
  await client.begin((transaction) => record(transaction, migration));
}
