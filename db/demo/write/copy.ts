import { once } from "node:events";
import type { Writable } from "node:stream";
import type { Sql } from "postgres";

export type Cell = string | number | bigint | boolean | null;
export type TableWriter = {
  row: (...cells: Cell[]) => void;
  /** Waits until the server has caught up, so that memory use stays bounded. */
  ready: () => Promise<void>;
  end: () => Promise<number>;
};

const flushAt = 1 << 18;

/** Starts a COPY into one table, on its own connection. */
export async function openCopy(sql: Sql, table: string, columns: string): Promise<TableWriter> {
  const stream: Writable = await sql.unsafe(`COPY ${table} (${columns}) FROM STDIN`).writable();
  let failure: unknown;
  stream.on("error", (error) => {
    failure = error;
  });
  const finished = new Promise<void>((resolve) => stream.once("close", resolve).once("finish", resolve));
  let buffer = "";
  let count = 0;
  const flush = () => {
    if (buffer === "") return;
    stream.write(buffer);
    buffer = "";
  };
  return {
    row: (...cells) => {
      let line = cellText(cells[0] ?? null);
      for (let i = 1; i < cells.length; i++) line += `\t${cellText(cells[i] ?? null)}`;
      buffer += `${line}\n`;
      count++;
      if (buffer.length > flushAt) flush();
    },
    ready: async () => {
      if (stream.writableNeedDrain && !failure) await Promise.race([once(stream, "drain"), finished]);
      if (failure) throw failure;
    },
    end: async () => {
      flush();
      stream.end();
      await finished;
      if (failure) throw failure;
      return count;
    },
  };
}

/** Copies all rows of a small table at once. */
export async function copyRows(
  sql: Sql,
  table: string,
  columns: string,
  rows: Iterable<Cell[]>,
): Promise<number> {
  const writer = await openCopy(sql, table, columns);
  for (const row of rows) {
    writer.row(...row);
    await writer.ready();
  }
  return writer.end();
}

function cellText(cell: Cell): string {
  if (cell === null) return "\\N";
  if (typeof cell === "string") return /[\\\t\n\r]/.test(cell) ? escapeText(cell) : cell;
  if (typeof cell === "boolean") return cell ? "t" : "f";
  return cell.toString();
}

function escapeText(text: string): string {
  return text.replace(/\\/g, "\\\\").replace(/\t/g, "\\t").replace(/\n/g, "\\n").replace(/\r/g, "\\r");
}
