import { inTransaction, type UserDb } from "./client";
import { userEmails, userPreferences, users, userWatchlist } from "./schema";
import type { AccountTier } from "./users";
import type { Entity } from "./watchlist";

/** An account to develop with. */
export interface SampleAccount {
  /** The lower-case address of a wallet whose key is public. */
  address: string;
  name: string;
  tier: AccountTier;
  /** The end of the tier, if it has one. */
  until?: Date;
  isDisabled?: boolean;
  email?: string;
  watched?: Entity[];
}

/**
 * Makes the accounts that are not there yet, each with its verified address, preferences and watchlist. Returns the
 * addresses of those that were made. Writes users, user_emails, user_preferences, user_watchlist.
 */
export async function makeSampleAccounts(db: UserDb, accounts: readonly SampleAccount[]): Promise<string[]> {
  const made: string[] = [];
  for (const account of accounts)
    await inTransaction(db, "account.sample", async (tx) => {
      const [row] = await tx
        .insert(users)
        .values({
          walletAddress: account.address,
          displayName: account.name,
          tier: account.tier,
          tierExpiresAt: account.until ?? null,
          disabledAt: account.isDisabled ? new Date() : null,
        })
        .onConflictDoNothing()
        .returning({ id: users.id });
      if (!row) return;
      const userId = row.id;
      made.push(account.address);
      if (account.email)
        await tx
          .insert(userEmails)
          .values({ userId, email: account.email, isPrimary: true, verifiedAt: new Date() });
      await tx.insert(userPreferences).values({ userId, currency: "ETH" });
      const watched = account.watched ?? [];
      if (watched.length > 0)
        await tx.insert(userWatchlist).values(watched.map((entity) => ({ userId, ...entity })));
    });
  return made;
}
