import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import postgres from "postgres";

/** Returns the rows of a file that Postgres has copied into a table of these columns, name and type. */
export async function copyCsv(url: string, csv: string, columns: (readonly [string, string])[]) {
  const sql = postgres(url, { max: 1 });
  try {
    const described = columns.map(([name, type]) => `"${name}" ${type}`).join(", ");
    await sql.unsafe(`create temp table loaded (${described}, line_of_file bigserial)`);
    const names = sql(columns.map(([name]) => name));
    const copy =
      await sql`copy loaded (${names}) from stdin (format csv, header match, encoding 'UTF8')`.writable();
    await pipeline(Readable.from([csv]), copy);
    return [...(await sql<Record<string, unknown>[]>`select ${names} from loaded order by line_of_file`)];
  } finally {
    await sql.end({ timeout: 5 });
  }
}
