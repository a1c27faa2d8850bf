import { privateKeyToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertAccount } from "@/db/testing/accounts";
import { deleteAccount } from "@/db/user/export";
import { STATEMENTS } from "../auth/statements";
import type { Account } from "../auth/viewer";
import { refused, startAccounts } from "./testing";

let accounts: Awaited<ReturnType<typeof startAccounts>>;
beforeAll(async () => {
  accounts = await startAccounts();
});
afterAll(async () => {
  await accounts.stop();
});

describe("the account's data", () => {
  const wallet = privateKeyToAccount(`0x${"7".repeat(64)}`);
  const exchange = (cookie = "") => ({ headers: new Headers({ cookie }), answer: new Headers() });

  async function signed(account: Partial<Account>, statement: string) {
    const asking = exchange();
    const { nonce } = await accounts.as(account, asking).session.nonce();
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

  test("leaves no line of the audit trail behind when its owner confirms after it is gone", async () => {
    const account = await insertAccount(accounts.user.db, { walletAddress: wallet.address.toLowerCase() });
    const { cookie, ...proof } = await signed(account, STATEMENTS.confirm);
    await deleteAccount(accounts.user.db, account.id);
    const late = accounts.as(account, exchange(cookie)).session.reauthenticate(proof);
    await expect(late).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    const left = await accounts.user
      .sql`select 1 from eigenwatch.audit_events where actor_id = ${account.id}`;
    expect(left).toHaveLength(0);
  });

  test("is not deleted while it is the only admin", async () => {
    const walletAddress = wallet.address.toLowerCase();
    const account = await insertAccount(accounts.user.db, { walletAddress, role: "admin" });
    const { cookie, ...proof } = await signed(account, STATEMENTS.delete);
    const deletion = accounts.as(account, exchange(cookie)).data.delete(proof);
    await expect(deletion).rejects.toMatchObject(refused("BAD_REQUEST", "LAST_ADMIN"));
    await insertAccount(accounts.user.db, { role: "admin" });
    expect(await deleteAccount(accounts.user.db, account.id)).toBe("deleted");
  });

  test("is deleted by a fresh signature that says so, and by no other", async () => {
    const account = await insertAccount(accounts.user.db, { walletAddress: wallet.address.toLowerCase() });
    const stranger = await insertAccount(accounts.user.db);
    for (const [who, statement] of [
      [account, STATEMENTS.signIn],
      [account, STATEMENTS.confirm],
      [stranger, STATEMENTS.delete],
    ] as const) {
      const { cookie, ...proof } = await signed(who, statement);
      await expect(accounts.as(who, exchange(cookie)).data.delete(proof)).rejects.toMatchObject({
        code: "BAD_REQUEST",
      });
    }
    expect(await accounts.as(stranger).profile.get()).toMatchObject({ address: stranger.address });

    const { cookie, ...proof } = await signed(account, STATEMENTS.delete);
    expect(await accounts.as(account, exchange(cookie)).data.delete(proof)).toEqual({ deleted: true });
    await expect(accounts.as(account).profile.get()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(accounts.as(account, exchange(cookie)).data.delete(proof)).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });

  test("is exported without a hash, and the export stands in the security log", async () => {
    const account = await insertAccount(accounts.user.db);
    const me = accounts.as(account);
    expect(JSON.stringify(await me.data.export())).not.toMatch(/hash|salt|token/i);
    expect(await me.audit.list()).toMatchObject({
      rows: [{ kind: "data.exported", ip: "192.0.2.1", device: "Firefox on Linux" }],
      nextCursor: null,
    });
  });

  test("has a security log that is read page by page, each line once", async () => {
    const account = await insertAccount(accounts.user.db);
    const me = accounts.as(account);
    for (let times = 0; times < 7; times++) await me.profile.update({ displayName: `Name ${times}` });
    // Lines of one millisecond, which a date of JavaScript could not tell apart.
    for (let micros = 1; micros <= 7; micros++)
      await accounts.user.sql`insert into eigenwatch.audit_events (actor_id, action, created_at)
        values (${account.id}, 'profile.changed', ${`2026-01-01 00:00:00.00000${micros}Z`}::timestamptz)`;
    const { rows: all, nextCursor } = await me.audit.list();
    expect([all.length, nextCursor]).toEqual([14, null]);
    expect((await me.audit.list({ limit: 5, page: 3 })).rows).toEqual(all.slice(10));
    const seen: typeof all = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof me.audit.list>> = await me.audit.list({ limit: 3, cursor });
      expect(page.rows.length).toBeLessThanOrEqual(3);
      if (seen.length === 0) await me.profile.update({ displayName: "Meanwhile" });
      seen.push(...page.rows);
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(all);
  });

  test("has a security log whose cursors are of nobody else's, and are refused when changed", async () => {
    const [mine, theirs] = [await insertAccount(accounts.user.db), await insertAccount(accounts.user.db)];
    for (const account of [mine, theirs])
      for (let times = 0; times < 2; times++)
        await accounts.as(account).profile.update({ displayName: `Name ${times}` });
    const { nextCursor } = await accounts.as(theirs).audit.list({ limit: 1 });
    const cursor = nextCursor ?? "";
    expect((await accounts.as(theirs).audit.list({ cursor })).rows).toHaveLength(1);
    for (const other of [cursor, `${cursor.slice(0, -4)}AAAA`, "x"])
      await expect(accounts.as(mine).audit.list({ cursor: other })).rejects.toMatchObject({
        code: "BAD_REQUEST",
        message: expect.stringContaining("Begin with an empty cursor"),
      });
  });
});
