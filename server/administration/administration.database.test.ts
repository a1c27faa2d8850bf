import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { insertAccount, insertEmail } from "@/db/testing/accounts";
import type { AccountRole } from "@/db/user/users";
import { startAccounts } from "../account/testing";
import type { Account } from "../auth/viewer";
import type { Context } from "../trpc/context";

let accounts: Awaited<ReturnType<typeof startAccounts>>;
let serveCalls: typeof import("../http/testing").serveCalls;
let admin: Person;
let support: Person;
let target: Person;
type Person = Pick<Account, "id" | "address" | "sessionId" | "role">;
beforeAll(async () => {
  accounts = await startAccounts();
  ({ serveCalls } = await import("../http/testing"));
});
beforeEach(async () => {
  await accounts.user
    .sql`truncate eigenwatch.users, eigenwatch.audit_events, eigenwatch.system_settings cascade`;
  [admin, support, target] = [await person("admin"), await person("support"), await person("user")];
});
afterAll(async () => {
  await accounts.stop();
});

async function person(role: AccountRole): Promise<Person> {
  return { ...(await insertAccount(accounts.user.db, { role })), role };
}

/** Every procedure of administration, its input, and whether support may call it. */
const PROCEDURES: Record<string, { input: () => unknown; isForSupport?: true; isQuery?: true }> = {
  "account.admin.accounts.list": { input: () => ({ prefix: "0x" }), isForSupport: true, isQuery: true },
  "account.admin.accounts.overview": {
    input: () => ({ address: target.address }),
    isForSupport: true,
    isQuery: true,
  },
  "account.admin.accounts.setRole": { input: () => ({ address: target.address, role: "support" }) },
  "account.admin.accounts.endSessions": { input: () => ({ address: target.address }) },
  "account.admin.settings.get": { input: () => undefined, isQuery: true },
  "account.admin.settings.change": { input: () => ({ announcement: "Hello." }) },
};
const NAMES = Object.keys(PROCEDURES);

function call(path: string, viewer: Context["viewer"], input = PROCEDURES[path]?.input()): Promise<unknown> {
  let step: unknown = accounts.appRouter.createCaller({ ...accounts.contextOf({}), viewer });
  for (const name of path.split(".")) step = (step as Record<string, unknown>)[name];
  return (step as (input: unknown) => Promise<unknown>)(input);
}
function viewerOf(who: Person, reauthenticatedAt = new Date()): Context["viewer"] {
  const account: Account = { ...who, displayName: null, tier: "FREE", reauthenticatedAt };
  return { tier: "FREE", account };
}
/** Everything that administration could change, as text. */
const everything = async () => {
  const rows = await accounts.user.sql`select u::text as row from eigenwatch.users u
    union all select s::text from eigenwatch.user_sessions s union all select t::text from eigenwatch.system_settings t
    union all select a::text from eigenwatch.audit_events a order by 1`;
  return rows.map(({ row }) => String(row));
};

test("the table names every procedure of administration", () => {
  const all = Object.keys(accounts.appRouter._def.procedures);
  expect(all.filter((path) => path.startsWith("account.admin.")).sort()).toEqual(NAMES.toSorted());
});

describe.each(NAMES)("%s", (path) => {
  const { isForSupport, isQuery } = PROCEDURES[path] ?? {};

  test("answers an admin, and support only where it reads", async () => {
    await call(path, viewerOf(admin));
    const before = await everything();
    const asked = call(path, viewerOf(support));
    if (isForSupport) await asked;
    else
      await expect(asked).rejects.toMatchObject({ code: "FORBIDDEN", message: "Only an admin may do this." });
    expect(await everything()).toEqual(before);
  });

  test("wants a signature of the last 15 minutes from both", async () => {
    const before = await everything();
    for (const who of [admin, support]) {
      const late = call(path, viewerOf(who, new Date(Date.now() - 15 * 60_000)));
      await expect(late).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    const early = new Date(Date.now() - 14 * 60_000);
    expect(await everything()).toEqual(before);
    await call(path, viewerOf(admin, early));
    const asked = call(path, viewerOf(admin, new Date(0)));
    await expect(asked).rejects.toMatchObject({ cause: { told: { reason: "REAUTHENTICATE" } } });
  });

  test("does not exist for a user, a visitor and somebody whose session cannot be checked", async () => {
    const before = await everything();
    const others: Context["viewer"][] = [
      viewerOf(target),
      viewerOf(target, new Date(0)),
      { tier: "VISITOR" },
      { tier: "VISITOR", isUnchecked: true },
    ];
    for (const viewer of others) {
      const refusal = await call(path, viewer).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: "NOT_FOUND", message: `No procedure found on path "${path}"` });
    }
    expect(await everything()).toEqual(before);
  });

  test("answers a user and a visitor over HTTP as a procedure that does not exist, whatever is sent", async () => {
    for (const viewer of [viewerOf(target), { tier: "VISITOR" } as const]) {
      const server = await serveCalls(async () => ({ ...accounts.contextOf({}), viewer }));
      const absent = path.replace("admin.", "nothing.");
      for (const method of ["GET", "POST"] as const)
        for (const input of [
          { json: PROCEDURES[path]?.input() },
          { json: 1 },
          "{",
          { json: {}, meta: "x" },
        ]) {
          const [real, none] = await Promise.all([
            server.call(path, input, { method }),
            server.call(absent, input, { method }),
          ]);
          expect(JSON.stringify(real).replaceAll(path, absent)).toBe(JSON.stringify(none));
          if (typeof input === "object" && !("meta" in input)) expect(real.status).toBe(404);
        }
      await server.close();
    }
  });

  test("answers an admin over HTTP", async () => {
    const server = await serveCalls(async () => ({ ...accounts.contextOf({}), viewer: viewerOf(admin) }));
    const method = isQuery ? "GET" : "POST";
    const { status } = await server.call(path, { json: PROCEDURES[path]?.input() ?? null }, { method });
    expect(status).toBe(200);
    await server.close();
  });
});

