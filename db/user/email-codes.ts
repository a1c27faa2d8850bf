import { and, count, eq, gt, isNull, lt, min, type SQL, sql } from "drizzle-orm";
import { recordEvent } from "./audit";
import { inTransaction, type UserDb } from "./client";
import { type AuditContext, lockAccount, type Transaction } from "./profile";
import { emailSends, emailVerificationCodes, userEmails } from "./schema";

/** Guesses for one code. Guesses of an account per day are limited in server/limits/limits.ts. */
const CODE_ATTEMPTS = 3;
/** Codes that one account may request: in an hour for all its addresses, and in a day for one of them. */
export const SENDS_AN_HOUR = 5;
const SENDS_A_DAY_TO_ONE = 10;
/** Codes mailed to one address in a day, by all accounts together. */
const MAILS_A_DAY = 40;

/**
 * The stored form of a code: a keyed hash with its salt, a keyed hash of the address, to count mails by, and its
 * expiry.
 */
export type NewCode = { codeHash: string; codeSalt: string; emailHash: string; goodForMinutes: number };

const codes = emailVerificationCodes;
const isOpen = and(
  isNull(codes.usedAt),
  gt(codes.expiresAt, sql`now()`),
  lt(codes.attemptCount, CODE_ATTEMPTS),
);

/** Selects the open code of an address, beside the columns of user_emails. */
export const openCode = sql<{ expires_at: string; attempts_left: number } | null>`(
  select json_build_object('expires_at', c.expires_at, 'attempts_left', ${sql.raw(String(CODE_ATTEMPTS))} - c.attempt_count)
  from ${codes} c where c.email_id = ${userEmails}.id and c.used_at is null and c.expires_at > now()
    and c.attempt_count < ${sql.raw(String(CODE_ATTEMPTS))}
  order by c.created_at desc limit 1)`;

/**
 * Returns whether one more code may be sent, in a transaction that holds the account's row. Senders to one address
 * wait for each other, so the count is exact. An address that was mailed too often gets no mail: `isMailed` of the
 * stored code is false, and the person sees the usual answer.
 */
export async function sendCode(tx: Transaction, userId: string, code: NewCode) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${code.emailHash}, 0))`);
  const byAccount = eq(emailSends.accountId, userId);
  const toAddress = eq(emailSends.emailHash, code.emailHash);
  const sendsOf = async (counted: SQL | undefined, interval: SQL) => {
    const [row] = await tx
      .select({ sends: count(), retryAfterSeconds: secondsUntilFree(interval) })
      .from(emailSends)
      .where(and(counted, gt(emailSends.createdAt, sql`now() - ${interval}`)));
    return row ?? { sends: 0, retryAfterSeconds: 1 };
  };
  const limits = [
    { ...(await sendsOf(byAccount, hour)), limit: SENDS_AN_HOUR },
    { ...(await sendsOf(and(byAccount, toAddress), day)), limit: SENDS_A_DAY_TO_ONE },
  ];
  for (const { sends, limit, retryAfterSeconds } of limits)
    if (sends >= limit)
      return { outcome: "too_many_sends", limit, retryAfterSeconds: Math.max(1, retryAfterSeconds) } as const;
  const isMailed = (await sendsOf(toAddress, day)).sends < MAILS_A_DAY;
  const store = async (emailId: string, auditContext: AuditContext) => {
    await tx.insert(emailSends).values({ accountId: userId, emailHash: code.emailHash });
    await tx.delete(codes).where(eq(codes.emailId, emailId));
    const [row] = await tx
      .insert(codes)
      .values({
        emailId,
        codeHash: code.codeHash,
        codeSalt: code.codeSalt,
        expiresAt: sql`now() + make_interval(mins => ${code.goodForMinutes})`,
      })
      .returning({ expiresAt: codes.expiresAt });
    await recordEvent(tx, { ...auditContext, userId, kind: "email.code_sent", detail: { emailId } });
    return { expiresAt: row?.expiresAt ?? new Date(), attemptsLeft: CODE_ATTEMPTS };
  };
  return { outcome: "allowed", isMailed, store } as const;
}

const hour = sql`interval '1 hour'`;
const day = sql`interval '1 day'`;
const secondsUntilFree = (interval: SQL) =>
  sql`coalesce(ceil(extract(epoch from ${min(emailSends.createdAt)} + ${interval} - now())), 1)`.mapWith(
    Number,
  );

/**
 * Checks a code for an address of the account, and counts the attempt first. Returns "verified", "already" (it was
 * verified), "wrong", "expired" (no code is open), or "taken" (by another account, though the code is right);
 * `undefined` when the account has no such address. Writes email_verification_codes, user_emails, audit_events.
 */
export async function verifyEmail(
  db: UserDb,
  userId: string,
  id: string,
  isRight: (kept: { codeHash: string; codeSalt: string }) => boolean,
  auditContext: AuditContext,
) {
  return await inTransaction(db, "emails.verify", async (tx) => {
    if (!(await lockAccount(tx, userId))) return undefined;
    const mine = await tx
      .select({
        id: userEmails.id,
        email: userEmails.email,
        verifiedAt: userEmails.verifiedAt,
        isPrimary: userEmails.isPrimary,
      })
      .from(userEmails)
      .where(eq(userEmails.userId, userId));
    const email = mine.find((row) => row.id === id);
    if (!email) return undefined;
    if (email.verifiedAt) return { outcome: "already" } as const;

    const detail = { emailId: id };
    const [code] = await tx
      .update(codes)
      .set({ attemptCount: sql`${codes.attemptCount} + 1` })
      .where(and(eq(codes.emailId, id), isOpen))
      .returning();
    if (!code) return { outcome: "expired" } as const;
    if (!isRight(code)) {
      await recordEvent(tx, { ...auditContext, userId, kind: "email.refused", detail });
      return { outcome: "wrong", attemptsLeft: CODE_ATTEMPTS - code.attemptCount } as const;
    }
    await tx.update(codes).set({ usedAt: sql`now()` }).where(eq(codes.id, code.id));
    if (await isTaken(tx, email.email)) {
      await recordEvent(tx, { ...auditContext, userId, kind: "email.refused", detail });
      return { outcome: "taken" } as const;
    }
    const isPrimary = !mine.some((row) => row.isPrimary);
    const [row] = await tx
      .update(userEmails)
      .set({ verifiedAt: sql`now()`, isPrimary })
      .where(eq(userEmails.id, id))
      .returning({ verifiedAt: userEmails.verifiedAt });
    await recordEvent(tx, {
      ...auditContext,
      userId,
      kind: "email.verified",
      detail: { ...detail, isPrimary },
    });
    return { outcome: "verified", verifiedAt: row?.verifiedAt ?? new Date(), isPrimary } as const;
  });
}

/** Locks the address, so that of two accounts that verify it at once the second sees the first. */
async function isTaken(tx: Transaction, email: string) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`verify ${email}`}, 0))`);
  const [row] = await tx
    .select({ id: userEmails.id })
    .from(userEmails)
    .where(and(eq(userEmails.email, email), sql`${userEmails.verifiedAt} is not null`))
    .limit(1);
  return row !== undefined;
}
