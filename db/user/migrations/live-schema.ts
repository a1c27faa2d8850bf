import type postgres from "postgres";
import { JOBS_SCHEMA, USER_SCHEMA } from "../copying/tables";

/**
 * Returns one line for each table, column, type, index, constraint, trigger, function and sequence of the user schema
 * and of that of the jobs, sorted. Equal lists mean equal schemas. Source: pg_catalog.
 */
export async function describeSchema(
  client: postgres.ISql,
  { user, jobs } = { user: USER_SCHEMA, jobs: JOBS_SCHEMA },
): Promise<string[]> {
  const rows = await client.unsafe(`
    with home as (
      select oid, case nspname when '${user}' then '' else nspname || '.' end as prefix from pg_namespace
      where nspname in ('${user}', '${jobs}')
    ),
    tables as (
      select c.*, prefix || c.relname as name from pg_class c join home on c.relnamespace = home.oid
      where c.relkind in ('r', 'p')
    )
    select format('column %s.%s %s%s%s', t.name, a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attnotnull then ' not null' else '' end, coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''))
        as line
      from tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
    union all select format('table %s%s', name, case relpersistence when 'u' then ' unlogged' else '' end) from tables
    union all select format('type %s%s: %s', prefix, t.typname, string_agg(e.enumlabel, ', ' order by e.enumsortorder))
      from pg_type t join home on t.typnamespace = home.oid join pg_enum e on e.enumtypid = t.oid group by prefix, t.typname
    union all select pg_get_indexdef(i.indexrelid) || case when i.indisvalid then '' else ' invalid' end
      from pg_index i join tables t on t.oid = i.indrelid
    -- Postgres 18 also lists each not null as a constraint.
    union all select format('constraint %s.%s %s', t.name, k.conname, pg_get_constraintdef(k.oid))
      from pg_constraint k join tables t on t.oid = k.conrelid where k.contype <> 'n'
    union all select pg_get_triggerdef(g.oid)
      from pg_trigger g join tables t on t.oid = g.tgrelid where not g.tgisinternal and g.tgname <> 'refuse_writes'
    union all select pg_get_functiondef(p.oid) from pg_proc p join home on p.pronamespace = home.oid where p.prokind = 'f'
    union all select format('sequence %s%s', prefix, c.relname)
      from pg_class c join home on c.relnamespace = home.oid where c.relkind = 'S'`);
  return rows.map(({ line }) => String(line)).sort();
}