const events = async (action: string) =>
  await accounts.user.sql`select * from eigenwatch.audit_events where action = ${action} order by created_at`;

test("a role stands in the log of the account that got it, with who gave it and no more of them", async () => {
  const setRole = (who: Person, address: string, role: AccountRole) =>
    call("account.admin.accounts.setRole", viewerOf(who), { address, role });
  await setRole(admin, target.address, "admin");
  const promoted: Person = { ...target, role: "admin" };
  await setRole(promoted, admin.address, "user");
  await expect(setRole(promoted, target.address, "support")).rejects.toMatchObject({
    cause: { told: { reason: "LAST_ADMIN" } },
  });
  const detail = { by: admin.id, from: "user", to: "admin" };
  expect(await events("role.changed")).toMatchObject([
    { actor_id: target.id, detail, ip_address: null, device: null, request_id: "test" },
    { actor_id: admin.id, detail: { by: target.id, from: "admin", to: "user" } },
  ]);
});

test("sessions are ended one by one or all, of the named account only, and noted in its log", async () => {
  const end = (input: object) => call("account.admin.accounts.endSessions", viewerOf(admin), input);
  expect(await end({ address: target.address, sessionId: support.sessionId })).toEqual({ count: 0 });
  expect(await end({ address: target.address, sessionId: target.sessionId })).toEqual({ count: 1 });
  expect(await end({ address: target.address })).toEqual({ count: 0 });
  expect(await end({ address: support.address })).toEqual({ count: 1 });
  await expect(end({ address: `0x${"1".repeat(40)}` })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await events("session.revoked")).toMatchObject([
    { actor_id: target.id, detail: { by: admin.id, count: 1 }, ip_address: null },
    { actor_id: support.id },
  ]);
});

test("an account is shown with its sessions and its mails, and no address or hash in full", async () => {
  const { emailHashOf } = await import("../email/codes");
  await insertEmail(accounts.user.db, target.id, "someone@example.org");
  await accounts.user.sql`insert into eigenwatch.email_sends (account_id, email_hash) values
    (${target.id}, ${emailHashOf("someone@example.org")}), (${target.id}, ${emailHashOf("gone@example.org")})`;
  const shown = await call("account.admin.accounts.overview", viewerOf(support));
  expect(shown).toMatchObject({
    id: target.id,
    role: "user",
    tier: "FREE",
    sessions: [{ id: target.sessionId }],
  });
  const { mails } = shown as { mails: { to: string | null }[] };
  expect(new Set(mails.map(({ to }) => to))).toEqual(new Set(["s…@example.org", null]));
  expect(JSON.stringify(shown)).not.toMatch(/someone|[0-9a-f]{64}/);
});

test("accounts are found by the beginning of their wallet, page by page", async () => {
  for (let number = 0; number < 30; number++)
    await insertAccount(accounts.user.db, { walletAddress: `0xabcd${String(number).padStart(36, "0")}` });
  const list = (input: object) =>
    call("account.admin.accounts.list", viewerOf(support), input) as Promise<{
      rows: { address: string }[];
      next: string | null;
    }>;
  const first = await list({ prefix: "0xABCD" });
  const second = await list({ prefix: "0xABCD", after: first.next });
  const found = [...first.rows, ...second.rows].map(({ address }) => address);
  expect(found).toHaveLength(30);
  expect(found.every((address) => address.startsWith("0xabcd"))).toBe(true);
  expect(second.next).toBeNull();
  const staff = (await list({})).rows.map(({ address }) => address);
  expect(staff.toSorted()).toEqual([admin.address, support.address].toSorted());
  await expect(list({ prefix: "0x%" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("settings are changed within their bounds, noted with both values, and set back", async () => {
  const change = (input: object) => call("account.admin.settings.change", viewerOf(admin), input);
  for (const refused of [
    { announcement: "two\nlines" },
    { announcement: "x".repeat(201) },
    { announcement: " " },
    { contact_url: "javascript:alert(1)" },
    { sign_in: "open" },
    { rate_limits: { csv: 0 } },
    { rate_limits: { csv: 101 } },
    { rate_limits: { csv: 1.5 } },
    { rate_limits: { nonce: 100 } },
    { tiers: {} },
  ])
    await expect(change(refused), JSON.stringify(refused)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  expect(await events("setting.changed")).toEqual([]);
  await change({ announcement: "Hello.", rate_limits: { csv: 7 } });
  await change({ announcement: "Hello." });
  await change({ announcement: null });
  expect(await call("account.admin.settings.get", viewerOf(admin), undefined)).toMatchObject({
    announcement: null,
    limits: expect.arrayContaining([expect.objectContaining({ name: "csv", points: 7, usual: 5 })]),
  });
  const noted = await events("setting.changed");
  expect(noted.map(({ actor_id, detail }) => ({ actor_id, ...detail }))).toEqual([
    { actor_id: null, by: admin.id, setting: "announcement", from: "null", to: '"Hello."' },
    { actor_id: null, by: admin.id, setting: "rate_limits", from: "null", to: '{"csv":7}' },
    { actor_id: null, by: admin.id, setting: "announcement", from: '"Hello."', to: "null" },
  ]);
});
