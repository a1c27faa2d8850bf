import { setTimeout } from "node:timers/promises";
import { and, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { insertAccount, insertEmail } from "../testing/accounts";
import { createUserTestDatabase } from "../testing/databases";
import { recordEvent } from "./audit";
import { inTransaction } from "./client";
import { addEmail } from "./emails";
import { deleteAccount, exportAccount } from "./export";
import { updatePreferences } from "./preferences";
import { findProfile, updateProfile } from "./profile";
import { auditEvents, emailSends, userSessions, users } from "./schema";
import { addWatched } from "./watchlist";

let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
beforeAll(async () => {
  user = await createUserTestDatabase();
});
afterAll(async () => {
  await user.drop();
});

const auditContext = { ip: "192.0.2.7", device: "Firefox on Linux" };
const secret = "5ec2e7".padEnd(64, "0");

/** Creates an account with a row in every table. */
async function fullAccount(name: string) {
  const account = await insertAccount(user.db, { displayName: name });
  await user.db
    .update(userSessions)
    .set({ refreshTokenHash: Buffer.from(name).toString("hex").padEnd(64, "a"), previousTokenHash: secret })
    .where(eq(userSessions.userId, account.id));
  await insertEmail(user.db, account.id, `${name}@example.org`, { isPrimary: true });
  const code = { codeHash: secret, codeSalt: "5a17", emailHash: secret, goodForMinutes: 10 };
  await addEmail(user.db, account.id, { email: `${name}2@example.org`, limit: 3 }, code, auditContext);
  await updatePreferences(user.db, account.id, { theme: "dark" }, auditContext);
  const entity = { entityType: "operator", entityId: `0x${"b".repeat(40)}` } as const;
  await addWatched(user.db, account.id, entity, () => null);
  await recordEvent(user.db, { ...auditContext, userId: account.id, kind: "session.created" });
  return account;
}

it("exports everything of an account, no hash, and nothing of another's", async () => {
  const [account] = [await fullAccount("ann"), await fullAccount("bob")];
  const data = await exportAccount(user.db, account.id, auditContext);
  expect(data).toMatchObject({
    profile: { address: account.address, displayName: "ann", tier: "FREE", role: "user" },
    preferences: { theme: "dark", currency: "USD", notificationFrequency: "daily" },
    emails: [{ email: "ann@example.org", isPrimary: true }, { email: "ann2@example.org" }],
    sessions: [{ id: account.sessionId, device: "Firefox on Linux", ip: "192.0.2.1" }],
    watchlist: [{ entityType: "operator", entityId: `0x${"b".repeat(40)}` }],
  });
  expect(data?.mailsOfTheLastHour).toHaveLength(1);
  expect(data?.securityLog.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["email.added", "preferences.changed", "session.created", "data.exported"]),
  );
  const text = JSON.stringify(data);
  expect(text).not.toMatch(/hash|salt|secret|5ec2e7/i);
  expect(text).not.toContain("bob");
});

it("deletes everything of an account, and leaves another's and one line that names nobody", async () => {
  const [account, other] = [await fullAccount("cid"), await fullAccount("dot")];
  const before = await exportAccount(user.db, other.id, auditContext);
  expect(await deleteAccount(user.db, account.id)).toBe("deleted");
  expect(await deleteAccount(user.db, account.id)).toBeUndefined();
  const tables = await user.sql`select relname::text as name from pg_class
    where relnamespace = 'eigenwatch'::regnamespace and relkind = 'r'`;
  expect(tables.length).toBeGreaterThan(8);
  for (const { name } of tables) {
    const rows = await user.sql.unsafe(
      `select 1 from eigenwatch."${name}" t where t::text like any (array['%${account.id}%', '%${account.address}%', '%cid@%', '%cid2@%'])`,
    );
    expect(rows, `rows left in ${name}`).toHaveLength(0);
  }
  const isAnonymous = and(eq(auditEvents.action, "account.deleted"), isNull(auditEvents.actorId));
  const lines = await user.db.select().from(auditEvents).where(isAnonymous);
  expect(lines).toMatchObject([{ ipAddress: null, device: null, requestId: null, detail: {} }]);
  const after = await exportAccount(user.db, other.id, auditContext);
  expect({ ...after, exportedAt: 0, securityLog: 0 }).toEqual({ ...before, exportedAt: 0, securityLog: 0 });
});

it("leaves no line of an account that is deleted while it is exported", async () => {
  const account = await fullAccount("fay");
  let exported: ReturnType<typeof exportAccount> | undefined;
  await inTransaction(user.db, "test", async (tx) => {
    await tx.delete(users).where(eq(users.id, account.id));
    exported = exportAccount(user.db, account.id, auditContext);
    await Promise.race([exported, setTimeout(500)]);
  });
  expect(await exported).toBeUndefined();
  expect(await user.db.$count(auditEvents, eq(auditEvents.actorId, account.id))).toBe(0);
});

it("says to every instance that the account and its sessions are gone", async () => {
  const account = await fullAccount("eve");
  const heard: string[] = [];
  const listening = await user.sql.listen("eigenwatch_accounts", (id) => heard.push(id));
  await deleteAccount(user.db, account.id);
  await expect.poll(() => heard.sort()).toEqual([account.id, account.sessionId].sort());
  await listening.unlisten();
});

it("keeps counting the mails to an address when an account that asked for them is deleted", async () => {
  const emailHash = "ab".padEnd(64, "0");
  const code = { codeHash: secret, codeSalt: "5a17", emailHash, goodForMinutes: 10 };
  for (const times of [1, 2, 3]) {
    const { id } = await insertAccount(user.db);
    expect(
      await addEmail(user.db, id, { email: "same@example.org", limit: 3 }, code, auditContext),
    ).toMatchObject({
      outcome: "sent",
    });
    await deleteAccount(user.db, id);
    expect(await user.db.$count(emailSends, eq(emailSends.emailHash, emailHash))).toBe(times);
  }
});

it("keeps a profile, with the tier that counts now", async () => {
  const soon = new Date(Date.now() + 60_000);
  const { id } = await insertAccount(user.db, { tier: "ENTERPRISE", tierExpiresAt: soon });
  expect(await updateProfile(user.db, id, { displayName: "Zoë" }, auditContext)).toEqual({
    displayName: "Zoë",
  });
  expect(await findProfile(user.db, id)).toMatchObject({ displayName: "Zoë", tier: "ENTERPRISE" });
  const { id: late } = await insertAccount(user.db, { tier: "PRO", tierExpiresAt: new Date() });
  expect(await findProfile(user.db, late)).toMatchObject({ displayName: null, tier: "FREE" });
  expect(await updateProfile(user.db, id, { displayName: null }, auditContext)).toEqual({
    displayName: null,
  });
});

it("keeps what is chosen and changes nothing else", async () => {
  const { id } = await insertAccount(user.db);
  expect(await updatePreferences(user.db, id, { currency: "ETH" }, auditContext)).toEqual({
    theme: "system",
    currency: "ETH",
    notificationFrequency: "daily",
  });
  expect(await updatePreferences(user.db, id, {}, auditContext)).toMatchObject({ currency: "ETH" });
  expect(await updatePreferences(user.db, id, { notificationFrequency: "never" }, auditContext)).toEqual({
    theme: "system",
    currency: "ETH",
    notificationFrequency: "never",
  });
});
