import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { privateKeyToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "@/db/testing";
import { insertAccount, insertEmail } from "@/db/testing-accounts";
import { insertAvs, insertCheckpoint, insertOperator, insertStrategy } from "@/db/testing-rows";
import { STATEMENTS } from "../auth/statements";
import type { Account, Exchange } from "../context";
import { codeIn, startMailServer } from "../email/testing";
import { contextFor } from "../testing";

const dataDir = mkdtempSync(join(tmpdir(), "account-"));
const smtp = await startMailServer();
vi.stubEnv("SMTP_URL", smtp.url);
vi.stubEnv("DATA_DIR", dataDir);
const { appRouter } = await import("../router");
const { createCallerFactory } = await import("../trpc");
const { referenceCounts } = await import("./references");
const callerOf = createCallerFactory(appRouter);

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let operators: string[];

beforeAll(async () => {
  [analytics, user] = await Promise.all([createAnalyticsTestDatabase(), createUserTestDatabase()]);
  vi.stubEnv("USER_DATABASE_URL", user.applicationUrl);
  await insertCheckpoint(analytics.owner);
  operators = [];
  for (const name of ["One", "Two", "Three", "Four", "Five", "Six"])
    operators.push((await insertOperator(analytics.owner, { name, tvsUsd: "9.5" })).address);
});
afterAll(async () => {
  await Promise.all([analytics.drop(), user.drop(), smtp.close()]);
  rmSync(dataDir, { recursive: true });
});

const contextOf = (account: Partial<Account>, http?: Exchange) => ({
  ...contextFor(account.tier ?? "FREE", { analytics: analytics.db, user: user.db }, account),
  http,
});
const as = (account: Partial<Account>, http?: Exchange) => callerOf(contextOf(account, http)).account;
const refused = (code: string, reason: string, facts: object = {}) => ({
  code,
  cause: { told: { reason, ...facts } },
});
let next = 0;
const newEmail = () => `person${++next}@example.org`;

describe("mail addresses", () => {
  test("are added, verified with the mailed code, and the first is primary", async () => {
    const me = as(await insertAccount(user.db));
    const email = newEmail();
    const { id, code } = await me.emails.add({ email: email.toUpperCase() });
    expect(code.attemptsLeft).toBe(3);
    await expect(me.emails.setPrimary({ id })).rejects.toMatchObject(refused("BAD_REQUEST", "NOT_VERIFIED"));
    expect(await me.emails.verify({ id, code: codeIn(smtp.mails, email) })).toMatchObject({
      isPrimary: true,
    });
    const { emails, limit } = await me.emails.list();
    expect(limit).toBe(3);
    expect(emails).toMatchObject([{ id, email, isPrimary: true, alertsOptIn: true, code: null }]);
    expect(JSON.stringify(emails)).not.toMatch(/hash|salt/i);
  });

  test("take a wrong code three times, then none, and a new one at once", async () => {
    const me = as(await insertAccount(user.db));
    const email = newEmail();
    const { id } = await me.emails.add({ email });
    const right = codeIn(smtp.mails, email);
    const wrong = right === "000000" ? "000001" : "000000";
    for (const attemptsLeft of [2, 1, 0])
      await expect(me.emails.verify({ id, code: wrong })).rejects.toMatchObject(
        refused("BAD_REQUEST", "WRONG_CODE", { attemptsLeft }),
      );
    await expect(me.emails.verify({ id, code: right })).rejects.toMatchObject(
      refused("BAD_REQUEST", "CODE_EXPIRED"),
    );
    await me.emails.resend({ id });
    const newer = codeIn(smtp.mails, email);
    expect(await me.emails.verify({ id, code: newer })).toMatchObject({ id });
    await expect(me.emails.resend({ id })).rejects.toMatchObject(refused("BAD_REQUEST", "ALREADY_VERIFIED"));
  });

  test("answer alike for an address that somebody else has verified, mail it too, and tell who proves it", async () => {
    const email = newEmail();
    await insertEmail(user.db, (await insertAccount(user.db)).id, email);
    const me = as(await insertAccount(user.db));
    const taken = await me.emails.add({ email });
    const free = await me.emails.add({ email: newEmail() });
    expect(Object.keys(taken)).toEqual(Object.keys(free));
    await expect(me.emails.verify({ id: taken.id, code: codeIn(smtp.mails, email) })).rejects.toMatchObject(
      refused("BAD_REQUEST", "EMAIL_TAKEN"),
    );
  });

  test("need a signature of the last ten minutes to be added, promoted and removed", async () => {
    const account = await insertAccount(user.db);
    const { id } = await insertEmail(user.db, account.id, newEmail());
    const minutesAgo = (minutes: number) =>
      as({ ...account, reauthenticatedAt: new Date(Date.now() - minutes * 60_000) }).emails;
    const stale = minutesAgo(10);
    for (const work of [stale.add({ email: newEmail() }), stale.setPrimary({ id }), stale.remove({ id })])
      await expect(work).rejects.toMatchObject(refused("FORBIDDEN", "REAUTHENTICATE"));
    expect((await stale.list()).reauthenticatedUntil).toBeNull();
    const fresh = minutesAgo(9);
    expect((await fresh.list()).reauthenticatedUntil).toBeInstanceOf(Date);
    await fresh.setPrimary({ id });
    expect(await fresh.remove({ id })).toEqual({ wasPrimary: true, verifiedCount: 0 });
  });

  test("are three at most, and five mails an hour, with the time to wait in words and headers", async () => {
    const http = { headers: new Headers(), answer: new Headers() };
    const me = as(await insertAccount(user.db), http);
    const ids = [];
    for (let times = 0; times < 3; times++) ids.push((await me.emails.add({ email: newEmail() })).id);
    await expect(me.emails.add({ email: newEmail() })).rejects.toMatchObject(
      refused("BAD_REQUEST", "EMAIL_LIMIT", { limit: 3 }),
    );
    const id = ids[0] ?? "";
    await me.emails.resend({ id });
    await me.emails.resend({ id });
    await expect(me.emails.resend({ id })).rejects.toMatchObject(
      refused("TOO_MANY_REQUESTS", "SEND_LIMIT", { limit: 5, retryAfterSeconds: expect.any(Number) }),
    );
    expect(Number(http.answer.get("retry-after"))).toBeGreaterThan(3000);
  });

  test("say that a mail was not taken", async () => {
    const me = as(await insertAccount(user.db));
    smtp.refuse(true);
    await expect(me.emails.add({ email: newEmail() })).rejects.toMatchObject(
      refused("BAD_REQUEST", "MAIL_FAILED"),
    );
    smtp.refuse(false);
  });
});

describe("the profile", () => {
  const HIDDEN = ["a\u0000b", "a\nb", "a\u202Eb", "a\u2066b", "\u200B", "a\uFEFFb", "a\u2028b", "\uD800"];
  test.each(["", "   ", "x".repeat(51), "🦄".repeat(51), "\u0301", "\u00AD", ...HIDDEN])(
    "takes no %j for a name",
    async (displayName) => {
      const me = as(await insertAccount(user.db));
      await expect(me.profile.update({ displayName })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    },
  );

  test.each([
    ["  Ann ", "Ann"],
    ["Zoe\u0308", "Zoë"],
    ["🦄".repeat(50), "🦄".repeat(50)],
    ["محمد", "محمد"],
    ["<script>alert(1)</script>", "<script>alert(1)</script>"],
    [null, null],
  ])("keeps %j as %j", async (displayName, kept) => {
    const me = as(await insertAccount(user.db, { displayName: "Before" }));
    expect(await me.profile.update({ displayName })).toEqual({ displayName: kept });
    expect(await me.profile.get()).toMatchObject({ displayName: kept, tier: "FREE" });
  });

  test("changes no tier, wallet or owner by fields that nobody asked for", async () => {
    const account = await insertAccount(user.db);
    const other = await insertAccount(user.db, { displayName: "Other" });
    const smuggled = {
      displayName: "Me",
      tier: "PRO",
      walletAddress: other.address,
      id: other.id,
      userId: other.id,
    };
    await as(account).profile.update(smuggled);
    await as(account).preferences.update({ theme: "dark", ...smuggled });
    expect(await as(account).profile.get()).toMatchObject({ address: account.address, tier: "FREE" });
    expect(await as(other).profile.get()).toMatchObject({ displayName: "Other" });
    expect(await as(other).preferences.get()).toMatchObject({ theme: "system" });
  });

  test("is nobody's once the account is gone, whatever a session still says", async () => {
    await expect(as({}).profile.get()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(as({}).profile.update({ displayName: "Me" })).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
    const item = { entityType: "operator", entityId: operators[0] ?? "" } as const;
    await expect(as({}).watchlist.add(item)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });
});

describe("the watchlist", () => {
  test("holds what exists, with its figures, and refuses what does not", async () => {
    const me = as(await insertAccount(user.db));
    const avs = (await insertAvs(analytics.owner, { name: "EigenDA" })).address;
    const strategy = (await insertStrategy(analytics.owner)).address;
    const operator = operators[0] ?? "";
    await me.watchlist.add({ entityType: "operator", entityId: operator });
    await me.watchlist.add({ entityType: "avs", entityId: avs });
    expect(await me.watchlist.add({ entityType: "strategy", entityId: strategy })).toEqual({
      added: true,
      total: 3,
      limit: 5,
    });
    await expect(me.watchlist.add({ entityType: "avs", entityId: operator })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(me.watchlist.add({ entityType: "operator", entityId: "0x12" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    const list = await me.watchlist.list();
    expect(list).toMatchObject({
      limit: 5,
      total: 3,
      lastVisitAt: null,
      items: [
        { entityType: "strategy", isGone: false, strategy: { address: strategy } },
        { entityType: "avs", isGone: false, avs: { name: "EigenDA" } },
        { entityType: "operator", isGone: false, operator: { name: "One", tvsUsd: 9.5 } },
      ],
    });
    expect(JSON.stringify(list)).not.toMatch(/score/i);
    expect((await me.watchlist.keys()).items).toHaveLength(3);
  });

  test("is full at five for FREE, open for PRO, and after PRO still there to read", async () => {
    const account = await insertAccount(user.db, { tier: "PRO" });
    const pro = as({ ...account, tier: "PRO" });
    for (const entityId of operators) await pro.watchlist.add({ entityType: "operator", entityId });
    expect(await pro.watchlist.list()).toMatchObject({ limit: null, total: 6 });
    await user.sql`update eigenwatch.users set tier = 'FREE' where id = ${account.id}`;
    const free = as(account);
    expect(await free.watchlist.list()).toMatchObject({ limit: 5, total: 6 });
    const seventh = (await insertOperator(analytics.owner)).address;
    await expect(free.watchlist.add({ entityType: "operator", entityId: seventh })).rejects.toMatchObject(
      refused("FORBIDDEN", "WATCH_LIMIT", { limit: 5 }),
    );
  });

  test("marks what vanished, counts it, and lets it be removed", async () => {
    const me = as(await insertAccount(user.db));
    const { address } = await insertOperator(analytics.owner);
    const item = { entityType: "operator", entityId: address } as const;
    await me.watchlist.add(item);
    await me.watchlist.add({ entityType: "operator", entityId: operators[0] ?? "" });
    await analytics.sql`delete from operators where id = ${address}`;
    const before = { ...referenceCounts() };
    const { items } = await me.watchlist.list();
    expect(items.map(({ isGone }) => isGone)).toEqual([false, true]);
    expect(items[1]).toMatchObject({ ...item, operator: null, avs: null, strategy: null });
    expect(referenceCounts()).toEqual({ lookedUp: before.lookedUp + 2, gone: before.gone + 1 });
    expect(await me.watchlist.remove(item)).toEqual({ removed: true, total: 1, limit: 5 });
    await expect(me.watchlist.add(item)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("the account's data", () => {
  const wallet = privateKeyToAccount(`0x${"7".repeat(64)}`);
  const exchange = (cookie = "") => ({ headers: new Headers({ cookie }), answer: new Headers() });

  async function signed(account: Partial<Account>, statement: string) {
    const asking = exchange();
    const { nonce } = await as(account, asking).session.nonce();
    const cookie = asking.answer.get("set-cookie")?.split(";")[0] ?? "";
    const message = createSiweMessage({
      address: wallet.address,
      chainId: 1,
      domain: "localhost:3000",
      uri: "http://localhost:3000",
      version: "1",
      issuedAt: new Date(),
      statement,
      nonce,
    });
    return { cookie, message, signature: await wallet.signMessage({ message }) };
  }

  test("is deleted by a fresh signature that says so, and by no other", async () => {
    const account = await insertAccount(user.db, { walletAddress: wallet.address.toLowerCase() });
    const stranger = await insertAccount(user.db);
    for (const [who, statement] of [
      [account, STATEMENTS.signIn],
      [account, STATEMENTS.confirm],
      [stranger, STATEMENTS.delete],
    ] as const) {
      const { cookie, ...proof } = await signed(who, statement);
      await expect(as(who, exchange(cookie)).data.delete(proof)).rejects.toMatchObject({
        code: "BAD_REQUEST",
      });
    }
    expect(await as(stranger).profile.get()).toMatchObject({ address: stranger.address });

    const { cookie, ...proof } = await signed(account, STATEMENTS.delete);
    expect(await as(account, exchange(cookie)).data.delete(proof)).toEqual({ deleted: true });
    await expect(as(account).profile.get()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(as(account, exchange(cookie)).data.delete(proof)).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });

  test("is exported without a hash, and the export stands in the security log", async () => {
    const account = await insertAccount(user.db);
    const me = as(account);
    expect(JSON.stringify(await me.data.export())).not.toMatch(/hash|salt|token/i);
    expect(await me.audit.list()).toMatchObject({
      rows: [{ kind: "data.exported", ip: "192.0.2.1", device: "Firefox on Linux" }],
      nextCursor: null,
    });
  });

  test("has a security log that is read page by page, each line once", async () => {
    const account = await insertAccount(user.db);
    const me = as(account);
    for (let times = 0; times < 7; times++) await me.profile.update({ displayName: `Name ${times}` });
    const seen: string[] = [];
    let cursor: { at: Date; id: string } | undefined;
    do {
      const page = await me.audit.list({ limit: 3, cursor });
      expect(page.rows.length).toBeLessThanOrEqual(3);
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
  });
});

test("a refusal reaches the browser with its reason and facts, and nothing of the code", async () => {
  const account = await insertAccount(user.db);
  const call = async (path: string, input: object) => {
    const answer = await fetchRequestHandler({
      endpoint: "/api/trpc",
      req: new Request(`http://localhost/api/trpc/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ json: input }),
      }),
      router: appRouter,
      createContext: () => contextOf({ ...account, reauthenticatedAt: new Date(0) }),
    });
    return ((await answer.json()) as { error: { json: { data: object } } }).error.json.data;
  };
  const data = await call("account.emails.add", { email: newEmail() });
  expect(data).toMatchObject({ code: "FORBIDDEN", httpStatus: 403, refusal: { reason: "REAUTHENTICATE" } });
  expect(JSON.stringify(data)).not.toMatch(/stack|\.ts/);
});
