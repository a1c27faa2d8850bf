import { and, asc, count, desc, eq, gt, gte, isNull, lt, ne } from "drizzle-orm";
import type { ByAdmin } from "./administer";
import { recordEvent } from "./audit";
import { inTransaction, type UserDb } from "./client";
import { emailSends, userSessions, users } from "./schema";
import { effectiveTier } from "./users";

const MOST_MAILS = 100;

/**
 * Returns accounts whose wallet begins with `prefix`, in the order of their wallets behind `after`, and `next`, the last
 * wallet if there are more. Without a prefix those that administer the site. Source: users.
 */
export async function findAccounts(
  db: UserDb,
  { prefix, after = "", limit }: { prefix: string | undefined; after?: string; limit: number },
) {
  const { walletAddress } = users;
  // "g" is behind every hexadecimal digit.
  const isIn =
    prefix === undefined
      ? ne(users.role, "user")
      : and(gte(walletAddress, prefix), lt(walletAddress, `${prefix}g`));
  const found = await db
    .select({
      address: walletAddress,
      displayName: users.displayName,
      role: users.role,
      tier: users.tier,
      tierExpiresAt: users.tierExpiresAt,
      disabledAt: users.disabledAt,
      createdAt: users.createdAt,
      lastLoginAt: users.lastLoginAt,
    })
    .from(users)
    .where(and(isIn, gt(walletAddress, after)))
    .orderBy(asc(walletAddress))
    .limit(limit + 1);
  const now = new Date();
  const rows = found
    .slice(0, limit)
    .map((row) => ({ ...row, tier: effectiveTier(row.tier, row.tierExpiresAt, now) }));
  return { rows, next: found.length > limit ? (rows.at(-1)?.address ?? null) : null };
}

/**
 * Returns the mails that an account asked for in the last day, newest first: when, and the keyed hash of the address.
 * Source: email_sends.
 */
export async function listMails(db: UserDb, userId: string) {
  return await db
    .select({ at: emailSends.createdAt, emailHash: emailSends.emailHash })
    .from(emailSends)
    .where(eq(emailSends.accountId, userId))
    .orderBy(desc(emailSends.createdAt), desc(emailSends.id))
    .limit(MOST_MAILS);
}

/**
 * Ends one session of a wallet's account, or with no `sessionId` all of them. Returns how many; `undefined` when there is
 * no such account. Every instance is told. Writes user_sessions, audit_events.
 */
export async function endSessions(
  db: UserDb,
  { address, sessionId }: { address: string; sessionId: string | undefined },
  by: ByAdmin,
) {
  return await inTransaction(db, "sessions.end", async (tx) => {
    const [account] = await tx.select({ id: users.id }).from(users).where(eq(users.walletAddress, address));
    if (!account) return undefined;
    const isMeant = sessionId === undefined ? undefined : eq(userSessions.id, sessionId);
    const ended = tx.$with("ended").as(
      tx
        .update(userSessions)
        .set({ revokedAt: new Date() })
        .where(and(eq(userSessions.userId, account.id), isNull(userSessions.revokedAt), isMeant))
        .returning({ id: userSessions.id }),
    );
    const [{ ended: total = 0 } = {}] = await tx.with(ended).select({ ended: count() }).from(ended);
    const detail = { by: by.id, count: total };
    const event = { userId: account.id, kind: "session.revoked", detail, requestId: by.requestId } as const;
    if (total > 0) await recordEvent(tx, event);
    return total;
  });
}
