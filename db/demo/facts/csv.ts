import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export type CsvRow = (column: string) => string;

/** The rows of one file of `data/`, read by column name; an unknown column throws. */
export function readCsv(file: string): CsvRow[] {
  const text = readFileSync(fileURLToPath(new URL(`./data/${file}`, import.meta.url)), "utf8");
  const [head, ...rows] = parseCsv(text);
  const columns = new Map((head ?? []).map((name, i) => [name, i]));
  return rows.map((cells) => (column) => {
    const at = columns.get(column);
    if (at === undefined) throw new Error(`${file} has no column ${column}.`);
    return cells[at] ?? "";
  });
}

/** RFC 4180: quoted cells may hold commas, line breaks and doubled quotes. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') cell += text[i++];
      else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === "," || char === "\n") {
      row.push(cell);
      cell = "";
      if (char === "\n") {
        rows.push(row);
        row = [];
      }
    } else if (char !== "\r") cell += char;
  }
  if (cell !== "" || row.length > 0) rows.push([...row, cell]);
  return rows;
}

/** Items by key, keys in order of first appearance. */
export function groupBy<T, K>(items: Iterable<T>, key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
