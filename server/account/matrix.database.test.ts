import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { insertAccount, insertEmail } from "@/db/testing/accounts";
import { insertOperator } from "@/db/testing/rows";
import { addEmail } from "@/db/user/emails";
import { updatePreferences } from "@/db/user/preferences";
import type { Viewer } from "../auth/viewer";
import type { Context } from "../trpc/context";
import { newEmail, startAccounts } from "./testing";

let accounts: Awaited<ReturnType<typeof startAccounts>>;
let owner: Awaited<ReturnType<typeof fullAccount>>;
let other: Awaited<ReturnType<typeof fullAccount>>;
beforeAll(async () => {
  accounts = await startAccounts();
});
beforeEach(async () => {
  [owner, other] = [await fullAccount("Owner"), await fullAccount("Other")];
});
afterAll(async () => {
  await accounts.stop();
});

/** Creates an account that has a row in every table that can hold one. */
async function fullAccount(displayName: string) {
  const { db } = accounts.user;
  const auditContext = { ip: "192.0.2.1" };
  const account = await insertAccount(db, { displayName });
  const verified = newEmail();
  const open = newEmail();
  const email = await insertEmail(db, account.id, verified);
  const { newCode } = await import("../email/codes");
  const { digits, kept } = newCode(open);
  const sent = await addEmail(db, account.id, { email: open, limit: 3 }, kept, auditContext);
  if (sent?.outcome !== "sent") throw new Error("The address was not added.");
  await updatePreferences(db, account.id, { theme: "dark" }, auditContext);
  const watched = (await insertOperator(accounts.analytics.owner)).address;
  await accounts.readNetwork();
  await accounts.as(account).watchlist.add({ entityType: "operator", entityId: watched });
  return { account, emails: [verified, open], emailId: email.id, openId: sent.id, digits, watched };
}

/** Every account procedure, with the input by which another account would try to reach the owner's rows. */
const ATTEMPTS: Record<string, () => unknown> = {
  "account.viewer": () => undefined,
  "account.session.nonce": () => undefined,
  "account.session.reauthenticate": () => ({ message: owner.account.address, signature: "0x" }),
  "account.sessions.list": () => ({ userId: owner.account.id }),
  "account.sessions.revoke": () => ({ id: owner.account.sessionId }),
  "account.sessions.revokeOthers": () => ({ userId: owner.account.id }),
  "account.profile.get": () => ({ id: owner.account.id }),
  "account.profile.update": () => ({ id: owner.account.id, displayName: "Taken over" }),
  "account.emails.list": () => ({ userId: owner.account.id }),
  "account.emails.add": () => ({ email: owner.emails[1], userId: owner.account.id }),
  "account.emails.resend": () => ({ id: owner.openId }),
  "account.emails.verify": () => ({ id: owner.openId, code: owner.digits }),
  "account.emails.setPrimary": () => ({ id: owner.emailId }),
  "account.emails.update": () => ({ id: owner.emailId, alertsOptIn: false }),
  "account.emails.remove": () => ({ id: owner.emailId }),
  "account.preferences.get": () => ({ userId: owner.account.id }),
  "account.preferences.update": () => ({ userId: owner.account.id, theme: "light" }),
  "account.watchlist.list": () => ({ userId: owner.account.id }),
  "account.watchlist.keys": () => ({ userId: owner.account.id }),
  "account.watchlist.add": () => ({
    userId: owner.account.id,
    entityType: "operator",
    entityId: owner.watched,
  }),
  "account.watchlist.remove": () => ({ entityType: "operator", entityId: owner.watched }),
  "account.watchlist.happened": () => ({ userId: owner.account.id }),
  "account.watchlist.visit": () => ({ userId: owner.account.id, seenTo: null }),
  "account.audit.list": () => ({ userId: owner.account.id }),
  "account.data.export": () => ({ userId: owner.account.id }),
  "account.data.delete": () => ({
    userId: owner.account.id,
    message: owner.account.address,
    signature: "0x",
  }),
};

