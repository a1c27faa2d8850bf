import type postgres from "postgres";

/** Who may do what: the pipeline owns and fills, the web application reads the one and writes the other. */
export const roles = {
  owner: "pipeline_owner",
  reader: "eigenwatch_reader",
  application: "eigenwatch_app",
  migrator: "eigenwatch_migrator",
} as const;

export type RoleKey = keyof typeof roles;

/** Makes the four roles, or gives them these passwords. None may make roles or databases, or skip any check. */
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
    alter role ${roles.application} set statement_timeout = '10s';
  `);
}

/** Makes the pipeline's database as its owner would: all that the owner makes, the reader may read. */
export async function ensureAnalyticsDatabase(admin: postgres.Sql, name: string): Promise<void> {
  await ensureDatabase(admin, name, roles.owner, [roles.reader]);
}

/** What has to be said inside the pipeline's database. */
export async function openAnalyticsToReader(inside: postgres.Sql): Promise<void> {
  await inside.unsafe(`
    alter schema public owner to ${roles.owner};
    revoke all on schema public from public;
    grant usage on schema public to ${roles.reader};
    grant select on all tables in schema public to ${roles.reader};
    alter default privileges for role ${roles.owner} in schema public grant select on tables to ${roles.reader};
  `);
}

/** Makes our own database; its schema comes from the migrator, who grants the application what it needs. */
export async function ensureUserDatabase(admin: postgres.Sql, name: string): Promise<void> {
  await ensureDatabase(admin, name, roles.migrator, [roles.application]);
}

async function ensureDatabase(admin: postgres.Sql, name: string, owner: string, visitors: string[]) {
  const [found] = await admin`select 1 from pg_database where datname = ${name}`;
  if (!found) await admin.unsafe(`create database ${name} owner ${owner}`);
  await admin.unsafe(`
    revoke all on database ${name} from public;
    grant connect on database ${name} to ${visitors.join(", ")};
  `);
}
