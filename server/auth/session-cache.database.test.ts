import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createUserTestDatabase } from "@/db/testing/databases";
import { connectUser } from "@/db/user/client";
import { insertSession, listSessions, revokeOtherSessions, revokeSession } from "@/db/user/sessions";
import { findOrCreateUser } from "@/db/user/users";
import { hashOf, newSecret } from "./secrets";
import { makeSessionCache, ROTATE_MILLISECONDS, type SessionCache, type SessionToken } from "./session-cache";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const client = { ip: "192.0.2.7", device: "Firefox on Linux" };
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let instances: { cache: SessionCache; close: () => Promise<void> }[] = [];
let statements: string[] = [];
let now: Date;
beforeAll(async () => {
  user = await createUserTestDatabase();
});
afterAll(() => user.drop());
beforeEach(() => {
  now = new Date();
  statements = [];
});
afterEach(async () => {
  for (const { close } of instances) await close();
  instances = [];
});

/** Starts an instance with its own pool and cache, which already listens. */
async function start(): Promise<SessionCache> {
  const connection = connectUser(user.applicationUrl, {
    max: 3,
    onQuery: ({ statement }) => statements.push(statement),
  });
  const cache = makeSessionCache(connection.db, user.applicationUrl, () => now);
  const close = async () => {
    await cache.close();
    await connection.close();
  };
  instances.push({ cache, close });
  await until(() => cache.hears());
  return cache;
}

/** The test's clock stands still, so only a notified change drops a cached session. */
async function until(isSo: () => boolean | Promise<boolean>) {
  while (!(await isSo())) await setTimeout(5);
}

let made = 0;
async function signedIn(): Promise<SessionToken & { userId: string }> {
  const address = `0x${(++made).toString(16).padStart(40, "0")}`;
  const { id: userId } = await findOrCreateUser(user.db, address, now);
  return await anotherSession(userId);
}
async function anotherSession(userId: string) {
  const secret = newSecret();
  const sessionId = await insertSession(user.db, { userId, tokenHash: hashOf(secret), ...client, now });
  return { sessionId, secret, userId };
}
const stateOf = async (cache: SessionCache, token: SessionToken) => (await cache.check(token, client)).state;
const reads = () => statements.filter((statement) => /^select .*user_sessions/s.test(statement)).length;
const later = (milliseconds: number) => {
  now = new Date(now.getTime() + milliseconds);
};

describe("a session", () => {
  test("says whose it is, and nothing for a secret that was never its own", async () => {
    const cache = await start();
    const token = await signedIn();
    const checked = await cache.check(token, client);
    expect(checked).toMatchObject({ state: "active", tier: "FREE", session: { userId: token.userId } });
    expect(await stateOf(cache, { ...token, sessionId: "00000000-0000-4000-8000-00000000000f" })).toBe(
      "ended",
    );
  });

  test("is read at most twice in a minute of steady use, and noted as seen at most once", async () => {
    const cache = await start();
    const token = await signedIn();
    later(2 * MINUTE);
    await stateOf(cache, token);
    statements = [];
    for (let second = 0; second < 120; second++) {
      later(1000);
      expect(await stateOf(cache, token)).toBe("active");
    }
    expect(reads()).toBeLessThanOrEqual(4);
    expect(statements.filter((statement) => statement.startsWith("update"))).toHaveLength(2);
  });

  test("is read once for many requests at the same time", async () => {
    const cache = await start();
    const token = await signedIn();
    await Promise.all(Array.from({ length: 50 }, () => stateOf(cache, token)));
    expect(reads()).toBe(1);
  });

  test("ends after seven days without use", async () => {
    const cache = await start();
    const token = await signedIn();
    later(7 * DAY - MINUTE);
    expect(await stateOf(cache, token)).toBe("active");
    later(7 * DAY - MINUTE);
    expect(await stateOf(cache, token)).toBe("active");
    later(7 * DAY);
    expect(await stateOf(cache, token)).toBe("ended");
    expect(await listSessions(user.db, token.userId, now)).toEqual([]);
  });

  test("ends after thirty days however much it is used", async () => {
    const cache = await start();
    const token = await signedIn();
    for (let day = 1; day < 30; day++) {
      later(DAY);
      expect(await stateOf(cache, token)).toBe("active");
    }
    later(DAY - 1000);
    expect(await stateOf(cache, token)).toBe("active");
    later(1000);
    expect(await stateOf(cache, token)).toBe("ended");
  });

  test("loses a tier at the moment it runs out, even from what is kept", async () => {
    const cache = await start();
    const token = await signedIn();
    const until = new Date(now.getTime() + 10_000);
    await user.sql`update eigenwatch.users set tier = 'PRO', tier_expires_at = ${until} where id = ${token.userId}`;
    await setTimeout(100);
    later(9_999);
    expect(await cache.check(token, client)).toMatchObject({ tier: "PRO" });
    later(1);
    expect(await cache.check(token, client)).toMatchObject({ tier: "FREE" });
    expect(reads()).toBe(1);
  });
});

