import { stringify } from "csv-stringify/sync";
import { decimal } from "@/app/_components/tables/csv-values";
import { log } from "@/server/log";
import type { Source } from "./csv-source";

/** Matches text that a spreadsheet would run as a formula, also after spaces or a quote and in its wide form. */
const FORMULA = /^[\s"]*[=+\-@\t\r＝＋－＠]/;
/** Matches a semicolon or tab before a formula: some spreadsheets start a new cell there, even inside our quotes. */
const INNER_FORMULA = /[;\t\r\n](?=[\s"]*[=+\-@＝＋－＠])/g;

/**
 * The byte-order mark, which Excel needs to read a file as UTF-8. Other programs read it as part of the first heading.
 */
const BYTE_ORDER_MARK = "\ufeff";

/**
 * Yields the lines of a file by RFC 4180. An apostrophe keeps texts from running as formulas; numbers stay numbers.
 */
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
  /** How many rows this person may download; `null` is all of them. */
  rowLimit: number | null;
  /** The day of the figures. */
  day: string;
  /** Whether the file starts with the byte-order mark. */
  hasMark: boolean;
}

/**
 * Returns a list as a CSV file by RFC 4180, sent while it is read. If the file has the first rows only, its name and
 * the headers `x-row-count` and `x-total-count` say so. A failure breaks the answer off, so that half a file never
 * looks complete.
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
