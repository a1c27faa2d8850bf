import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import pTimeout from "p-timeout";
import * as relations from "@/drizzle/analytics/relations";
import * as schema from "@/drizzle/analytics/schema";
import { openClient } from "../postgres/client";
import { DeadlineError } from "../postgres/deadline";
import type { AnalyticsDb } from "./analytics-db";
import type { Asker } from "./read-only";

/** Reading all small tables takes about a second; this leaves time for ten times the data and a busy database. */
const DEADLINE_MILLISECONDS = 60_000;

type Options = {
  deadlineMilliseconds?: number;
  /** Must succeed before the first read. */
  admit?: (asker: Asker) => Promise<void>;
};

/**
 * Returns the result of `read`, run in one repeatable-read, read-only transaction, so that no figure mixes two runs.
 * Its own connection is closed afterwards. Throws DeadlineError if the whole takes longer than the deadline.
 */
export async function readSnapshot<T>(
  url: string,
  read: (db: AnalyticsDb) => Promise<T>,
  { deadlineMilliseconds = DEADLINE_MILLISECONDS, admit }: Options = {},
): Promise<T> {
  const client = openClient(url, { applicationName: "eigenwatch-snapshot" });
  // All settings are of the transaction alone, so that this works behind a transaction pooler.
  const work = async () =>
    await drizzle(client, { schema: { ...schema, ...relations } }).transaction(
      async (transaction) => {
        await transaction.execute(
          sql`select set_config('statement_timeout', ${String(deadlineMilliseconds)}, true), set_config('jit', 'off', true)`,
        );
        await admit?.({ unsafe: (statement) => transaction.execute(statement) });
        return await read(transaction);
      },
      { isolationLevel: "repeatable read", accessMode: "read only" },
    );
  try {
    const message = new DeadlineError(`The snapshot was not read in ${deadlineMilliseconds} ms.`);
    return await pTimeout(work(), { milliseconds: deadlineMilliseconds, message });
  } finally {
    void client.end({ timeout: 0 });
  }
}
