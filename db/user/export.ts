import { eq } from "drizzle-orm";
import { recordEvent } from "./audit";
import { inTransaction, type UserDb } from "./client";
import { listEmails } from "./emails";
import { isLastAdmin } from "./last-admin";
import { findPreferences } from "./preferences";
import { type AuditContext, findProfile } from "./profile";
import { auditEvents, emailSends, userSessions, users, userWatchlist } from "./schema";

/**
 * Returns all data of an account, for its owner, without hashes and secrets; instants are UTC. `undefined` when
 * the account is gone. One snapshot. Writes audit_events. Sources: users, user_emails, user_preferences,
 * user_sessions, user_watchlist, audit_events, email_sends.
 */
export async function exportAccount(db: UserDb, userId: string, auditContext: AuditContext) {
  for (let tries = 1; ; tries++)
    try {
      return await exportOnce(db, userId, auditContext);
    } catch (error) {
      if (tries === 3 || !isOvertaken(error)) throw error;
    }
}

/** Returns whether the account was changed or deleted just when its row was to be locked. */
const isOvertaken = (error: unknown) =>
  error instanceof Error &&
  error.cause instanceof Error &&
  "code" in error.cause &&
  error.cause.code === "40001";

async function exportOnce(db: UserDb, userId: string, auditContext: AuditContext) {
  return await inTransaction(
    db,
    "account.export",
    async (tx) => {
      // Locks the account's row. Otherwise a simultaneous deletion would leave the audit line below behind.
      const [locked] = await tx
        .select({ role: users.role })
        .from(users)
        .where(eq(users.id, userId))
        .for("key share");
      const profile = await findProfile(tx, userId);
      if (!locked || !profile) return undefined;
      await recordEvent(tx, { ...auditContext, userId, kind: "data.exported" });
      return {
        exportedAt: new Date(),
        profile: { ...profile, role: locked.role },
        preferences: await findPreferences(tx, userId),
        emails: await listEmails(tx, userId),
        sessions: await tx
          .select({
            id: userSessions.id,
            device: userSessions.deviceInfo,
            ip: userSessions.ipAddress,
            createdAt: userSessions.createdAt,
            lastSeenAt: userSessions.lastSeenAt,
            reauthenticatedAt: userSessions.reauthenticatedAt,
            expiresAt: userSessions.expiresAt,
            revokedAt: userSessions.revokedAt,
          })
          .from(userSessions)
          .where(eq(userSessions.userId, userId))
          .orderBy(userSessions.createdAt, userSessions.id),
        watchlist: await tx
          .select({
            entityType: userWatchlist.entityType,
            entityId: userWatchlist.entityId,
            alertEnabled: userWatchlist.alertEnabled,
            watchedAt: userWatchlist.createdAt,
          })
          .from(userWatchlist)
          .where(eq(userWatchlist.userId, userId))
          .orderBy(userWatchlist.createdAt, userWatchlist.id),
        mailsOfTheLastHour: await tx
          .select({ sentAt: emailSends.createdAt })
          .from(emailSends)
          .where(eq(emailSends.accountId, userId)),
        securityLog: await tx
          .select({
            kind: auditEvents.action,
            at: auditEvents.createdAt,
            device: auditEvents.device,
            ip: auditEvents.ipAddress,
            detail: auditEvents.detail,
          })
          .from(auditEvents)
          .where(eq(auditEvents.actorId, userId))
          .orderBy(auditEvents.createdAt, auditEvents.id),
      };
    },
    { isolationLevel: "repeatable read" },
  );
}

/**
 * Deletes an account and all its data: rows that reference it by cascade, and its audit trail by trigger, down to one
 * anonymous line. Every instance is told to drop its sessions. Returns "last" for the only admin, whose account stays, and
 * `undefined` when it was already gone.
 */
export async function deleteAccount(db: UserDb, userId: string) {
  const deletion = inTransaction(db, "account.delete", async (tx) => {
    // The counts by address stay for their hour, so that a new account cannot send more mails; they no longer
    // identify an account.
    await tx.update(emailSends).set({ accountId: NOBODY }).where(eq(emailSends.accountId, userId));
    const deleted = await tx.delete(users).where(eq(users.id, userId)).returning({ id: users.id });
    return deleted.length > 0 ? ("deleted" as const) : undefined;
  });
  return await deletion.catch((error: unknown) => {
    if (isLastAdmin(error)) return "last" as const;
    throw error;
  });
}

const NOBODY = "00000000-0000-0000-0000-000000000000";
