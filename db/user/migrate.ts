import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import type postgres from "postgres";
import { openClient } from "../postgres/client";
import { findMigrationProblems, migrationsFolder, migrationsSchema, migrationsTable } from "./migrations";

const lock = 4_915_402_026;

type Options = {
  /** The migrator's URL: this role creates the schema and owns it. */
  url: string;
  /** The application's role, which gets only the grants that it needs. */
  applicationRole?: string;
  folder?: string;
};

/**
 * Migrates the user database to the schema of this version. A second migrator waits for the first and then finds
 * nothing to do. All pending migrations run in one transaction. Throws when the journal and the database still
 * differ afterwards, naming the migrations.
 */
export async function migrateUsers({
  url,
  applicationRole,
  folder = migrationsFolder(),
}: Options): Promise<void> {
  const client = openClient(url, {
    applicationName: "eigenwatch-migrate",
    settings: { lock_timeout: 300_000 },
  });
  try {
    // The lock is on the migrations' own connection: when that breaks, they roll back and the lock is released.
    await client`select pg_advisory_lock(${lock})`;
    // A role that only runs what others migrate may lack these rights, and needs none when nothing is pending.
    if (await isPending(client, folder)) {
      await migrate(drizzle(client), { migrationsFolder: folder, migrationsSchema, migrationsTable });
      const problems = await findMigrationProblems(client, folder);
      if (problems.length > 0)
        throw new Error(`The user database does not match this version. ${problems.join(" ")}`);
    }
    if (applicationRole) await grantTo(client, applicationRole);
  } finally {
    await client.end({ timeout: 5 });
  }
}

async function isPending(client: postgres.Sql, folder: string) {
  return await findMigrationProblems(client, folder).then(
    (problems) => problems.length > 0,
    () => true,
  );
}

async function grantTo(client: postgres.Sql, role: string) {
  const [me] = await client`select current_user as name`;
  if (me?.name === role) return;
  const to = `"${role.replaceAll('"', '""')}"`;
  await client.unsafe(`
    begin;
    grant usage on schema eigenwatch, ${migrationsSchema} to ${to};
    grant select, insert, update, delete on all tables in schema eigenwatch to ${to};
    revoke update, delete on eigenwatch.audit_events from ${to};
    grant select on ${migrationsSchema}.${migrationsTable} to ${to};
    commit;
  `);
}
