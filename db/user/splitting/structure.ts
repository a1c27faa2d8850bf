import type postgres from "postgres";
import { USER_SCHEMA } from "../copying/tables";
import { migrationsSchema, migrationsTable } from "../migrations/state";

/**
 * Returns one line for each column, type, index, constraint, trigger and function of the user schema, and for each
 * migration that ran, sorted. Equal lists mean equal schemas. Source: pg_catalog.
 */
export async function describeStructure(client: postgres.ISql): Promise<string[]> {
  const rows = await client.unsafe(`
    with home as (select to_regnamespace('${USER_SCHEMA}') as oid),
    tables as (select c.* from pg_class c join home on c.relnamespace = home.oid where c.relkind in ('r', 'p'))
    select format('column %s.%s %s%s%s', t.relname, a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attnotnull then ' not null' else '' end, coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''))
        as line
      from tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
    union all select format('table %s%s', relname, case relpersistence when 'u' then ' unlogged' else '' end) from tables
    union all select format('type %s: %s', t.typname, string_agg(e.enumlabel, ', ' order by e.enumsortorder))
      from pg_type t join home on t.typnamespace = home.oid join pg_enum e on e.enumtypid = t.oid group by t.typname
    union all select pg_get_indexdef(i.indexrelid) || case when i.indisvalid then '' else ' invalid' end
      from pg_index i join tables t on t.oid = i.indrelid
    -- Postgres 18 also lists each not null as a constraint.
    union all select format('constraint %s.%s %s', t.relname, k.conname, pg_get_constraintdef(k.oid))
      from pg_constraint k join tables t on t.oid = k.conrelid where k.contype <> 'n'
    union all select pg_get_triggerdef(g.oid)
      from pg_trigger g join tables t on t.oid = g.tgrelid where not g.tgisinternal and g.tgname <> 'refuse_writes'
    union all select pg_get_functiondef(p.oid) from pg_proc p join home on p.pronamespace = home.oid where p.prokind = 'f'
    union all select format('sequence %s', c.relname)
      from pg_class c join home on c.relnamespace = home.oid where c.relkind = 'S'`);
  const migrations = await client.unsafe(
    `select format('migration %s %s', created_at, hash) as line from ${migrationsSchema}.${migrationsTable}`,
  );
  return [...rows, ...migrations].map(({ line }) => String(line)).sort();
}

/** Moves the sequences of the user schema, if any, to where they stand in the source. */
export async function copySequences(source: postgres.ISql, target: postgres.ISql): Promise<void> {
  const rows = await source`
    select format('%I.%I', schemaname, sequencename) as name, last_value::text as value from pg_sequences
    where schemaname = ${USER_SCHEMA} and last_value is not null`;
  for (const { name, value } of rows) await target`select setval(${name}::regclass, ${value}::bigint)`;
}

/** A right of a role on a schema, table or sequence of the user database, as a statement that grants it. */
export interface Grant {
  role: string;
  statement: string;
}

/** Returns the rights of every role but the owners', for both of our schemas. Source: pg_catalog. */
export async function readGrants(client: postgres.ISql): Promise<Grant[]> {
  const rows = await client`
    with homes as (select * from pg_namespace where nspname in (${USER_SCHEMA}, ${migrationsSchema})),
    lists as (
      select 'schema ' || quote_ident(nspname) as target, nspowner as owner, nspacl as list from homes
      union all select case c.relkind when 'S' then 'sequence ' else 'table ' end || format('%I.%I', nspname, relname),
        relowner, relacl from pg_class c join homes h on h.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'S')
    )
    select coalesce(r.rolname, 'public') as role,
      format('grant %s on %s to %s%s', string_agg(lower(a.privilege_type), ', ' order by a.privilege_type), target,
        case when r.oid is null then 'public' else quote_ident(r.rolname) end,
        case when a.is_grantable then ' with grant option' else '' end) as statement
    from lists, aclexplode(list) a left join pg_roles r on r.oid = a.grantee
    where a.grantee <> owner group by target, r.oid, r.rolname, a.is_grantable order by 2`;
  return rows.map(({ role, statement }) => ({ role: String(role), statement: String(statement) }));
}
