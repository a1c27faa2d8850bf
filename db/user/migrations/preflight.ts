import type postgres from "postgres";
import { openClient } from "../../postgres/client";
import { holderOf, LOOKING } from "./lock";
import { OUR_SCHEMAS } from "./state";

/** The surroundings of a migration, before it begins. */
export type Preflight = {
  /** The version of Postgres, such as "18.1". */
  server: string;
  role: string;
  /** The size of the database in bytes. Postgres does not tell how much of its disk is free. */
  databaseBytes: number;
  /** The session that is migrating now, in words. */
  lockHolder: string | null;
  /** Sentences on what would stop a migration. */
  problems: string[];
};

const LOWEST_VERSION = 150_000;

/** Returns whether the role of `url` could migrate the user database now. Changes nothing. */
export async function preflight(url: string): Promise<Preflight> {
  const client = openClient(url, {
    applicationName: "eigenwatch-preflight",
    connectSeconds: 5,
    settings: LOOKING,
  });
  return await ask(client).finally(() => client.end({ timeout: 3 }));
}

async function ask(client: postgres.Sql): Promise<Preflight> {
  const [facts] = await client`
    select current_setting('server_version') as server, current_setting('server_version_num')::int as number,
      current_user as role, current_database() as database, pg_database_size(current_database())::float8 as bytes,
      pg_is_in_recovery() as "isStandby", current_setting('default_transaction_read_only')::boolean as "isReadOnly",
      has_database_privilege(current_database(), 'create') as "mayCreate"`;
  // A member of the owner's role may do what the owner may.
  const foreign = await client`
    select 'schema ' || nspname as name from pg_namespace
      where nspname in ${client(OUR_SCHEMAS)} and not pg_has_role(nspowner, 'usage')
    union all select 'table ' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${client(OUR_SCHEMAS)} and c.relkind in ('r', 'p') and not pg_has_role(c.relowner, 'usage')`;
  const [schemas] = await client`
    select count(*)::int as count from pg_namespace where nspname in ${client(OUR_SCHEMAS)}`;
  const problems: string[] = [];
  if (Number(facts?.number) < LOWEST_VERSION)
    problems.push(`The user database runs Postgres ${facts?.server}; EigenWatch needs 15 or newer.`);
  if (facts?.isStandby === true)
    problems.push("The user database is a standby. Set MIGRATION_DATABASE_URL to the primary.");
  else if (facts?.isReadOnly === true)
    problems.push(`Role ${facts.role} may only read: default_transaction_read_only is on.`);
  if (Number(schemas?.count) < OUR_SCHEMAS.length && facts?.mayCreate !== true)
    problems.push(`Role ${facts?.role} may not create schemas in the database ${facts?.database}.`);
  if (foreign.length > 0)
    problems.push(
      `Role ${facts?.role} does not own ${foreign[0]?.name}${foreign.length > 1 ? ` and ${foreign.length - 1} more` : ""}. Set MIGRATION_DATABASE_URL to the role that owns them.`,
    );
  return {
    server: String(facts?.server),
    role: String(facts?.role),
    databaseBytes: Number(facts?.bytes),
    lockHolder: (await holderOf(client)) ?? null,
    problems,
  };
}
