import { stringify } from "csv-stringify/sync";
import { decimal } from "@/app/_components/tables/csv-values";
import { log } from "@/server/log";
import type { Source } from "./csv-source";

/** Matches text that a spreadsheet would run as a formula, also after spaces or a quote and in its wide form. */
const FORMULA = /^[\s"]*[=+\-@\t\r＝＋－＠]/;
/** A new cell with a formula, to a spreadsheet that parts cells at semicolons or tabs and takes our quotes for text. */
const INNER_FORMULA = /[;\t\r\n](?=[\s"]*[=+\-@＝＋－＠])/g;

/**
 * The byte-order mark, which Excel needs to read a file as UTF-8; other programs take it for a part of the first
 * heading.
 */
const BYTE_ORDER_MARK = "\ufeff";

/** Lines of RFC 4180. Texts that could run are kept from it by an apostrophe; numbers stay numbers. */
export const csvLines = (records: unknown[][]): string =>
  stringify(records, {
    record_delimiter: "\r\n",
    quoted_match: /[\r\n]/,
    cast: {
      string: (text) => (FORMULA.test(text) ? `'${text}` : text).replace(INNER_FORMULA, "$&'"),
      boolean: String,
      date: (instant) => instant.toISOString(),
      number: decimal,
    },
  });

interface Download {
  list: string;
  /** How many rows this person may have of it; null is all. */
  rowLimit: number | null;
  /** The day of the figures. */
  day: string;
  /** For Excel. */
  hasMark: boolean;
}

/**
 * Returns a list as a file of RFC 4180, sent as it is read. A file of the first rows only says so in its name and in
 * `x-row-count` and `x-total-count`. After a failure the answer breaks off, so that half a file never looks whole.
 */
export async function respond(
  { header, about, read }: Source,
  { list, rowLimit, day, hasMark }: Download,
  headers: Headers,
): Promise<Response> {
  const first = await read();
  const count = Math.min(first.total, rowLimit ?? first.total);
  const cut = count < first.total && `first-${count}-of-${first.total}`;
  const name = ["eigenwatch", list, about?.toLowerCase(), cut, day].filter(Boolean).join("-");
  headers.set("content-type", "text/csv; charset=utf-8; header=present");
  headers.set("content-disposition", `attachment; filename="${name}.csv"`);
  headers.set("x-row-count", String(count));
  headers.set("x-total-count", String(first.total));

  const encoder = new TextEncoder();
  let chunk: typeof first | undefined;
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const isFirst = chunk === undefined;
      try {
        chunk = isFirst ? first : await read();
        const rows = rowLimit === null ? chunk.records : chunk.records.slice(0, rowLimit - sent);
        sent += rows.length;
        const lines = csvLines(isFirst ? [header, ...rows] : rows);
        controller.enqueue(encoder.encode(isFirst && hasMark ? BYTE_ORDER_MARK + lines : lines));
      } catch {
        log.error({ list, sent }, "csv broke off");
        return controller.error(new Error("The download broke off."));
      }
      if (chunk.isLast || sent === rowLimit) controller.close();
    },
  });
  return new Response(body, { headers });
}
