import type postgres from "postgres";

/** A right, as a sentence without its subject says it: "select on eigenwatch.users". */
export type Right = string;

export interface Rights {
  /** True if there is such a role in this cluster. */
  exists: boolean;
  isSuperuser: boolean;
  rights: Set<Right>;
  /** The settings of the role's new sessions in this database, as far as somebody set them for it. */
  settings: Map<string, string>;
  /** Every table outside of Postgres's own schemas, as "schema.name". */
  tables: string[];
}

/**
 * Returns everything that a role, or a role that it inherits from, may do in this database, except TEMP, and EXECUTE where
 * everybody has it. Any role may ask. Source: pg_catalog.
 */
export async function readRights(client: postgres.ISql, role: string): Promise<Rights> {
  const [found] = await client<{ oid: number; rolsuper: boolean }[]>`
    select oid::int, rolsuper from pg_roles where rolname = ${role}`;
  const tables = await client<{ name: string }[]>`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'`;
  const names = tables.map(({ name }) => name).sort();
  if (!found)
    return { exists: false, isSuperuser: false, rights: new Set(), settings: new Map(), tables: names };
  const rows = await client<{ line: string }[]>`
    with me as (select * from pg_roles where oid = ${found.oid}),
    homes as (select * from pg_namespace where nspname <> 'information_schema' and nspname !~ '^pg_'),
    tables as (
      select c.oid, c.relowner, h.nspname || '.' || c.relname as name
      from pg_class c join homes h on h.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f')
    )
    select 'attribute ' || attribute as line from me, lateral (values
      ('createrole', rolcreaterole), ('createdb', rolcreatedb), ('replication', rolreplication),
      ('bypassrls', rolbypassrls)) as one(attribute, has) where has
    union all select 'member of ' || r.rolname from me, pg_roles r
      where r.oid <> me.oid and r.rolname ~ '^pg_' and pg_has_role(me.oid, r.oid, 'member')
        -- Roles that pg_monitor brings along.
        and not (r.rolname in ('pg_read_all_settings', 'pg_read_all_stats', 'pg_stat_scan_tables')
          and pg_has_role(me.oid, 'pg_monitor', 'member'))
    union all select p || ' on database' from me, pg_database d, unnest(array['connect', 'create']) p
      where d.datname = current_database() and has_database_privilege(me.oid, d.oid, p)
    union all select p || ' on schema ' || nspname from me, homes h, unnest(array['usage', 'create']) p
      where has_schema_privilege(me.oid, h.oid, p)
    union all select 'owner of ' || name from me, tables t where pg_has_role(me.oid, t.relowner, 'usage')
    union all select p || ' on ' || name from me, tables t,
      unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) p
      where has_table_privilege(me.oid, t.oid, p)
    union all select 'some columns: ' || p || ' on ' || name from me, tables t, unnest(array['select', 'insert', 'update']) p
      where has_any_column_privilege(me.oid, t.oid, p) and not has_table_privilege(me.oid, t.oid, p)
    union all select 'execute on ' || nspname || '.' || proname from me, pg_proc f join homes h on h.oid = f.pronamespace
      where has_function_privilege(me.oid, f.oid, 'execute') and not has_function_privilege('public', f.oid, 'execute')`;
  // In the order in which Postgres applies them: the last one counts.
  const settings = await client<{ name: string; value: string }[]>`
    select split_part(one, '=', 1) as name, substr(one, strpos(one, '=') + 1) as value
    from pg_db_role_setting s, unnest(s.setconfig) one
    where s.setrole in (0, ${found.oid}) and s.setdatabase in
      (0, (select oid from pg_database where datname = current_database()))
    order by s.setrole <> 0, s.setdatabase <> 0`;
  return {
    exists: true,
    isSuperuser: found.rolsuper,
    rights: new Set(rows.map(({ line }) => line)),
    settings: new Map(settings.map(({ name, value }) => [name, value])),
    tables: names,
  };
}
