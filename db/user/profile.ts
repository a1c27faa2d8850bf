import { eq } from "drizzle-orm";
import { type AuditEvent, recordEvent } from "./audit";
import { inTransaction, type UserDb } from "./client";
import { users } from "./schema";
import { effectiveTier } from "./users";

/** The origin of a change, for its audit line. */
export type AuditContext = Pick<AuditEvent, "ip" | "device" | "requestId">;

/** A transaction on the user database. */
export type Transaction = Parameters<Parameters<UserDb["transaction"]>[0]>[0];

/**
 * Locks an account's row until the transaction ends, so that counts of its rows stay true. Returns its `{ tier }`
 * in effect now; `undefined` when the account is gone or disabled. Source: users.
 */
export async function lockAccount(tx: Transaction, userId: string) {
  const [row] = await tx
    .select({ tier: users.tier, expiresAt: users.tierExpiresAt, disabledAt: users.disabledAt })
    .from(users)
    .where(eq(users.id, userId))
    .for("no key update");
  if (!row || row.disabledAt) return undefined;
  return { tier: effectiveTier(row.tier, row.expiresAt, new Date()) };
}

/**
 * Returns an account as its owner sees it: `address` in lower case, `displayName`, `tier` in effect now and its
 * end, and the instants of creation and last sign-in; `undefined` when there is none. Source: users.
 */
export async function findProfile(db: UserDb, userId: string) {
  const [row] = await db
    .select({
      address: users.walletAddress,
      displayName: users.displayName,
      tier: users.tier,
      tierExpiresAt: users.tierExpiresAt,
      createdAt: users.createdAt,
      lastLoginAt: users.lastLoginAt,
    })
    .from(users)
    .where(eq(users.id, userId));
  return row && { ...row, tier: effectiveTier(row.tier, row.tierExpiresAt, new Date()) };
}

/** Sets or, with null, clears the display name; `undefined` when the account is gone. Writes users, audit_events. */
export async function updateProfile(
  db: UserDb,
  userId: string,
  change: { displayName: string | null },
  auditContext: AuditContext,
) {
  return await inTransaction(db, "profile.update", async (tx) => {
    const [row] = await tx
      .update(users)
      .set(change)
      .where(eq(users.id, userId))
      .returning({ displayName: users.displayName });
    if (row) await recordEvent(tx, { ...auditContext, userId, kind: "profile.changed" });
    return row;
  });
}
