import type postgres from "postgres";

/** A table of the user database, as its catalogue describes it. */
export interface UserTable {
  name: string;
  /** Its stored columns, in their order. */
  columns: string[];
  /** The columns of its primary key. */
  key: string[];
}

/** The schema that holds every table of the user database. */
export const USER_SCHEMA = "eigenwatch";
/** The schema of pg-boss. Its rows are work for the next minutes, which no copy and no backup needs. */
export const JOBS_SCHEMA = "eigenwatch_jobs";

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
export const tableName = ({ name }: Pick<UserTable, "name">, schema = USER_SCHEMA) =>
  `${quoted(schema)}.${quoted(name)}`;
export const columnNames = ({ columns }: Pick<UserTable, "columns">) => columns.map(quoted).join(", ");

/**
 * Returns the tables of the user database, each after the tables that its foreign keys name, so that rows can be
 * written in this order. Throws if foreign keys form a circle. Source: pg_catalog.
 */
export async function readTables(client: postgres.ISql): Promise<UserTable[]> {
  const tables = await client<UserTable[]>`
    select c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select array_agg(a.attname::text order by array_position(i.indkey::int2[], a.attnum))
        from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary), '{}') as key
    from pg_class c where c.relnamespace = to_regnamespace(${USER_SCHEMA}) and c.relkind in ('r', 'p')
    order by c.relname`;
  const references = await client<{ child: string; parent: string }[]>`
    select distinct child.relname as child, parent.relname as parent from pg_constraint k
    join pg_class child on child.oid = k.conrelid join pg_class parent on parent.oid = k.confrelid
    where k.contype = 'f' and child.relnamespace = to_regnamespace(${USER_SCHEMA}) and child.oid <> parent.oid`;
  return inReferenceOrder([...tables], references);
}

/** Returns the tables with every parent before its children. Throws if there is no such order. */
export function inReferenceOrder(
  tables: UserTable[],
  references: readonly { child: string; parent: string }[],
): UserTable[] {
  const left = new Map(tables.map((table) => [table.name, table]));
  const sorted: UserTable[] = [];
  while (left.size > 0) {
    const ready = [...left.values()].filter(
      ({ name }) => !references.some(({ child, parent }) => child === name && left.has(parent)),
    );
    if (ready.length === 0)
      throw new Error(`The foreign keys of ${[...left.keys()].join(", ")} form a circle.`);
    for (const table of ready) left.delete(table.name);
    sorted.push(...ready);
  }
  return sorted;
}
