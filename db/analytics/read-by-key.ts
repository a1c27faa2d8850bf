import type { PgColumn } from "drizzle-orm/pg-core";
import { type Fields, makeDecoder, type RowOf } from "./facts/decode";
import { columnsOf } from "./facts/source";

/** Days of a history, both ends included; no `from`: from the first day on. */
export interface DayRange {
  from?: string | undefined;
  until: string;
}

/** Returns the rows of a question by key. A cell that is not believed is `null`. */
export const readByKey = async <F extends Fields>(
  fields: F,
  ask: (columns: Record<string, PgColumn>) => PromiseLike<Record<string, unknown>[]>,
): Promise<RowOf<F>[]> => makeDecoder({ now: new Date() }).decode(fields, await ask(columnsOf(fields)));
