import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import type postgres from "postgres";
import * as schema from "@/drizzle/analytics/schema";
import { openClient } from "../postgres/client";
import { groupBy } from "./group-by";
import { optionalTables } from "./optional-tables";

/** `problems` break queries or their types; `notes` are things in the database that this version does not know. */
export type Drift = { problems: string[]; notes: string[] };

type LiveColumn = { table: string; column: string; type: string; not_null: boolean };
type LiveKey = { table: string; columns: string[]; primary: boolean };

/**
 * Returns how a live analytics database differs from the schema of this version: missing tables and columns, changed
 * types, columns that may now be empty, primary keys and uniques that are missing or changed. Reads pg_catalog, which
 * any role may read.
 */
export async function findDrift(client: postgres.Sql): Promise<Drift> {
  const [columns, keys] = await Promise.all([
    client.unsafe<LiveColumn[]>(columnsQuestion),
    client.unsafe<LiveKey[]>(keysQuestion),
  ]);
  const live = groupBy(columns, (row) => row.table);
  const liveKeys = groupBy(keys, (row) => row.table);
  const expected = Object.values(schema).filter((value) => value instanceof PgTable);
  const names = new Set(expected.map((table) => getTableConfig(table).name));

  const drifts = expected.map((table) => {
    const config = getTableConfig(table);
    const found = live.get(config.name);
    if (!found && optionalTables.includes(config.name))
      return {
        problems: [],
        notes: [`Table ${config.name} is missing: its figures are shown as not known.`],
      };
    if (!found) return { problems: [`Table ${config.name} is missing.`], notes: [] };
    const { problems, notes } = columnDrift(config, found);
    return { problems: [...problems, ...keyDrift(config, liveKeys.get(config.name) ?? [])], notes };
  });
  const strangers = [...live.keys()].filter((name) => !names.has(name)).sort();
  return {
    problems: drifts.flatMap((drift) => drift.problems),
    notes: [
      ...drifts.flatMap((drift) => drift.notes),
      ...strangers.map((name) => `Table ${name} is unknown to this version.`),
    ],
  };
}

type Config = ReturnType<typeof getTableConfig>;

function columnDrift(config: Config, found: LiveColumn[]): Drift {
  const problems: string[] = [];
  const byName = new Map(found.map((row) => [row.column, row]));
  for (const column of config.columns) {
    const name = `${config.name}.${column.name}`;
    const live = byName.get(column.name);
    const type = catalogType(column.getSQLType());
    if (!live) problems.push(`Column ${name} is missing.`);
    else if (live.type !== type) problems.push(`Column ${name} is ${live.type}, expected ${type}.`);
    else if (column.notNull && !live.not_null)
      problems.push(`Column ${name} may be null, expected not null.`);
  }
  const known = new Set(config.columns.map((column) => column.name));
  const extra = found.filter((row) => !known.has(row.column));
  return {
    problems,
    notes: extra.map((row) => `Column ${config.name}.${row.column} is unknown to this version.`),
  };
}

function keyDrift(config: Config, live: LiveKey[]): string[] {
  const primary =
    config.primaryKeys[0]?.columns.map((column) => column.name) ??
    config.columns.filter((column) => column.primary).map((column) => column.name);
  const livePrimary = live.find((key) => key.primary)?.columns ?? [];
  const problems: string[] = [];
  if (!same(primary, livePrimary))
    problems.push(`Primary key of ${config.name} is ${words(livePrimary)}, expected ${words(primary)}.`);

  for (const index of config.indexes.filter(({ config: { unique, where } }) => unique && !where)) {
    const columns = index.config.columns.map((column) => ("name" in column ? String(column.name) : ""));
    if (!live.some((key) => same(key.columns, columns)))
      problems.push(`Unique key ${words(columns)} of ${config.name} is missing.`);
  }
  return problems;
}

const same = (a: string[], b: string[]) => a.toSorted().join() === b.toSorted().join();
const words = (columns: string[]) => (columns.length > 0 ? `(${columns.join(", ")})` : "none");

/** Returns drizzle's name of a type in the spelling of pg_catalog's format_type. */
function catalogType(type: string) {
  return type
    .replace(/^varchar/, "character varying")
    .replace(/^serial\b/, "integer")
    .replace(/^bigserial\b/, "bigint")
    .replace(
      /^timestamp(?: ?(\(\d\)))?( with time zone)?/,
      (_, precision = "", zone = " without time zone") => `timestamp${precision}${zone}`,
    );
}

const columnsQuestion = /* sql */ `
select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as not_null
from pg_class c
join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relkind in ('r', 'p', 'v', 'm', 'f')
order by c.relname, a.attnum`;

const keysQuestion = /* sql */ `
select c.relname as table, i.indisprimary as primary,
  (select array_agg(a.attname::text order by k.position)
   from unnest(i.indkey::int[]) with ordinality k(attnum, position)
   join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum) as columns
from pg_index i
join pg_class c on c.oid = i.indrelid
join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
where i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null`;

/** Returns how the analytics database at `url`, read by its reader, differs from the schema of this version. */
export async function checkDrift(url: string): Promise<Drift> {
  const client = openClient(url);
  return await findDrift(client).finally(() => client.end({ timeout: 5 }));
}