describe("on another instance, a session ends within a second", () => {
  test.each<[string, (token: SessionToken & { userId: string }) => Promise<unknown>]>([
    ["when it is revoked", ({ userId, sessionId }) => revokeSession(user.db, userId, sessionId, now)],
    [
      "when all others are revoked",
      async ({ userId }) => {
        const { sessionId } = await anotherSession(userId);
        await revokeOtherSessions(user.db, userId, sessionId, now);
      },
    ],
    [
      "when the account is disabled",
      ({ userId }) => user.sql`update eigenwatch.users set disabled_at = now() where id = ${userId}`,
    ],
    [
      "when the account is deleted",
      ({ userId }) => user.sql`delete from eigenwatch.users where id = ${userId}`,
    ],
  ])("%s", async (_, end) => {
    const [here, there] = [await start(), await start()];
    const token = await signedIn();
    expect([await stateOf(here, token), await stateOf(there, token)]).toEqual(["active", "active"]);
    await end(token);
    for (const cache of [here, there]) await until(async () => (await stateOf(cache, token)) === "ended");
  });

  test("and a tier is known there as soon", async () => {
    const there = await start();
    const token = await signedIn();
    await stateOf(there, token);
    await user.sql`update eigenwatch.users set tier = 'PRO' where id = ${token.userId}`;
    await until(async () => {
      const checked = await there.check(token, client);
      return checked.state === "active" && checked.tier === "PRO";
    });
  });

  test("also right after the listener's connection was lost", async () => {
    const cache = await start();
    const token = await signedIn();
    await stateOf(cache, token);
    await user.cutOff("eigenwatch-listener");
    await revokeSession(user.db, token.userId, token.sessionId, now);
    await until(async () => (await stateOf(cache, token)) === "ended");
  });
});

/** Returns the database, with reads of sessions delayed until `work` is done. */
function slowToTell(work: () => Promise<void>): typeof user.db {
  const held = (query: object): object =>
    new Proxy(query, {
      get: (target, key) => {
        const value = Reflect.get(target, key);
        if (typeof value !== "function") return value;
        if (key === "then")
          return (...handlers: Parameters<Promise<unknown>["then"]>) =>
            Promise.resolve(target)
              .then(async (rows) => {
                await work();
                return rows;
              })
              .then(...handlers);
        return (...args: unknown[]) => held(value.apply(target, args));
      },
    });
  return new Proxy(user.db, {
    get: (target, key) =>
      key === "select"
        ? (...args: unknown[]) => held(Reflect.apply(target.select, target, args))
        : Reflect.get(target, key),
  });
}

test("a session that is revoked while it is read has ended, then and later", async () => {
  const token = await signedIn();
  let reads = 0;
  const cache = makeSessionCache(
    slowToTell(async () => {
      reads += 1;
      if (reads > 1) return;
      await revokeSession(user.db, token.userId, token.sessionId, now);
      // The database's notification, which arrives before the answer of the read.
      cache.drop(token.sessionId);
    }),
    user.applicationUrl,
    () => now,
  );
  instances.push({ cache, close: cache.close });
  await until(() => cache.hears());
  expect(await stateOf(cache, token)).toBe("ended");
  expect(await stateOf(cache, token)).toBe("ended");
});

test("while nothing would be heard of a change, a session is believed for half a second and no longer", async () => {
  const deaf = makeSessionCache(user.db, "postgres://nobody@127.0.0.1:1/nothing", () => now);
  instances.push({ cache: deaf, close: deaf.close });
  const token = await signedIn();
  expect(await stateOf(deaf, token)).toBe("active");
  expect(deaf.hears()).toBe(false);
  await revokeSession(user.db, token.userId, token.sessionId, now);
  later(499);
  expect(await stateOf(deaf, token)).toBe("active");
  later(1);
  expect(await stateOf(deaf, token)).toBe("ended");
});

describe("the secret", () => {
  test("is changed once when it is due, and the one before stays good for a minute", async () => {
    const [here, there] = [await start(), await start()];
    const token = await signedIn();
    expect(await here.rotate(token)).toBeUndefined();
    later(ROTATE_MILLISECONDS);
    await stateOf(there, token);
    const secrets = await Promise.all([here.rotate(token), here.rotate(token), here.rotate(token)]);
    const fresh = secrets.filter((secret) => secret !== undefined);
    expect(fresh).toHaveLength(1);
    const next = { ...token, secret: fresh[0] ?? "" };
    for (const cache of [here, there]) {
      expect(await stateOf(cache, next)).toBe("active");
      expect(await stateOf(cache, token)).toBe("active");
    }
    expect(await there.rotate(token)).toBeUndefined();
    const [row] = await user.sql`select * from eigenwatch.user_sessions where id = ${token.sessionId}`;
    expect(row).toMatchObject({
      refresh_token_hash: hashOf(next.secret),
      previous_token_hash: hashOf(token.secret),
    });
    later(MINUTE);
    expect(await stateOf(there, next)).toBe("active");
  });

  test("that was replaced long ago ends the session for everybody, and is written down", async () => {
    const [here, there] = [await start(), await start()];
    const token = await signedIn();
    later(ROTATE_MILLISECONDS);
    const next = { ...token, secret: (await here.rotate(token)) ?? "" };
    later(MINUTE + 1000);
    expect(await stateOf(there, next)).toBe("active");
    expect(await stateOf(there, token)).toBe("ended");
    for (const cache of [here, there]) await until(async () => (await stateOf(cache, next)) === "ended");
    const lines = await user.sql`select action from eigenwatch.audit_events where actor_id = ${token.userId}`;
    expect(lines.map(({ action }) => action)).toEqual(["session.reused"]);
  });
});

test("while the database does not answer, nobody has a session, and it comes back by itself", async () => {
  const cache = await start();
  const token = await signedIn();
  const elsewhere = connectUser("postgres://nobody@127.0.0.1:1/nothing");
  const deaf = makeSessionCache(elsewhere.db, "postgres://nobody@127.0.0.1:1/nothing", () => now);
  expect(await stateOf(deaf, token)).toBe("unavailable");
  expect(deaf.hears()).toBe(false);
  await deaf.close();
  await elsewhere.close();
  expect(await stateOf(cache, token)).toBe("active");
});
