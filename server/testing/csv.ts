import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBConnection } from "@duckdb/node-api";
import { parse } from "csv-parse/sync";
import { copyCsv } from "@/db/testing/copy-csv";

const NUMBER = /_(usd|ratio|bps|points|count|days|ago|percentile|unit|number|per_share)$/;

/** Returns the database type of a column, by its heading. */
export function typeOf(heading: string): "boolean" | "numeric" | "timestamptz" | "text" {
  if (/^is_/.test(heading)) return "boolean";
  if (/_utc$/.test(heading)) return "timestamptz";
  return NUMBER.test(heading) ? "numeric" : "text";
}

/** Returns a file's rows as three others read them: a strict reader of RFC 4180, Postgres and DuckDB. */
export async function readByOthers(url: string, csv: string) {
  const [header = [], ...rows] = parse(csv, { recordDelimiter: "\r\n", bom: false });
  const copied = await copyCsv(
    url,
    csv,
    header.map((name) => [name, typeOf(name)]),
  );
  return { header, rows, copied, sniffed: await sniff(csv) };
}

/** Returns what DuckDB detects by itself in a file: the type of every column, and the number of rows. */
async function sniff(csv: string) {
  const folder = await mkdtemp(join(tmpdir(), "eigenwatch-csv-"));
  const connection = await DuckDBConnection.create();
  try {
    const file = join(folder, "list.csv");
    await writeFile(file, csv);
    const from = `read_csv('${file}', header = true, delim = ',', quote = '"', escape = '"', sample_size = -1, strict_mode = true)`;
    const described = await connection.runAndReadAll(`describe select * from ${from}`);
    const counted = await connection.runAndReadAll(`select count(*)::int from ${from}`);
    const types = described.getRows().map(([name, type]) => [String(name), String(type)] as const);
    return { types, rows: counted.getRows()[0]?.[0] };
  } finally {
    connection.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}
