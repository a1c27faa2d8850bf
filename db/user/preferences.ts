import { eq } from "drizzle-orm";
import { recordEvent } from "./audit";
import { inTransaction, type UserDb } from "./client";
import { type AuditContext, lockAccount } from "./profile";
import { currency, frequency, theme, userPreferences } from "./schema";

export const THEMES = theme.enumValues;
export const CURRENCIES = currency.enumValues;
export const FREQUENCIES = frequency.enumValues;

export type Preferences = Pick<
  typeof userPreferences.$inferSelect,
  "theme" | "currency" | "notificationFrequency"
>;

const chosen = {
  theme: userPreferences.theme,
  currency: userPreferences.currency,
  notificationFrequency: userPreferences.notificationFrequency,
};

/** The preferences of an account that has chosen none; the defaults of user_preferences. */
const DEFAULTS: Preferences = { theme: "system", currency: "USD", notificationFrequency: "daily" };

/** Returns an account's preferences, or the defaults. Source: user_preferences. */
export async function findPreferences(db: UserDb, userId: string): Promise<Preferences> {
  const [row] = await db.select(chosen).from(userPreferences).where(eq(userPreferences.userId, userId));
  return row ?? DEFAULTS;
}

/**
 * Changes the given preferences and returns all of them; `undefined` when the account is gone. Writes
 * user_preferences, audit_events.
 */
export async function updatePreferences(
  db: UserDb,
  userId: string,
  change: Partial<Preferences>,
  auditContext: AuditContext,
) {
  return await inTransaction(db, "preferences.update", async (tx) => {
    if (!(await lockAccount(tx, userId))) return undefined;
    const [row] = await tx
      .insert(userPreferences)
      .values({ ...change, userId })
      .onConflictDoUpdate({ target: userPreferences.userId, set: { ...change, updatedAt: new Date() } })
      .returning(chosen);
    await recordEvent(tx, { ...auditContext, userId, kind: "preferences.changed" });
    return row;
  });
}
