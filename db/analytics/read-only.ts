import { groupBy } from "./group-by";

/**
 * Returns every way in which this connection's role, or a role that it may become, could change the database: one
 * sentence each, with role, privilege and object. Empty means that it can only read; TEMP changes nothing. Reads
 * pg_catalog for every schema except Postgres's own, as any role may.
 */
export async function findWritePrivileges(client: Asker): Promise<string[]> {
  const rows = (await client.unsafe(question)).map(readFound);
  const objects = groupBy(rows, (row) => `${row.role} ${row.verb} ${row.target}`);
  return [...objects.values()].map((same) => {
    const [first] = same as [Found];
    const privileges = [...new Set(same.map((row) => row.privilege))].join(", ");
    return `${first.role} ${first.verb} ${privileges}${first.target ? ` on ${first.target}` : ""}`;
  });
}

/** Throws a WritableError if the role of this connection could write. */
export async function refuseWriters(client: Asker): Promise<void> {
  const ways = await findWritePrivileges(client);
  if (ways.length > 0) throw new WritableError(ways);
}

/** Thrown if the analytics role could change the data that it may only read. */
export class WritableError extends Error {
  override name = "WritableError";
  constructor(ways: string[]) {
    const shown = ways.slice(0, 3).join("; ");
    const more = ways.length > 3 ? `; and ${ways.length - 3} more` : "";
    super(
      `The analytics role can write, but EigenWatch needs one that only reads: ${shown}${more}. ` +
        "Use a role with SELECT alone (docs/running.md), or on a laptop set ALLOW_WRITABLE_ANALYTICS=true.",
    );
  }
}

/** A connection or a transaction of one. */
export type Asker = { unsafe: (statement: string) => PromiseLike<Record<string, unknown>[]> };

type Found = { role: string; verb: string; privilege: string; target: string };

const readFound = ({ role, verb, privilege, target }: Record<string, unknown>): Found => ({
  role: String(role),
  verb: String(verb),
  privilege: String(privilege),
  target: String(target),
});

const question = /* sql */ `
with me as (
  select r.* from pg_roles r
  where pg_has_role(current_user, r.oid, 'member')
    and (r.rolname = current_user or not (select rolsuper from pg_roles where rolname = current_user))
), schemas as (
  select oid, nspname, nspowner from pg_namespace
  where nspname <> 'information_schema' and nspname !~ '^pg_'
), objects as (
  select c.oid, c.relkind, c.relowner, s.nspname || '.' || c.relname as name
  from pg_class c join schemas s on s.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
), found as (
  select 1 as rank, rolname, 'is' as verb, 'SUPERUSER' as privilege, '' as target from me where rolsuper
  union all select 1, rolname, 'has', 'CREATEROLE', '' from me where rolcreaterole
  union all select 1, rolname, 'has', 'CREATEDB', '' from me where rolcreatedb
  union all select 1, rolname, 'has', 'REPLICATION', '' from me where rolreplication
  union all select 1, current_user, 'is a member of', rolname, '' from me
    where rolname in ('pg_write_all_data', 'pg_write_server_files', 'pg_execute_server_program', 'pg_maintain',
      'pg_create_subscription')
  union all select 2, me.rolname, 'is', 'OWNER', 'database ' || d.datname
    from me, pg_database d where d.datname = current_database() and d.datdba = me.oid
  union all select 2, me.rolname, 'has', 'CREATE', 'database ' || current_database()
    from me where has_database_privilege(me.oid, current_database(), 'create')
  union all select 3, me.rolname, 'is', 'OWNER', 'schema ' || nspname from me join schemas s on s.nspowner = me.oid
  union all select 3, me.rolname, 'has', 'CREATE', 'schema ' || nspname
    from me, schemas s where has_schema_privilege(me.oid, s.oid, 'create')
  union all select 4, me.rolname, 'is', 'OWNER', o.name from me join objects o on o.relowner = me.oid
  union all select 5, me.rolname, 'has', upper(p), o.name
    from me, objects o, unnest(array['insert', 'update', 'delete', 'truncate', 'references', 'trigger']) p
    where o.relkind <> 'S' and o.relowner <> me.oid and has_table_privilege(me.oid, o.oid, p)
  union all select 6, me.rolname, 'has', upper(p), 'columns of ' || o.name
    from me, objects o, unnest(array['insert', 'update', 'references']) p
    where o.relkind <> 'S' and has_any_column_privilege(me.oid, o.oid, p) and not has_table_privilege(me.oid, o.oid, p)
  union all select 7, me.rolname, 'has', upper(p), 'sequence ' || o.name
    from me, objects o, unnest(array['usage', 'update']) p
    where o.relkind = 'S' and o.relowner <> me.oid and has_sequence_privilege(me.oid, o.oid, p)
  union all select 8, me.rolname, 'has', 'EXECUTE', 'security definer function ' || s.nspname || '.' || f.proname
    from me, pg_proc f join schemas s on s.oid = f.pronamespace
    where f.prosecdef and has_function_privilege(me.oid, f.oid, 'execute') and has_schema_privilege(me.oid, s.oid, 'usage')
      -- Nobody can call these: they only run for a table whose trigger they are.
      and f.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
)
select rolname as role, verb, privilege, target from found
where privilege = 'SUPERUSER' or not exists (select 1 from me where rolsuper and rolname = current_user)
order by rank, target, rolname, privilege`;
