import { isUnreachable } from "@/db/postgres/connection-errors";

/**
 * Returns the answer, or `null` if the database cannot be reached, so that a page can still show the network's
 * figures.
 */
export async function ifReachable<T>(asked: PromiseLike<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (isUnreachable(error)) return null;
    throw error;
  }
}
