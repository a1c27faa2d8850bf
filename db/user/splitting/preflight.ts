import type postgres from "postgres";
import { SettingError } from "../../postgres/setting-error";
import { readTables, tableName, USER_SCHEMA, type UserTable } from "../copying/tables";
import { isFenced } from "./fence";

/** Where and what a database is. */
export interface Place {
  /** The same for one database however it is reached, and kept after a failover. */
  id: string;
  /** Host, port and database, without a password. */
  place: string;
  /** "15.18", for a person. */
  version: string;
  /** Our tables, none if the database has no user schema yet. */
  tables: UserTable[];
  /** Bytes of the user schema, with its indexes. */
  bytes: number;
}

const OLDEST = 150_000;

/**
 * Returns what one side of a split is. Throws one line if it is too old, read-only, not UTF-8, or if this role could
 * not do its part: own the user schema, or create it.
 */
export async function inspect(client: postgres.Sql, side: "--from" | "--to", place: string): Promise<Place> {
  const refuse = (problem: string): never => {
    throw new SettingError(`The database of ${side} (${place}) ${problem}`);
  };
  const [row] = await client`
    select (select system_identifier::text from pg_control_system()) || '/' || d.oid as id,
      current_setting('server_version_num')::int as number, current_setting('server_version') as version,
      pg_is_in_recovery() or current_setting('transaction_read_only')::boolean as "isReadOnly",
      pg_encoding_to_char(d.encoding) as encoding, current_user as role,
      has_database_privilege(d.oid, 'create') as "mayCreate",
      to_regnamespace(${USER_SCHEMA}) is not null as "hasSchema",
      (select pg_has_role(n.nspowner, 'usage') from pg_namespace n where n.nspname = ${USER_SCHEMA}) as "isOwner",
      (select coalesce(sum(pg_total_relation_size(c.oid)), 0)::float8 from pg_class c
        where c.relnamespace = to_regnamespace(${USER_SCHEMA}) and c.relkind in ('r', 'p')) as bytes
    from pg_database d where d.datname = current_database()`;
  if (!row) return refuse("cannot be read.");
  if (row.number < OLDEST) refuse(`runs Postgres ${row.version}; EigenWatch needs 15 or newer.`);
  if (row.isReadOnly) refuse("takes no writes: it is a standby, or read-only.");
  if (row.encoding !== "UTF8") refuse(`has the encoding ${row.encoding}; create it with UTF8.`);
  if (row.hasSchema && !row.isOwner)
    refuse(`has tables that ${row.role} does not own. Connect as the role that migrates.`);
  if (!row.hasSchema && side === "--from")
    refuse(`has no schema ${USER_SCHEMA}: there are no accounts to move.`);
  if (!row.hasSchema && !row.mayCreate)
    refuse(`does not let ${row.role} create schemas. Make ${row.role} its owner.`);
  const tables = row.hasSchema ? await readTables(client) : [];
  return { id: row.id, place, version: row.version, tables, bytes: row.bytes };
}

/** Returns the first table that has rows, counts of calls apart, or undefined. */
export async function findRows(client: postgres.ISql, tables: UserTable[]): Promise<string | undefined> {
  for (const table of tables.filter(isFenced)) {
    const [row] = await client.unsafe(`select exists (select from ${tableName(table)}) as yes`);
    if (row?.yes) return table.name;
  }
  return undefined;
}

/** Returns the roles among `names` that the server does not have. */
export async function findMissingRoles(client: postgres.ISql, names: string[]): Promise<string[]> {
  const rows = await client`select rolname from pg_roles where rolname = any(${names})`;
  const known = new Set(rows.map(({ rolname }) => rolname));
  return names.filter((name) => !known.has(name));
}