test("the table names every account procedure", () => {
  const procedures = Object.keys(accounts.appRouter._def.procedures);
  expect(Object.keys(ATTEMPTS).sort()).toEqual(
    // server/administration/administration.database.test.ts has those of administration.
    procedures.filter((path) => /^account\.(?!admin\.)/.test(path)).sort(),
  );
});

test.each(Object.keys(ATTEMPTS))("%s reads and changes nothing of another account", async (path) => {
  const before = await rowsOf(owner.account.id);
  expect(before.length).toBeGreaterThan(8);
  const answer = await call(path, other.account, ATTEMPTS[path]?.()).catch((error: Error) => error.message);
  expect(await rowsOf(owner.account.id)).toEqual(before);
  const told = JSON.stringify(answer) ?? "";
  const asked = path === "account.emails.add" ? [owner.emails[1]] : [];
  for (const mark of [
    owner.account.id,
    owner.account.address,
    owner.account.sessionId,
    ...owner.emails,
    "Owner",
  ])
    if (!asked.includes(mark)) expect(told).not.toContain(mark);
});

test.each(Object.keys(ATTEMPTS))("%s answers a visitor with nothing of anybody", async (path) => {
  const visitor = call(path, undefined, ATTEMPTS[path]?.());
  if (path === "account.viewer") expect(await visitor).toEqual({ tier: "VISITOR" });
  else if (path === "account.session.nonce")
    expect(await visitor).toMatchObject({ nonce: expect.any(String) });
  else await expect(visitor).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test.each(Object.keys(ATTEMPTS))("%s asks to try again while sessions cannot be checked", async (path) => {
  const visitor = call(path, undefined, ATTEMPTS[path]?.(), { isUnchecked: true });
  if (path === "account.viewer") expect(await visitor).toEqual({ tier: "VISITOR", isUnchecked: true });
  else if (path === "account.session.nonce") await visitor;
  else await expect(visitor).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
});

test.each(Object.keys(ATTEMPTS))("%s does not ask to sign in while nobody can", async (path) => {
  const visitor = call(path, undefined, ATTEMPTS[path]?.(), {}, { areAccountsAway: async () => true });
  if (path === "account.viewer" || path === "account.session.nonce") await visitor;
  else await expect(visitor).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
});

function call(
  path: string,
  account: typeof owner.account | undefined,
  input: unknown,
  visitor: Partial<Viewer> = {},
  surroundings: Partial<Context> = {},
): Promise<unknown> {
  const context = account
    ? accounts.contextOf(account)
    : { ...accounts.contextOf({}), ...surroundings, viewer: { tier: "VISITOR" as const, ...visitor } };
  const steps = path.split(".");
  let step: unknown = accounts.appRouter.createCaller(context);
  for (const name of steps) step = (step as Record<string, unknown>)[name];
  return (step as (input: unknown) => Promise<unknown>)(input);
}

/** Every row of every table that belongs to an account, as text. */
async function rowsOf(id: string): Promise<string[]> {
  const { sql } = accounts.user;
  const rows = await sql`
    with mails as (select id from eigenwatch.user_emails where user_id = ${id})
    select u::text as row from eigenwatch.users u where id = ${id}
    union all select t::text from eigenwatch.user_emails t where user_id = ${id}
    union all select t::text from eigenwatch.email_verification_codes t where email_id in (select id from mails)
    union all select t::text from eigenwatch.user_sessions t where user_id = ${id}
    union all select t::text from eigenwatch.user_preferences t where user_id = ${id}
    union all select t::text from eigenwatch.user_watchlist t where user_id = ${id}
    union all select t::text from eigenwatch.audit_events t where actor_id = ${id}
    union all select t::text from eigenwatch.email_sends t where account_id = ${id}
    order by 1`;
  return rows.map(({ row }) => String(row));
}
