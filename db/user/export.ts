import { eq } from "drizzle-orm";
import { recordEvent } from "./audit";
import { inTransaction, type UserDb } from "./client";
import { listEmails } from "./emails";
import { findPreferences } from "./preferences";
import { type AuditContext, findProfile } from "./profile";
import { auditEvents, emailSends, userSessions, users, userWatchlist } from "./schema";

/**
 * Everything that is kept of an account, for its owner: no hash and no secret is in it, and instants are UTC;
 * `undefined` when the account is gone. One moment of the database. Writes audit_events.
 * Sources: users, user_emails, user_preferences, user_sessions, user_watchlist, audit_events, email_sends.
 */
export async function exportAccount(db: UserDb, userId: string, auditContext: AuditContext) {
  for (let tries = 1; ; tries++)
    try {
      return await exportOnce(db, userId, auditContext);
    } catch (error) {
      if (tries === 3 || !isOvertaken(error)) throw error;
    }
}

/** Somebody changed or deleted the account in the very moment in which it was to be held. */
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
      // Held, or a deletion that goes on meanwhile would leave the line below behind.
      await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("key share");
      const profile = await findProfile(tx, userId);
      if (!profile) return undefined;
      await recordEvent(tx, { ...auditContext, userId, kind: "data.exported" });
      return {
        exportedAt: new Date(),
        profile,
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
 * Deletes an account and everything of it: what points at its row goes with it, triggers clear its audit trail down to
 * one anonymous line and tell every instance to forget its sessions. `undefined` when it was gone already.
 * Deletes from users, email_sends; and by cascade and trigger from every other table.
 */
export async function deleteAccount(db: UserDb, userId: string) {
  return await inTransaction(db, "account.delete", async (tx) => {
    // The counts by address stay for their hour, so that a new account cannot mail more; they name nobody then.
    await tx.update(emailSends).set({ accountId: NOBODY }).where(eq(emailSends.accountId, userId));
    const deleted = await tx.delete(users).where(eq(users.id, userId)).returning({ id: users.id });
    return deleted.length > 0 ? true : undefined;
  });
}

const NOBODY = "00000000-0000-0000-0000-000000000000";
