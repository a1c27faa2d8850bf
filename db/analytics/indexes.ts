import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import * as schema from "@/drizzle/analytics/schema";
import { openClient } from "../postgres/client";
import { groupBy } from "./group-by";

/**
 * Returns sentences on indexes of the contract that the analytics database at `url` lacks, which makes queries slow but
 * not wrong. An index counts if it is valid and begins with the same columns. Tables that are missing are left out.
 */
export async function checkAnalyticsIndexes(url: string): Promise<string[]> {
  const client = openClient(url);
  try {
    const rows = await client.unsafe<{ table: string; columns: string | null }[]>(question);
    const live = groupBy(rows, (row) => row.table);
    return Object.values(schema)
      .filter((value) => value instanceof PgTable)
      .map(getTableConfig)
      .flatMap(({ name, indexes }) => {
        const found = live.get(name);
        if (!found) return [];
        return indexes
          .filter(({ config }) => !config.unique && !config.where)
          .map(({ config }) => config.columns.map((column) => ("name" in column ? String(column.name) : "")))
          .filter((columns) => !found.some((row) => `${row.columns},`.startsWith(`${columns.join()},`)))
          .map((columns) => `Index (${columns.join(", ")}) of ${name} is missing.`);
      });
  } finally {
    await client.end({ timeout: 5 });
  }
}

const question = /* sql */ `
select c.relname as table,
  (select string_agg(a.attname, ',' order by k.position)
   from unnest(i.indkey::int[]) with ordinality k(attnum, position)
   join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum) as columns
from pg_class c
join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
left join pg_index i on i.indrelid = c.oid and i.indisvalid and i.indpred is null
where c.relkind in ('r', 'p')`;
