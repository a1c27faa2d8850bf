import { randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { UserDb } from "../user/client";
import { userEmails, userSessions, users } from "../user/schema";

/** Inserts an account with a session, by default FREE. */
export async function insertAccount(db: UserDb, row: Partial<typeof users.$inferInsert> = {}) {
  const [account] = await db
    .insert(users)
    .values({ walletAddress: `0x${randomBytes(20).toString("hex")}`, ...row })
    .returning();
  if (!account) throw new Error("No account was made.");
  const [session] = await db
    .insert(userSessions)
    .values({
      userId: account.id,
      refreshTokenHash: randomBytes(32).toString("hex"),
      deviceInfo: "Firefox on Linux",
      ipAddress: "192.0.2.1",
      expiresAt: sql`now() + interval '30 days'`,
    })
    .returning({ id: userSessions.id });
  if (!session) throw new Error("No session was made.");
  return { id: account.id, address: account.walletAddress, sessionId: session.id };
}

/** Inserts an address of an account, by default verified. */
export async function insertEmail(
  db: UserDb,
  userId: string,
  email: string,
  row: Partial<typeof userEmails.$inferInsert> = {},
) {
  const [inserted] = await db
    .insert(userEmails)
    .values({ userId, email, verifiedAt: new Date(), ...row })
    .returning();
  if (!inserted) throw new Error("No address was made.");
  return inserted;
}

/** Sets the last visit of an account to its watchlist, which saw all data until then. */
export async function setVisit(db: UserDb, userId: string, at: Date): Promise<void> {
  await db.update(users).set({ watchlistVisitedAt: at, watchlistSeenTo: at }).where(eq(users.id, userId));
}
