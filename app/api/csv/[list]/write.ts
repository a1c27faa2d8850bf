import { stringify } from "csv-stringify/sync";
import { decimal } from "@/app/_components/tables/csv-values";

/** Matches text that a spreadsheet would run as a formula, also after spaces or a quote and in its wide form. */
const FORMULA = /^[\s"]*[=+\-@\t\r＝＋－＠]/;
/** A new cell with a formula, to a spreadsheet that parts cells at semicolons or tabs and takes our quotes for text. */
const INNER_FORMULA = /[;\t\r\n](?=[\s"]*[=+\-@＝＋－＠])/g;

/**
 * The byte-order mark, which Excel needs to read a file as UTF-8; other programs take it for a part of the first
 * heading.
 */
export const BYTE_ORDER_MARK = "\ufeff";

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
