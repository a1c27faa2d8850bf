import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type postgres from "postgres";
import { openClient } from "../postgres/client";

/**
 * Where drizzle's migrator records applied migrations. It is apart from our tables, since the first migration
 * creates their schema.
 */
export const migrationsSchema = "eigenwatch_migrations";
export const migrationsTable = "applied_migrations";

/** The folder that `npm run db:generate` writes. */
export const migrationsFolder = () => join(process.cwd(), "drizzle/user");

/** Thrown if the user database lacks tables of this version: its migrations have not run yet. */
class UnmigratedError extends Error {
  override name = "UnmigratedError";
}

/**
 * Throws an UnmigratedError while a migration of this version has not run, for example because the database was
 * away at start.
 */
export async function refuseUnmigrated(client: postgres.Sql): Promise<void> {
  const missing = (await findMigrationProblems(client)).find((problem) => problem.endsWith("has not run."));
  if (missing) throw new UnmigratedError(missing);
}

/**
 * Returns sentences on how the database differs from the journal: migrations that are missing, changed since they
 * ran, out of order, or unknown. Empty means that the schema is the one this code was written for. Needs a role
 * that may read eigenwatch_migrations. Source: eigenwatch_migrations.applied_migrations.
 */
export async function findMigrationProblems(
  client: postgres.Sql,
  folder = migrationsFolder(),
): Promise<string[]> {
  const wanted = readMigrationFiles({ migrationsFolder: folder });
  const applied = await readApplied(client);
  const problems: string[] = [];
  const known = new Map(wanted.map((migration, index) => [migration.folderMillis, { ...migration, index }]));

  for (const [index, migration] of wanted.entries()) {
    const found = applied.find((row) => row.when === migration.folderMillis);
    if (!found) problems.push(`Migration ${index} has not run.`);
    else if (found.hash !== migration.hash) problems.push(`Migration ${index} changed after it ran.`);
  }
  for (const [position, row] of applied.entries()) {
    const here = known.get(row.when);
    if (!here)
      problems.push(
        `The database has a migration of ${new Date(row.when).toISOString()} unknown to this version.`,
      );
    else if (here.index !== position) problems.push(`Migration ${here.index} ran out of order.`);
  }
  return problems;
}

async function readApplied(client: postgres.Sql): Promise<{ hash: string; when: number }[]> {
  const table = `${migrationsSchema}.${migrationsTable}`;
  const [exists] = await client.unsafe("select to_regclass($1) is not null as yes", [table]);
  if (!exists?.yes) return [];
  const rows = await client.unsafe(`select hash, created_at::text as "when" from ${table} order by id`);
  return rows.map((row) => ({ hash: String(row.hash), when: Number(row.when) }));
}

export type MigrationState = {
  /** The names of this version's migrations that have run, and of those that have not. */
  applied: string[];
  pending: string[];
  /** How the database differs from the journal, in sentences. */
  problems: string[];
};

/** Returns which migrations of this version have run in the user database behind `url`. */
export async function readMigrationState(url: string, folder = migrationsFolder()): Promise<MigrationState> {
  const client = openClient(url, { connectSeconds: 3 });
  try {
    const [problems, applied] = [await findMigrationProblems(client, folder), await readApplied(client)];
    const when = new Set(applied.map((row) => row.when));
    const journal = await readJournal(folder);
    const tags = (isApplied: boolean) =>
      journal.filter((entry) => when.has(entry.when) === isApplied).map((entry) => entry.tag);
    return { applied: tags(true), pending: tags(false), problems };
  } finally {
    await client.end({ timeout: 3 });
  }
}

/** Returns the entries of the journal that drizzle-kit writes: a migration's name, and its time in milliseconds. */
async function readJournal(folder: string): Promise<{ tag: string; when: number }[]> {
  return JSON.parse(await readFile(join(folder, "meta/_journal.json"), "utf8")).entries;
}

/**
 * Returns how the migrations of the user database behind `url` differ from this version's. Reads as the
 * application.
 */
export async function checkMigrations(url: string): Promise<string[]> {
  const client = openClient(url, { connectSeconds: 3 });
  return await findMigrationProblems(client).finally(() => client.end({ timeout: 3 }));
}
