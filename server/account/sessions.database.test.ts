import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "@/db/testing/databases";
import { findSession, insertSession } from "@/db/user/sessions";
import { findOrCreateUser } from "@/db/user/users";
import { verifyReauthentication } from "../auth/reauthenticate";
import { hashOf, newSecret } from "../auth/secrets";
import { STATEMENTS } from "../auth/statements";
import { makeBrowser, messageFor } from "../auth/testing";
import { makeLimiter } from "../limits/limiter";
import { contextFor } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";

const callerOf = createCallerFactory(appRouter);
let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
beforeAll(async () => {
  [analytics, user] = await Promise.all([createAnalyticsTestDatabase(), createUserTestDatabase()]);
});
afterAll(async () => {
  await Promise.all([analytics.drop(), user.drop()]);
});

async function newAccount(sessionCount: number) {
  const wallet = privateKeyToAccount(generatePrivateKey());
  const address = wallet.address.toLowerCase();
  const { id } = await findOrCreateUser(user.db, address, new Date());
  const session = () =>
    insertSession(user.db, {
      userId: id,
      tokenHash: hashOf(newSecret()),
      ip: "2001:db8::1",
      device: "Firefox on Linux",
      now: new Date(),
    });
  const sessionIds = await Promise.all(Array.from({ length: sessionCount }, session));
  const [sessionId = ""] = sessionIds;
  const databases = { analytics: analytics.db, user: user.db };
  const context = contextFor("FREE", databases, { id, address, sessionId });
  return { id, wallet, sessionId, sessionIds, context, caller: callerOf(context).account };
}
const isRevoked = async (id: string) => (await findSession(user.db, id))?.revokedAt !== null;
const actionsOf = async (id: string) =>
  (await user.sql`select action from eigenwatch.audit_events where actor_id = ${id} order by created_at`).map(
    ({ action }) => action,
  );

describe("sessions", () => {
  test("are listed without anything secret, this one marked", async () => {
    const { caller, sessionIds, sessionId } = await newAccount(3);
    const list = await caller.sessions.list();
    expect(list.map(({ id }) => id).toSorted()).toEqual(sessionIds.toSorted());
    expect(list.filter(({ isCurrent }) => isCurrent).map(({ id }) => id)).toEqual([sessionId]);
    expect(Object.keys(list[0] ?? {}).toSorted()).toEqual(
      ["createdAt", "device", "expiresAt", "id", "ip", "isCurrent", "lastSeenAt"].toSorted(),
    );
  });

  test("that were not used for as long as a session may rest are not listed", async () => {
    const { caller, sessionIds, sessionId } = await newAccount(3);
    const [, rested = "", ended = ""] = sessionIds;
    const long = "interval '30 days'";
    await user.sql.unsafe(
      `update eigenwatch.user_sessions set last_seen_at = now() - ${long} where id = '${rested}'`,
    );
    await user.sql.unsafe(`update eigenwatch.user_sessions set expires_at = now() where id = '${ended}'`);
    expect((await caller.sessions.list()).map(({ id }) => id)).toEqual([sessionId]);
  });

  test("end one by one, and once", async () => {
    const { id, caller, sessionIds } = await newAccount(2);
    const other = sessionIds[1] ?? "";
    expect(await caller.sessions.revoke({ id: other })).toEqual({ id: other });
    expect(await isRevoked(other)).toBe(true);
    await expect(caller.sessions.revoke({ id: other })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await caller.sessions.list()).toHaveLength(1);
    expect(await actionsOf(id)).toEqual(["session.revoked"]);
  });

  test("all end but this one", async () => {
    const { id, caller, sessionIds, sessionId } = await newAccount(4);
    expect(await caller.sessions.revokeOthers()).toEqual({ count: 3 });
    expect(await caller.sessions.revokeOthers()).toEqual({ count: 0 });
    for (const one of sessionIds) expect(await isRevoked(one)).toBe(one !== sessionId);
    expect(await actionsOf(id)).toEqual(["session.others_revoked"]);
  });

  test("of somebody else are out of reach", async () => {
    const [mine, theirs] = [await newAccount(1), await newAccount(2)];
    for (const id of theirs.sessionIds)
      await expect(mine.caller.sessions.revoke({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await mine.caller.sessions.revokeOthers();
    for (const id of theirs.sessionIds) expect(await isRevoked(id)).toBe(false);
    expect(await mine.caller.sessions.list()).toHaveLength(1);
  });
});

describe("signing again", () => {
  async function asked(purpose: "confirm" | "delete") {
    const account = await newAccount(1);
    const browser = makeBrowser();
    const answer = new Headers();
    const http = { headers: browser.headers(), answer };
    const { nonce } = await callerOf({ ...account.context, http }).account.session.nonce();
    browser.keep(answer);
    const context = {
      ...account.context,
      account: account.context.viewer.account ?? (undefined as never),
      http: { headers: browser.headers(), answer },
    };
    const verify = (message: string, signature: string, wanted = purpose) =>
      verifyReauthentication(context, { message, signature, purpose: wanted }, () =>
        makeLimiter(user.rateLimits),
      );
    const message = messageFor(account.wallet, nonce, { statement: STATEMENTS[purpose] });
    return { ...account, nonce, verify, message, signature: await account.wallet.signMessage({ message }) };
  }

  test("passes for the account's wallet and the purpose that was signed, once", async () => {
    const { verify, message, signature } = await asked("delete");
    await verify(message, signature);
    await expect(verify(message, signature)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("is refused for another purpose, as a sign-in is", async () => {
    const first = await asked("confirm");
    await expect(first.verify(first.message, first.signature, "delete")).rejects.toThrow(/not one that/);
    const second = await asked("delete");
    const message = messageFor(second.wallet, second.nonce);
    await expect(second.verify(message, await second.wallet.signMessage({ message }))).rejects.toThrow(
      /not one that/,
    );
  });

  test("is refused for a wallet that is not the account's", async () => {
    const { verify, nonce } = await asked("delete");
    const other = privateKeyToAccount(generatePrivateKey());
    const message = messageFor(other, nonce, { statement: STATEMENTS.delete });
    await expect(verify(message, await other.signMessage({ message }))).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });
});

test("deleting an account leaves no session, no line about it, and one that names nobody", async () => {
  const { id, caller, sessionIds } = await newAccount(2);
  await caller.sessions.revokeOthers();
  const anonymous = async () =>
    (
      await user.sql`select 1 from eigenwatch.audit_events where action = 'account.deleted' and actor_id is null`
    ).length;
  const before = await anonymous();
  await user.sql`delete from eigenwatch.users where id = ${id}`;
  expect(await actionsOf(id)).toEqual([]);
  expect(await anonymous()).toBe(before + 1);
  for (const one of sessionIds) expect(await findSession(user.db, one)).toBeUndefined();
});
