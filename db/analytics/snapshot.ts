import { drizzle } from "drizzle-orm/postgres-js";
import pTimeout from "p-timeout";
import postgres from "postgres";
import * as relations from "@/drizzle/analytics/relations";
import * as schema from "@/drizzle/analytics/schema";
import { cleanUrl } from "../postgres/pool";
import { DeadlineError } from "../postgres/pool-slots";
import type { AnalyticsDb } from "./client";

/** A whole read of the small tables takes about a second; ten times the data and a busy database still fit. */
const DEADLINE_MILLISECONDS = 60_000;

type Options = {
  deadlineMilliseconds?: number;
  /** Must pass before the first read. */
  admit?: (client: postgres.Sql) => Promise<void>;
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
  const { address, pooled } = cleanUrl(url);
  const client = postgres(address, {
    max: 1,
    connect_timeout: 5,
    prepare: !pooled,
    onnotice: () => {},
    connection: { application_name: "eigenwatch-snapshot" },
  });
  const work = async () => {
    await admit?.(client);
    return await drizzle(client, { schema: { ...schema, ...relations } }).transaction(
      async (transaction) => {
        // Set for this transaction alone, so it also passes a transaction pooler.
        await transaction.execute(`set local statement_timeout = ${deadlineMilliseconds}`);
        return await read(transaction);
      },
      { isolationLevel: "repeatable read", accessMode: "read only" },
    );
  };
  try {
    const message = new DeadlineError(`The snapshot was not read in ${deadlineMilliseconds} ms.`);
    return await pTimeout(work(), { milliseconds: deadlineMilliseconds, message });
  } finally {
    void client.end({ timeout: 0 });
  }
}
