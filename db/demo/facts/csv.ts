import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";

export type CsvRow = (column: string) => string;

/** Returns the rows of one file of `data/`, by column name. Throws when an unknown column is read. */
export function readCsv(file: string): CsvRow[] {
  const text = readFileSync(fileURLToPath(new URL(`./data/${file}`, import.meta.url)), "utf8");
  const [head, ...rows]: string[][] = parse(text);
  const columns = new Map((head ?? []).map((name, i) => [name, i]));
  return rows.map((cells) => (column) => {
    const at = columns.get(column);
    if (at === undefined) throw new Error(`${file} has no column ${column}.`);
    return cells[at] ?? "";
  });
}
