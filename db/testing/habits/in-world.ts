import type { AnalyticsDb } from "../../analytics/client";
import type { Owner } from "../databases";
import type { Habit } from "./habit";

class Undo extends Error {}

/** Returns what `read` finds after a habit, and takes the habit back: all in one transaction. */
export async function inWorld<T>(
  owner: Owner,
  habit: Habit | undefined,
  read: (db: AnalyticsDb) => Promise<T>,
): Promise<T> {
  const found: { answer?: T } = {};
  await owner
    .transaction(async (transaction) => {
      await habit?.(transaction);
      // The owner's transaction can write; a reader gets it as the type that cannot.
      found.answer = await read(transaction as unknown as AnalyticsDb);
      throw new Undo();
    })
    .catch((error) => {
      if (!(error instanceof Undo)) throw error;
    });
  return found.answer as T;
}
