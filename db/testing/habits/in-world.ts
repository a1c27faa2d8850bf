import type { AnalyticsDb } from "@/db/analytics/analytics-db";
import type { Owner } from "../databases";
import type { Habit } from "./habit";

class Undo extends Error {}

/** Returns the result of `read` after a habit, and undoes the habit: all in one transaction. */
export async function inWorld<T>(
  owner: Owner,
  habit: Habit | undefined,
  read: (db: AnalyticsDb) => Promise<T>,
): Promise<T> {
  const found: { answer?: T } = {};
  await owner
    .transaction(async (transaction) => {
      await habit?.(transaction);
      // The owner's transaction can write; `read` gets it with the type that cannot.
      found.answer = await read(transaction as unknown as AnalyticsDb);
      throw new Undo();
    })
    .catch((error) => {
      if (!(error instanceof Undo)) throw error;
    });
  return found.answer as T;
}
