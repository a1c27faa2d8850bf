import type postgres from "postgres";
import { openClient } from "../../postgres/client";
import { JOBS_SCHEMA, USER_SCHEMA } from "../copying/tables";
import { type Migration, readMigrations } from "./files";
import { LOOKING } from "./lock";
import { isOlder, ourVersion } from "./version";

/**
 * Where applied migrations are recorded, in the form of drizzle's migrator. It is apart from our tables, since the
 * first migration creates their schema.
 */
export const migrationsSchema = "eigenwatch_migrations";
/** Every schema that is ours in the user database. */
export const OUR_SCHEMAS = [USER_SCHEMA, migrationsSchema, JOBS_SCHEMA];
export const migrationsTable = "applied_migrations";
/** One row for each contract step that has run, with the lowest version that works after it. */
export const requirementsTable = "minimum_version";
/** Concurrent steps that have begun and are not recorded yet. */
export const startedTable = "started_steps";

/** Thrown if the user database lacks tables of this version, or is for later versions only. */
class UnmigratedError extends Error {
  override name = "UnmigratedError";
}

/** How the user database stands to the migrations of this version. */
export type MigrationState = {
  /** The names of this version's migrations that have run, and of those that may run next. */
  applied: string[];
  pending: string[];
  /** When the migrations of later versions were written, which this version does not know. */
  newer: string[];
  /** The lowest version that may use the database; `null` if no contract step has run. */
  minimumVersion: string | null;
  /** Sentences on what is changed, out of order, unknown in between, or too new for this version. */
  problems: string[];
};

type Applied = { hash: string; when: number };

/**
 * Returns how the database stands to these migrations. Later migrations, additive ones as far as `minimumVersion`
 * says, are no problem. Needs a role that may read eigenwatch_migrations.
 */
export async function compareMigrations(
  client: postgres.Sql,
  wanted: Migration[],
  version = ourVersion,
): Promise<MigrationState> {
  const [applied, minimumVersion] = [await readApplied(client), await readMinimumVersion(client)];
  const byTime = new Map(applied.map((row, position) => [row.when, { ...row, position }]));
  const last = Math.max(...applied.map((row) => row.when));
  const own = new Set(wanted.map((migration) => migration.when));
  const lastOwn = Math.max(...wanted.map((migration) => migration.when));
  const unknown = applied.filter((row) => !own.has(row.when));
  const isMissing = ({ when }: Migration) => !byTime.has(when);

  const problems: string[] = [];
  if (minimumVersion !== null && isOlder(version, minimumVersion))
    problems.push(needsNewer(minimumVersion, version));
  for (const [index, migration] of wanted.entries()) {
    const found = byTime.get(migration.when);
    if (!found) {
      if (migration.when < last)
        problems.push(`Migration ${migration.tag} has not run, although a later one has.`);
    } else if (found.hash !== migration.hash)
      problems.push(`Migration ${migration.tag} changed after it ran.`);
    else if (wanted.slice(0, index).some(({ when }) => (byTime.get(when)?.position ?? -1) > found.position))
      problems.push(`Migration ${migration.tag} ran out of order.`);
  }
  for (const { when } of unknown)
    if (when < lastOwn)
      problems.push(
        `The database has a migration of ${dateOf(when)}, which is not among those of this version.`,
      );
  return {
    applied: wanted.filter((migration) => !isMissing(migration)).map(({ tag }) => tag),
    pending: wanted
      .filter((migration) => isMissing(migration) && migration.when > last)
      .map(({ tag }) => tag),
    newer: unknown.filter(({ when }) => when > lastOwn).map(({ when }) => dateOf(when)),
    minimumVersion,
    problems,
  };
}

/** Returns the line with which a version refuses a database that is for later versions only. */
export const needsNewer = (minimum: string, version: string) =>
  `${NEEDS} ${minimum} or newer; this is ${version}.`;
const NEEDS = "The user database needs EigenWatch";
/** Returns whether a sentence is that line. */
export const isNeedsNewer = (sentence: string) => sentence.startsWith(NEEDS);

const dateOf = (when: number) => new Date(when).toISOString();

/** Returns the migrations that have run, in their order; none where there is no journal. */
export async function readApplied(client: postgres.ISql): Promise<Applied[]> {
  const table = `${migrationsSchema}.${migrationsTable}`;
  if (!(await exists(client, table))) return [];
  const rows = await client.unsafe(`select hash, created_at::text as "when" from ${table} order by id`);
  return rows.map((row) => ({ hash: String(row.hash), when: Number(row.when) }));
}

async function readMinimumVersion(client: postgres.Sql): Promise<string | null> {
  const table = `${migrationsSchema}.${requirementsTable}`;
  if (!(await exists(client, table))) return null;
  const rows = await client.unsafe(`select version from ${table}`);
  const versions = rows.map((row) => String(row.version));
  return versions.reduce<string | null>(
    (highest, version) => (highest === null || isOlder(highest, version) ? version : highest),
    null,
  );
}

async function exists(client: postgres.ISql, table: string): Promise<boolean> {
  const [row] = await client.unsafe("select to_regclass($1) is not null as yes", [table]);
  return row?.yes === true;
}

/** Read once: a later version that is unpacked over a running one does not change what that one knows. */
let ours: Migration[] | undefined;

/** Returns sentences on why this version cannot use the database; empty when it can. */
async function findMigrationProblems(client: postgres.Sql): Promise<string[]> {
  ours ??= readMigrations();
  const { problems, pending } = await compareMigrations(client, ours);
  return [...problems, ...pending.map((tag) => `Migration ${tag} has not run.`)];
}

/**
 * Throws an UnmigratedError while a migration of this version has not run, for example because the database was
 * away at start, and when the database is for later versions only.
 */
export async function refuseUnmigrated(client: postgres.Sql): Promise<void> {
  const [problem] = await findMigrationProblems(client);
  if (problem) throw new UnmigratedError(problem);
}

/**
 * Returns why this version cannot use the user database behind `url`: migrations that are missing, changed or out
 * of order, or a contract step of a later version. Reads as the application.
 */
export async function checkMigrations(url: string): Promise<string[]> {
  return await ask(url, findMigrationProblems);
}

/** Returns how the user database behind `url` stands to the migrations in a folder. */
export async function readMigrationState(url: string, folder?: string): Promise<MigrationState> {
  return await ask(url, async (client) => await compareMigrations(client, readMigrations(folder)));
}

async function ask<T>(url: string, question: (client: postgres.Sql) => Promise<T>): Promise<T> {
  const client = openClient(url, { connectSeconds: 3, settings: LOOKING });
  return await question(client).finally(() => client.end({ timeout: 3 }));
}
