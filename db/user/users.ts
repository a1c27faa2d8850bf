import { eq, sql } from "drizzle-orm";
import type { UserWriter } from "./audit";
import type { UserDb } from "./client";
import { users } from "./schema";

export type AccountTier = (typeof users.tier.enumValues)[number];
export type AccountRole = (typeof users.role.enumValues)[number];

/** Returns the tier in effect: an expired one is FREE. */
export function effectiveTier(tier: AccountTier, expiresAt: Date | null, now: Date): AccountTier {
  return expiresAt && expiresAt <= now ? "FREE" : tier;
}

/**
 * Returns the account of a wallet, created when missing: `{ id, isNew, disabledAt }`. Two sign-ins at once create
 * one account. Records the sign-in unless the account is disabled. `address` is in lower case. Source: users by
 * wallet_address.
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
 * Returns an account by id, with the tier in effect, or `undefined`: `{ id, address, displayName, tier,
 * tierExpiresAt, disabledAt, createdAt, lastLoginAt }`. Source: users.
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
