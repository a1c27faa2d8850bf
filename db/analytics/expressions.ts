import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/**
 * A selected expression with its quantity: Postgres text in, `T` out, unknown stays `null`.
 * drizzle never calls a decoder for null, so the decoder sees text only.
 */
export const quantity = <T>(expression: SQLWrapper, decode: (text: string) => T): SQL<T | null> =>
  sql`${expression}`.mapWith((text: string) => {
    try {
      return decode(text);
    } catch {
      // A cell that cannot be right, such as the instant "infinity", is not known.
      return null;
    }
  }) as SQL<T | null>;

/** As the limit of a list: none. */
export const ALL = Number.MAX_SAFE_INTEGER;

/** A pattern for ILIKE that finds the text anywhere, with its wildcards taken literally. */
export const containing = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
