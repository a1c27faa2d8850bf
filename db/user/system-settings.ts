import { and, eq, exists, ne, notExists, sql } from "drizzle-orm";
import type { ByAdmin } from "./administer";
import { recordEvent, type UserWriter } from "./audit";
import { inTransaction, type UserDb } from "./client";
import { systemSettings, users } from "./schema";

/** Returns the value of each setting that differs from the configuration, by name. Source: system_settings. */
export async function readSystemSettings(db: UserDb): Promise<Map<string, unknown>> {
  const rows = await db
    .select({ name: systemSettings.name, value: systemSettings.value })
    .from(systemSettings);
  return new Map(rows.map(({ name, value }) => [name, value]));
}

/**
 * Sets each named value, and removes those that are null. Every instance is told. The events belong to no account, so that
 * they outlive the admin's, whose id they name. Writes system_settings, audit_events.
 */
export async function changeSystemSettings(db: UserDb, changes: Record<string, unknown>, by: ByAdmin) {
  await inTransaction(db, "settings.change", async (tx) => {
    for (const [name, value] of Object.entries(changes)) {
      const [before] = await tx
        .select({ value: systemSettings.value })
        .from(systemSettings)
        .where(eq(systemSettings.name, name))
        .for("update");
      const [from, to] = [before?.value ?? null, value].map((one) => JSON.stringify(one));
      if (from === to) continue;
      if (value === null) await tx.delete(systemSettings).where(eq(systemSettings.name, name));
      else
        await tx
          .insert(systemSettings)
          .values({ name, value, setBy: by.id })
          .onConflictDoUpdate({
            target: systemSettings.name,
            set: { value, setBy: by.id, updatedAt: sql`now()` },
          });
      const detail = { by: by.id, setting: name, from: from ?? null, to: to ?? null };
      await recordEvent(tx, { kind: "setting.changed", detail, requestId: by.requestId });
    }
  });
}

/** Returns whether sign-in is closed to this wallet; it never is to those who administer. Sources: system_settings, users. */
export async function isSignInClosedTo(db: UserWriter, address: string): Promise<boolean> {
  const { name, value } = systemSettings;
  const closed = db
    .select({ name })
    .from(systemSettings)
    .where(and(eq(name, "sign_in"), eq(value, "closed")));
  const staff = db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.walletAddress, address), ne(users.role, "user")));
  const [row] = await db
    .select({ isClosed: sql<boolean>`${and(exists(closed), notExists(staff))}` })
    .from(sql`(values (1)) one`);
  return row?.isClosed === true;
}
