import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import type postgres from "postgres";
import { openClient } from "../postgres/client";
import * as schema from "./schema";

/** The unique indexes that statements and limits rely on, by name. */
const needed = Object.values(schema)
  .filter((table) => is(table, PgTable))
  .flatMap((table) => getTableConfig(table).indexes)
  .flatMap(({ config: { unique, name } }) => (unique && name ? [name] : []));

/**
 * Returns the names of unique indexes that the user database lacks, or that are invalid: without one, rows would be
 * stored twice. Source: pg_index.
 */
async function findMissingIndexes(client: postgres.Sql): Promise<string[]> {
  const rows = await client.unsafe(/* sql */ `
    select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = to_regnamespace('eigenwatch') and i.indisunique and i.indisvalid`);
  const found = new Set(rows.map(({ name }) => String(name)));
  return needed.filter((name) => !found.has(name));
}

/** Returns the names of missing indexes in the user database behind `url`. Reads as the application. */
export async function checkIndexes(url: string): Promise<string[]> {
  const client = openClient(url, { connectSeconds: 3 });
  return await findMissingIndexes(client).finally(() => client.end({ timeout: 3 }));
}
