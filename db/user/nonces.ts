import { eq, lt } from "drizzle-orm";
import type { UserDb } from "./client";
import { authNonces } from "./schema";

export type IssuedNonce = {
  nonce: string;
  /** SHA-256 in hex of the secret that the browser which asked holds. */
  browserHash: string;
  expiresAt: Date;
};

/** Keeps a nonce until it is used or expires, and sweeps those that did. Writes auth_nonces. */
export async function insertNonce(db: UserDb, issued: IssuedNonce, now: Date): Promise<void> {
  await db.delete(authNonces).where(lt(authNonces.expiresAt, now));
  await db.insert(authNonces).values({ ...issued, createdAt: now });
}

/**
 * Deletes a nonce and returns it: of two tries at once, one gets it and the other `undefined`. Whether
 * it is still good, and this browser's, is the caller's to say: a failed try burns it too. Source: auth_nonces.
 */
export async function consumeNonce(db: UserDb, nonce: string): Promise<IssuedNonce | undefined> {
  const { browserHash, expiresAt } = authNonces;
  const [row] = await db
    .delete(authNonces)
    .where(eq(authNonces.nonce, nonce))
    .returning({ nonce: authNonces.nonce, browserHash, expiresAt });
  return row;
}

/** Burns every nonce of a browser, after a try that named none. Writes auth_nonces. */
export async function burnNoncesOf(db: UserDb, browserHash: string): Promise<void> {
  await db.delete(authNonces).where(eq(authNonces.browserHash, browserHash));
}
