import { and, count, eq, gt, isNull } from "drizzle-orm";
import { recordEvent } from "./audit";
import { inTransaction, type UserDb } from "./client";
import { isLastAdmin } from "./last-admin";
import { userEmails, userSessions, users, userWatchlist } from "./schema";
import { type AccountRole, type AccountTier, effectiveTier } from "./users";

/** The audit detail for a change made at the command line by an administrator. */
const BY = { by: "operator" };

/** The admin who made a change, and the request in which. The event says no more of an admin to the account's owner. */
export type ByAdmin = { id: string; requestId: string };

/**
 * Grants a wallet's account a tier until `until` (`null`: without an end). Returns false when there is no such
 * account. Every instance is notified at once. Writes users, audit_events.
 */
export async function grantTier(db: UserDb, address: string, tier: AccountTier, until: Date | null) {
  return await inTransaction(db, "tier.grant", async (tx) => {
    const [row] = await tx
      .update(users)
      .set({ tier, tierExpiresAt: until })
      .where(eq(users.walletAddress, address))
      .returning({ id: users.id });
    if (!row) return false;
    const detail = { ...BY, tier, until: until?.toISOString() ?? null };
    await recordEvent(tx, { userId: row.id, kind: "tier.changed", detail });
    return true;
  });
}

/**
 * Gives a wallet's account a role, at the command line or `by` an admin. Returns "same" when it had it, "last" when it is
 * the only admin, `undefined` when there is no such account. Writes users, audit_events.
 */
export async function setRole(db: UserDb, address: string, role: AccountRole, by?: ByAdmin) {
  const change = inTransaction(db, "role.set", async (tx) => {
    const [before] = await tx
      .select({ id: users.id, role: users.role })
      .from(users)
      .where(eq(users.walletAddress, address))
      .for("no key update");
    if (!before) return undefined;
    if (before.role === role) return "same" as const;
    await tx.update(users).set({ role }).where(eq(users.id, before.id));
    const detail = { by: by?.id ?? BY.by, from: before.role, to: role };
    await recordEvent(tx, { userId: before.id, kind: "role.changed", detail, requestId: by?.requestId });
    return "changed" as const;
  });
  return await change.catch((error: unknown) => {
    if (isLastAdmin(error)) return "last" as const;
    throw error;
  });
}

/**
 * Disables an account and ends its sessions, or enables it again. Returns false when there is no such account.
 * Every instance is notified at once. Writes users, user_sessions, audit_events.
 */
export async function setDisabled(db: UserDb, address: string, isDisabled: boolean) {
  return await inTransaction(db, "account.disable", async (tx) => {
    const now = new Date();
    const [row] = await tx
      .update(users)
      .set({ disabledAt: isDisabled ? now : null })
      .where(eq(users.walletAddress, address))
      .returning({ id: users.id });
    if (!row) return false;
    const running = and(eq(userSessions.userId, row.id), isNull(userSessions.revokedAt));
    if (isDisabled) await tx.update(userSessions).set({ revokedAt: now }).where(running);
    const kind = isDisabled ? "account.disabled" : "account.enabled";
    await recordEvent(tx, { userId: row.id, kind, detail: BY });
    return true;
  });
}

/**
 * Returns an account as an administrator may see it: `tier` in effect now and `grantedTier`, instants, and counts
 * of running sessions, verified addresses and watched entities; `undefined` when there is none. Sources: users,
 * user_sessions, user_emails, user_watchlist.
 */
export async function describeAccount(db: UserDb, address: string) {
  const [row] = await db.select().from(users).where(eq(users.walletAddress, address));
  if (!row) return undefined;
  const [sessions] = await db
    .select({ running: count() })
    .from(userSessions)
    .where(
      and(
        eq(userSessions.userId, row.id),
        isNull(userSessions.revokedAt),
        gt(userSessions.expiresAt, new Date()),
      ),
    );
  const [emails] = await db
    .select({ verified: count(userEmails.verifiedAt) })
    .from(userEmails)
    .where(eq(userEmails.userId, row.id));
  return {
    id: row.id,
    displayName: row.displayName,
    role: row.role,
    tier: effectiveTier(row.tier, row.tierExpiresAt, new Date()),
    grantedTier: row.tier,
    tierExpiresAt: row.tierExpiresAt,
    disabledAt: row.disabledAt,
    createdAt: row.createdAt,
    lastLoginAt: row.lastLoginAt,
    sessionCount: sessions?.running ?? 0,
    verifiedEmailCount: emails?.verified ?? 0,
    watchedCount: await db.$count(userWatchlist, eq(userWatchlist.userId, row.id)),
  };
}
