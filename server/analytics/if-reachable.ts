import { isUnreachable } from "@/db/postgres/connection-errors";

/** Returns the answer, or `null` while the database cannot be reached: not known, so that the network's figures stand. */
export async function ifReachable<T>(asked: PromiseLike<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (isUnreachable(error)) return null;
    throw error;
  }
}
