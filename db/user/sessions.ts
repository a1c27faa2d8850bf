import { and, desc, eq, gt, isNull, lt, ne, sql } from "drizzle-orm";
import type { UserWriter } from "./audit";
import type { UserDb } from "./client";
import { userSessions, users } from "./schema";

/** A session ends after this time without use. */
const IDLE_MILLISECONDS = 7 * 24 * 3600_000;
/** A session ends this long after the sign-in, however much it is used. */
export const ABSOLUTE_MILLISECONDS = 30 * 24 * 3600_000;

type NewSession = { userId: string; tokenHash: string; ip: string | null; device: string | null; now: Date };

/**
 * Inserts a session and returns its id. `tokenHash` is the SHA-256 in hex of a secret that is not stored. Writes
 * user_sessions.
 */
export async function insertSession(db: UserWriter, { userId, tokenHash, ip, device, now }: NewSession) {
  const [row] = await db
    .insert(userSessions)
    .values({
      userId,
      refreshTokenHash: tokenHash,
      ipAddress: ip,
      deviceInfo: device?.slice(0, 512) ?? null,
      createdAt: now,
      lastSeenAt: now,
      reauthenticatedAt: now,
      rotatedAt: now,
      expiresAt: new Date(now.getTime() + ABSOLUTE_MILLISECONDS),
    })
    .returning({ id: userSessions.id });
  if (!row) throw new Error("The session was not created.");
  return row.id;
}

export type SessionRow = NonNullable<Awaited<ReturnType<typeof findSession>>>;

/** Returns a session with its account, in any state, or `undefined`. Sources: user_sessions, users. */
export async function findSession(db: UserDb, id: string) {
  const [row] = await db
    .select({
      id: userSessions.id,
      userId: users.id,
      address: users.walletAddress,
      displayName: users.displayName,
      tier: users.tier,
      tierExpiresAt: users.tierExpiresAt,
      role: users.role,
      disabledAt: users.disabledAt,
      tokenHash: userSessions.refreshTokenHash,
      previousTokenHash: userSessions.previousTokenHash,
      rotatedAt: userSessions.rotatedAt,
      reauthenticatedAt: userSessions.reauthenticatedAt,
      lastSeenAt: userSessions.lastSeenAt,
      expiresAt: userSessions.expiresAt,
      revokedAt: userSessions.revokedAt,
    })
    .from(userSessions)
    .innerJoin(users, eq(users.id, userSessions.userId))
    .where(eq(userSessions.id, id));
  return row;
}

/** Returns whether the database is a standby, whose rows are those of a moment ago. */
export async function isStandby(db: UserDb): Promise<boolean> {
  const [row] = await db.execute(sql`select pg_is_in_recovery() as is_standby`);
  return row?.is_standby === true;
}

/** Records that a session is in use, when the last record is older than `before`. Writes user_sessions. */
export async function touchSession(db: UserDb, id: string, now: Date, before: Date): Promise<void> {
  await db
    .update(userSessions)
    .set({ lastSeenAt: now })
    .where(and(eq(userSessions.id, id), lt(userSessions.lastSeenAt, before)));
}

/** Replaces the present secret by a new one; of two attempts at once, one returns true. Writes user_sessions. */
export async function rotateSession(
  db: UserDb,
  { id, from, to, now }: { id: string; from: string; to: string; now: Date },
): Promise<boolean> {
  const rows = await db
    .update(userSessions)
    .set({ refreshTokenHash: to, previousTokenHash: from, rotatedAt: now, lastSeenAt: now })
    .where(
      and(eq(userSessions.id, id), eq(userSessions.refreshTokenHash, from), isNull(userSessions.revokedAt)),
    )
    .returning({ id: userSessions.id });
  return rows.length > 0;
}

/** Records that the wallet signed again in this session. Returns false when it has ended. Writes user_sessions. */
export async function noteReauthentication(db: UserWriter, id: string, now: Date): Promise<boolean> {
  const rows = await db
    .update(userSessions)
    .set({ reauthenticatedAt: now })
    .where(and(eq(userSessions.id, id), isNull(userSessions.revokedAt)))
    .returning({ id: userSessions.id });
  return rows.length > 0;
}

/** Ends one session of an account. Returns false when it has no such running session. Writes user_sessions. */
export async function revokeSession(db: UserWriter, userId: string, id: string, now: Date): Promise<boolean> {
  const rows = await db
    .update(userSessions)
    .set({ revokedAt: now })
    .where(and(eq(userSessions.id, id), eq(userSessions.userId, userId), isNull(userSessions.revokedAt)))
    .returning({ id: userSessions.id });
  return rows.length > 0;
}

/** Ends all sessions of an account but one. Returns how many. Writes user_sessions. */
export async function revokeOtherSessions(db: UserWriter, userId: string, kept: string, now: Date) {
  const rows = await db
    .update(userSessions)
    .set({ revokedAt: now })
    .where(and(eq(userSessions.userId, userId), ne(userSessions.id, kept), isNull(userSessions.revokedAt)))
    .returning({ id: userSessions.id });
  return rows.length;
}

/**
 * Returns an account's running sessions, last used first, at most 100, without hashes: `{ id, device, ip,
 * createdAt, lastSeenAt, expiresAt }`. `expiresAt` is the earlier of both ends. Source: user_sessions.
 */
export async function listSessions(db: UserDb, userId: string, now: Date) {
  const idleSince = new Date(now.getTime() - IDLE_MILLISECONDS);
  const rows = await db
    .select({
      id: userSessions.id,
      device: userSessions.deviceInfo,
      ip: userSessions.ipAddress,
      createdAt: userSessions.createdAt,
      lastSeenAt: userSessions.lastSeenAt,
      expiresAt: userSessions.expiresAt,
    })
    .from(userSessions)
    .where(
      and(
        eq(userSessions.userId, userId),
        isNull(userSessions.revokedAt),
        gt(userSessions.expiresAt, now),
        gt(userSessions.lastSeenAt, idleSince),
      ),
    )
    .orderBy(desc(userSessions.lastSeenAt), desc(userSessions.id))
    .limit(100);
  return rows.map((row) => ({ ...row, expiresAt: endOf(row) }));
}

/** Returns when a session ends if it is not used again. */
export function endOf({ lastSeenAt, expiresAt }: { lastSeenAt: Date; expiresAt: Date }): Date {
  return new Date(Math.min(expiresAt.getTime(), lastSeenAt.getTime() + IDLE_MILLISECONDS));
}
