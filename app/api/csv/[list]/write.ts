import { stringify } from "csv-stringify/sync";

/** What a spreadsheet would take for a formula, also after spaces and in its wide form. */
const FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/;

/** Lines of RFC 4180. Texts that could run are kept from it by an apostrophe; numbers stay numbers. */
export const csvLines = (records: unknown[][]): string =>
  stringify(records, {
    record_delimiter: "\r\n",
    quoted_match: /[\r\n]/,
    cast: {
      string: (text) => (FORMULA.test(text) ? `'${text}` : text),
      boolean: String,
      date: (instant) => instant.toISOString(),
    },
  });
