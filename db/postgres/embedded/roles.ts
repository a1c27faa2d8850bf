import type postgres from "postgres";

/**
 * The roles: the pipeline owns and fills the analytics database, and the web application reads it and writes its
 * own.
 */
export const roles = {
  owner: "pipeline_owner",
  reader: "eigenwatch_reader",
  application: "eigenwatch_app",
  migrator: "eigenwatch_migrator",
} as const;

export type RoleKey = keyof typeof roles;

/** Creates the four roles, or updates their passwords. None may create roles or databases, or bypass row security. */
export async function ensureRoles(admin: postgres.Sql, passwords: Record<RoleKey, string>): Promise<void> {
  for (const key of Object.keys(roles) as RoleKey[]) {
    const name = roles[key];
    const [found] = await admin`select 1 from pg_roles where rolname = ${name}`;
    if (!found) await admin.unsafe(`create role ${name}`);
    await admin.unsafe(`alter role ${name} login nosuperuser nocreatedb nocreaterole nobypassrls noreplication
      password '${passwords[key].replaceAll("'", "''")}'`);
  }
  await admin.unsafe(`
    alter role ${roles.reader} set default_transaction_read_only = on;
    alter role ${roles.reader} set statement_timeout = '10s';
    alter role ${roles.reader} set lock_timeout = '2s';
    alter role ${roles.reader} set jit = off;
    alter role ${roles.application} set statement_timeout = '10s';
    alter role ${roles.application} set lock_timeout = '2s';
    alter role ${roles.application} set idle_in_transaction_session_timeout = '10s';
  `);
}

/** Creates the analytics database as its owner. The reader may read everything that the owner creates. */
export async function ensureAnalyticsDatabase(admin: postgres.Sql, name: string): Promise<void> {
  await ensureDatabase(admin, name, roles.owner, [roles.reader]);
}

/** Grants the reader access, from inside the analytics database. */
export async function openAnalyticsToReader(inside: postgres.Sql): Promise<void> {
  await inside.unsafe(`
    alter schema public owner to ${roles.owner};
    revoke all on schema public from public;
    grant usage on schema public to ${roles.reader};
    grant select on all tables in schema public to ${roles.reader};
    alter default privileges for role ${roles.owner} in schema public grant select on tables to ${roles.reader};
  `);
}

/** Creates the user database; the migrator creates its schema and grants the application's rights. */
export async function ensureUserDatabase(admin: postgres.Sql, name: string): Promise<void> {
  await ensureDatabase(admin, name, roles.migrator, [roles.application]);
}

/** Lets the migrator make the user schema in the analytics database, and the application use it. */
export async function openDatabaseToUsers(admin: postgres.Sql, name: string): Promise<void> {
  await admin.unsafe(`
    grant connect, create on database ${name} to ${roles.migrator};
    grant connect on database ${name} to ${roles.application};
  `);
}

async function ensureDatabase(admin: postgres.Sql, name: string, owner: string, visitors: string[]) {
  const [found] = await admin`select 1 from pg_database where datname = ${name}`;
  if (!found) await admin.unsafe(`create database ${name} owner ${owner}`);
  await admin.unsafe(`
    revoke all on database ${name} from public;
    grant connect on database ${name} to ${visitors.join(", ")};
  `);
}
