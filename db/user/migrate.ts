import type postgres from "postgres";
import { openClient } from "../postgres/client";
import { type Migration, readMigrations } from "./migration-files";
import {
  compareMigrations,
  migrationsSchema,
  migrationsTable,
  needsNewer,
  requirementsTable,
} from "./migrations";
import { isOlder, ourVersion } from "./version";

const lock = 4_915_402_026;

type Options = {
  /** The migrator's URL: this role creates the schema and owns it. */
  url: string;
  /** The application's role, which gets only the grants that it needs. */
  applicationRole?: string;
  folder?: string;
  /** The version that migrates. */
  version?: string;
};

/**
 * Migrates the user database to the schema of this version, and returns the names of the migrations that ran. A
 * second migrator waits for the first and then finds nothing to do. All pending migrations run in one transaction.
 * Migrations of later versions stay. Throws when the database does not fit the journal, naming the migrations.
 */
export async function migrateUsers({
  url,
  applicationRole,
  folder,
  version = ourVersion,
}: Options): Promise<string[]> {
  const migrations = readMigrations(folder);
  const client = openClient(url, {
    applicationName: "eigenwatch-migrate",
    settings: { lock_timeout: 300_000 },
  });
  try {
    // The lock is on the migrations' own connection: when that breaks, they roll back and the lock is released.
    await client`select pg_advisory_lock(${lock})`;
    const { pending, newer, problems, minimumVersion } = await compareMigrations(client, migrations, version);
    if (minimumVersion !== null && isOlder(version, minimumVersion))
      throw new Error(needsNewer(minimumVersion, version));
    if (problems.length > 0)
      throw new Error(`The user database does not match this version. ${problems.join(" ")}`);
    // A role that only runs what others migrate may lack these rights, and needs none when nothing is pending.
    if (pending.length > 0)
      await run(
        client,
        migrations.filter(({ tag }) => pending.includes(tag)),
        version,
      );
    // A later version may have tables on which the application has fewer rights.
    if (applicationRole && newer.length === 0) await grantTo(client, applicationRole);
    return pending;
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** Runs migrations and records them, in one transaction. */
async function run(client: postgres.Sql, migrations: Migration[], version: string) {
  for (const { tag, minimumVersion } of migrations)
    if (minimumVersion && isOlder(version, minimumVersion))
      throw new Error(
        `Migration ${tag} is for ${minimumVersion} and later, but this is ${version}. Raise the version in package.json first.`,
      );
  await client.begin(async (transaction) => {
    await transaction.unsafe(journalTables);
    for (const { statements, hash, when, minimumVersion } of migrations) {
      for (const statement of statements) await transaction.unsafe(statement);
      await transaction.unsafe(
        `insert into ${migrationsSchema}.${migrationsTable} (hash, created_at) values ($1, $2)`,
        [hash, when],
      );
      if (minimumVersion)
        await transaction.unsafe(
          `insert into ${migrationsSchema}.${requirementsTable} (version, migration) values ($1, $2)`,
          [minimumVersion, when],
        );
    }
  });
}

const journalTables = `
  create schema if not exists ${migrationsSchema};
  create table if not exists ${migrationsSchema}.${migrationsTable} (
    id serial primary key, hash text not null, created_at bigint
  );
  create table if not exists ${migrationsSchema}.${requirementsTable} (
    version text not null, migration bigint primary key, raised_at timestamptz not null default now()
  );`;

async function grantTo(client: postgres.Sql, role: string) {
  const [me] = await client`select current_user as name`;
  if (me?.name === role) return;
  const to = `"${role.replaceAll('"', '""')}"`;
  await client.unsafe(`
    begin;
    grant usage on schema eigenwatch, ${migrationsSchema} to ${to};
    grant select, insert, update, delete on all tables in schema eigenwatch to ${to};
    revoke update, delete on eigenwatch.audit_events from ${to};
    grant select on all tables in schema ${migrationsSchema} to ${to};
    commit;
  `);
}
