import { and, asc, count, eq } from "drizzle-orm";
import { recordEvent } from "./audit";
import { inTransaction, type UserDb } from "./client";
import { type NewCode, openCode, sendCode } from "./email-codes";
import { type AuditContext, lockAccount } from "./profile";
import { userEmails } from "./schema";

const shown = {
  id: userEmails.id,
  email: userEmails.email,
  isPrimary: userEmails.isPrimary,
  verifiedAt: userEmails.verifiedAt,
  alertsOptIn: userEmails.alertsOptIn,
  marketingOptIn: userEmails.marketingOptIn,
  createdAt: userEmails.createdAt,
};

const own = (userId: string, id: string) => and(eq(userEmails.userId, userId), eq(userEmails.id, id));

/**
 * Returns an account's addresses, oldest first, each with its open code: `{ expiresAt, attemptsLeft }`, or
 * `null`. Sources: user_emails, email_verification_codes.
 */
export async function listEmails(db: UserDb, userId: string) {
  const rows = await db
    .select({ ...shown, code: openCode })
    .from(userEmails)
    .where(eq(userEmails.userId, userId))
    .orderBy(asc(userEmails.createdAt), asc(userEmails.id));
  return rows.map(({ code, ...email }) => ({
    ...email,
    code: code && { expiresAt: new Date(code.expires_at), attemptsLeft: code.attempts_left },
  }));
}

/**
 * Adds an address to an account, or reuses one that is not verified yet, and stores a code to mail unless `isMailed`
 * is false. Returns "sent", "full" (it has `limit`), "verified" (by this account) or "too_many_sends"; `undefined`
 * when the account is gone. Writes user_emails, email_verification_codes, email_sends, audit_events.
 */
export async function addEmail(
  db: UserDb,
  userId: string,
  { email, limit }: { email: string; limit: number },
  code: NewCode,
  auditContext: AuditContext,
) {
  return await inTransaction(db, "emails.add", async (tx) => {
    if (!(await lockAccount(tx, userId))) return undefined;
    const mine = await tx.select(shown).from(userEmails).where(eq(userEmails.userId, userId));
    const known = mine.find((row) => row.email === email);
    if (known?.verifiedAt) return { outcome: "verified" } as const;
    if (!known && mine.length >= limit) return { outcome: "full" } as const;

    const sent = await sendCode(tx, userId, code);
    if (sent.outcome !== "allowed") return sent;
    const [row] = known ? [known] : await tx.insert(userEmails).values({ userId, email }).returning(shown);
    if (!row) return undefined;
    if (!known)
      await recordEvent(tx, { ...auditContext, userId, kind: "email.added", detail: { emailId: row.id } });
    const { isMailed } = sent;
    return {
      outcome: "sent",
      id: row.id,
      email,
      isMailed,
      code: await sent.store(row.id, auditContext),
    } as const;
  });
}

/**
 * Stores a new code for an address that is not verified yet; older codes expire. Outcomes: "sent" with `code`;
 * "verified"; "too_many_sends". `undefined` when the account has no such address. Writes as `addEmail`.
 */
export async function resendEmail(
  db: UserDb,
  userId: string,
  id: string,
  codeFor: (email: string) => NewCode,
  auditContext: AuditContext,
) {
  return await inTransaction(db, "emails.resend", async (tx) => {
    if (!(await lockAccount(tx, userId))) return undefined;
    const [row] = await tx.select(shown).from(userEmails).where(own(userId, id));
    if (!row) return undefined;
    if (row.verifiedAt) return { outcome: "verified" } as const;
    const sent = await sendCode(tx, userId, codeFor(row.email));
    if (sent.outcome !== "allowed") return sent;
    const { isMailed } = sent;
    return { outcome: "sent", email: row.email, isMailed, code: await sent.store(id, auditContext) } as const;
  });
}

/**
 * Makes a verified address the primary one. Outcomes: "done", or "unverified"; `undefined` when the account has
 * no such address. Writes user_emails, audit_events.
 */
export async function promoteEmail(db: UserDb, userId: string, id: string, auditContext: AuditContext) {
  return await inTransaction(db, "emails.promote", async (tx) => {
    if (!(await lockAccount(tx, userId))) return undefined;
    const [row] = await tx.select(shown).from(userEmails).where(own(userId, id));
    if (!row) return undefined;
    if (!row.verifiedAt) return "unverified" as const;
    if (row.isPrimary) return "done" as const;
    await tx.update(userEmails).set({ isPrimary: false }).where(eq(userEmails.userId, userId));
    await tx.update(userEmails).set({ isPrimary: true }).where(own(userId, id));
    await recordEvent(tx, {
      ...auditContext,
      userId,
      kind: "email.primary_changed",
      detail: { emailId: id },
    });
    return "done" as const;
  });
}

/**
 * Switches the mails to one address on or off; `undefined` when the account has no such address. Writes
 * user_emails.
 */
export async function switchEmail(
  db: UserDb,
  userId: string,
  id: string,
  change: { alertsOptIn?: boolean; marketingOptIn?: boolean },
) {
  const [row] = await db
    .update(userEmails)
    .set({ ...change, updatedAt: new Date() })
    .where(own(userId, id))
    .returning({
      id: userEmails.id,
      alertsOptIn: userEmails.alertsOptIn,
      marketingOptIn: userEmails.marketingOptIn,
    });
  return row;
}

/**
 * Removes an address with its codes. No other address becomes primary: `wasPrimary` means that the account has no
 * primary address now, and `verifiedCount` is how many it could choose from. `undefined` when the account has no
 * such address. Writes user_emails, audit_events.
 */
export async function removeEmail(db: UserDb, userId: string, id: string, auditContext: AuditContext) {
  return await inTransaction(db, "emails.remove", async (tx) => {
    if (!(await lockAccount(tx, userId))) return undefined;
    const [row] = await tx.delete(userEmails).where(own(userId, id)).returning(shown);
    if (!row) return undefined;
    const detail = { emailId: id, wasPrimary: row.isPrimary };
    await recordEvent(tx, { ...auditContext, userId, kind: "email.removed", detail });
    const [left] = await tx
      .select({ verified: count(userEmails.verifiedAt) })
      .from(userEmails)
      .where(eq(userEmails.userId, userId));
    return { wasPrimary: row.isPrimary, verifiedCount: left?.verified ?? 0 };
  });
}
