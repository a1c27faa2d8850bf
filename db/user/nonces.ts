import { eq } from "drizzle-orm";
import type { UserDb } from "./client";
import { authNonces } from "./schema";

export type IssuedNonce = {
  nonce: string;
  /** SHA-256 in hex of the secret of the browser that requested it. */
  browserHash: string;
  expiresAt: Date;
};

/** Stores a nonce until it is used; the job nonces deletes it when it has expired. Writes auth_nonces. */
export async function insertNonce(db: UserDb, issued: IssuedNonce, now: Date): Promise<void> {
  await db.insert(authNonces).values({ ...issued, createdAt: now });
}

/**
 * Deletes a nonce and returns it, or `undefined`: of two attempts at once, one gets it. The caller checks whether
 * it is still valid and of this browser; a failed attempt uses it up too. Source: auth_nonces.
 */
export async function consumeNonce(db: UserDb, nonce: string): Promise<IssuedNonce | undefined> {
  const { browserHash, expiresAt } = authNonces;
  const [row] = await db
    .delete(authNonces)
    .where(eq(authNonces.nonce, nonce))
    .returning({ nonce: authNonces.nonce, browserHash, expiresAt });
  return row;
}

/** Deletes every nonce of a browser, after an attempt that named none. Writes auth_nonces. */
export async function burnNoncesOf(db: UserDb, browserHash: string): Promise<void> {
  await db.delete(authNonces).where(eq(authNonces.browserHash, browserHash));
}
