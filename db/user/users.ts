import { eq, sql } from "drizzle-orm";
import type { UserWriter } from "./audit";
import type { UserDb } from "./client";
import { users } from "./schema";

export type AccountTier = (typeof users.tier.enumValues)[number];

/** The tier that counts at this moment: one that has run out is FREE. */
export function effectiveTier(tier: AccountTier, expiresAt: Date | null, now: Date): AccountTier {
  return expiresAt && expiresAt <= now ? "FREE" : tier;
}

/**
 * The account of a wallet, made when there is none: `{ id, isNew, disabledAt }`. Two sign-ins at once make one account.
 * Notes the sign-in unless the account is disabled. The address is in lower case. Source: users by wallet_address.
 */
export async function findOrCreateUser(db: UserWriter, address: string, now: Date) {
  const [made] = await db
    .insert(users)
    .values({ walletAddress: address, lastLoginAt: now })
    .onConflictDoNothing({ target: users.walletAddress })
    .returning({ id: users.id });
  if (made) return { id: made.id, isNew: true, disabledAt: null };
  const [found] = await db
    .update(users)
    .set({
      lastLoginAt: sql`case when ${users.disabledAt} is null then ${now.toISOString()}::timestamptz
      else ${users.lastLoginAt} end`,
    })
    .where(eq(users.walletAddress, address))
    .returning({ id: users.id, disabledAt: users.disabledAt });
  if (!found) throw new Error("The account was deleted while its owner signed in.");
  return { id: found.id, isNew: false, disabledAt: found.disabledAt };
}

/**
 * An account by id, with the tier that counts now, or `undefined`:
 * `{ id, address, displayName, tier, tierExpiresAt, disabledAt, createdAt, lastLoginAt }`. Source: users.
 */
export async function findUser(db: UserDb, id: string, now = new Date()) {
  const [row] = await db.select().from(users).where(eq(users.id, id));
  if (!row) return undefined;
  return {
    id: row.id,
    address: row.walletAddress,
    displayName: row.displayName,
    tier: effectiveTier(row.tier, row.tierExpiresAt, now),
    tierExpiresAt: row.tierExpiresAt,
    disabledAt: row.disabledAt,
    createdAt: row.createdAt,
    lastLoginAt: row.lastLoginAt,
  };
}
