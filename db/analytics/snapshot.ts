import { drizzle } from "drizzle-orm/postgres-js";
import pTimeout from "p-timeout";
import * as relations from "@/drizzle/analytics/relations";
import * as schema from "@/drizzle/analytics/schema";
import { openClient } from "../postgres/client";
import { DeadlineError } from "../postgres/deadline";
import type { AnalyticsDb } from "./analytics-db";
import type { Asker } from "./read-only";

/** A whole read of the small tables takes about a second; ten times the data and a busy database still fit. */
const DEADLINE_MILLISECONDS = 60_000;

type Options = {
  deadlineMilliseconds?: number;
  /** Must pass before the first read. */
  admit?: (asker: Asker) => Promise<void>;
};

/**
 * Returns what `read` returns, from one repeatable-read, read-only transaction, so that no figure mixes two runs. The
 * connection is its own and is closed afterwards. Throws DeadlineError when the whole takes longer than the deadline.
 */
export async function readSnapshot<T>(
  url: string,
  read: (db: AnalyticsDb) => Promise<T>,
  { deadlineMilliseconds = DEADLINE_MILLISECONDS, admit }: Options = {},
): Promise<T> {
  const client = openClient(url, { applicationName: "eigenwatch-snapshot" });
  // Everything happens in the transaction and is set for it alone, so that it passes a transaction pooler.
  const work = async () =>
    await drizzle(client, { schema: { ...schema, ...relations } }).transaction(
      async (transaction) => {
        await transaction.execute(`set local statement_timeout = ${deadlineMilliseconds}`);
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
