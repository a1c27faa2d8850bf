import type postgres from "postgres";
import { USER_SCHEMA } from "../copying/tables";
import { describeSchema } from "../migrations/live-schema";
import { migrationsSchema, migrationsTable, OUR_SCHEMAS } from "../migrations/state";

/**
 * Returns one line for each column, type, index, constraint, trigger and function of the user schema, and for each
 * migration that ran, sorted. Equal lists mean equal schemas. Source: pg_catalog.
 */
export async function describeStructure(client: postgres.ISql): Promise<string[]> {
  const schema = await describeSchema(client);
  const migrations = await client.unsafe(
    `select format('migration %s %s', created_at, hash) as line from ${migrationsSchema}.${migrationsTable}`,
  );
  return [...schema, ...migrations.map(({ line }) => String(line))].sort();
}

/** Moves the sequences of the user schema, if any, to where they stand in the source. */
export async function copySequences(source: postgres.ISql, target: postgres.ISql): Promise<void> {
  const rows = await source`
    select format('%I.%I', schemaname, sequencename) as name, last_value::text as value from pg_sequences
    where schemaname = ${USER_SCHEMA} and last_value is not null`;
  for (const { name, value } of rows) await target`select setval(${name}::regclass, ${value}::bigint)`;
}

/** A right of a role on a schema, table, sequence or function of the user database, as a statement that grants it. */
export interface Grant {
  role: string;
  statement: string;
}

/**
 * Returns the rights of every role but the owners', for each of our schemas, and on functions that not
 * everybody may call. Source: pg_catalog.
 */
export async function readGrants(client: postgres.ISql, homes = OUR_SCHEMAS): Promise<Grant[]> {
  const rows = await client`
    with homes as (select * from pg_namespace where nspname = any(${homes})),
    lists as (
      select 'schema ' || quote_ident(nspname) as target, nspowner as owner, nspacl as list from homes
      union all select case c.relkind when 'S' then 'sequence ' else 'table ' end || format('%I.%I', nspname, relname),
        relowner, relacl from pg_class c join homes h on h.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'S')
      union all select format('function %I.%I(%s)', nspname, proname, pg_get_function_identity_arguments(p.oid)), proowner,
        proacl from pg_proc p join homes h on h.oid = p.pronamespace
    )
    select coalesce(r.rolname, 'public') as role,
      format('grant %s on %s to %s%s', string_agg(lower(a.privilege_type), ', ' order by a.privilege_type), target,
        case when r.oid is null then 'public' else quote_ident(r.rolname) end,
        case when a.is_grantable then ' with grant option' else '' end) as statement
    from lists, aclexplode(list) a left join pg_roles r on r.oid = a.grantee
    where a.grantee <> owner group by target, r.oid, r.rolname, a.is_grantable order by 2`;
  return rows.map(({ role, statement }) => ({ role: String(role), statement: String(statement) }));
}
