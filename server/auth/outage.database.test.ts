import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, expect, test } from "vitest";
import { insertAccount } from "@/db/testing/accounts";
import { createUserTestDatabase } from "@/db/testing/databases";
import { connectUser, type UserConnection } from "@/db/user/client";
import { env } from "../env";
import { serveCalls } from "../http/testing";
import { makeLimiter } from "../limits/limiter";
import { contextFor } from "../testing/context";
import { SESSION_COOKIE } from "./cookies";
import { handleAuth } from "./handler";
import { hashOf } from "./secrets";
import { makeSessionCache, ROTATE_MILLISECONDS, type SessionCache } from "./session-cache";
import { site } from "./settings";
import { viewerOf } from "./viewer";

const SECRET = "the secret of a session";
const client = { ip: null, device: null };
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let connection: UserConnection;
let cache: SessionCache;
let address: string;
let cookie: string;
/** The sessions' clock, later than the real one by this. */
let later = 0;

beforeEach(async () => {
  later = 0;
  user = await createUserTestDatabase();
  connection = connectUser(user.applicationUrl, { applicationName: "eigenwatch-outage" });
  cache = makeSessionCache(connection.db, user.applicationUrl, () => new Date(Date.now() + later));
  const account = await insertAccount(user.db);
  address = account.address;
  await user.sql`update eigenwatch.user_sessions set refresh_token_hash = ${hashOf(SECRET)}`;
  const token = { sessionId: account.sessionId, secret: SECRET };
  cookie = `${SESSION_COOKIE}=${await encode({ token, secret: env.NEXTAUTH_SECRET })}`;
  return async () => {
    await cache.close();
    await connection.close();
  };
});
afterEach(async () => await user.drop());

const headers = () => new Headers({ cookie });
const viewer = () => viewerOf(headers(), client, () => cache);
const ask = async (path: string, init: RequestInit = {}) =>
  await handleAuth(
    new Request(`${site.origin}/api/auth/${path}`, { headers: headers(), ...init }),
    path.split("/"),
    { db: connection.db, cache, limits: makeLimiter(user.rateLimits) },
  );

test("a database that is read-only for now leaves everybody signed in, and what writes is 503", async () => {
  later = ROTATE_MILLISECONDS + 60_000;
  await user.makeReadOnly("eigenwatch-outage");
  const session = await ask("session");
  expect([session.status, (await session.json()).user?.address]).toEqual([200, address]);
  expect(session.headers.getSetCookie().filter((one) => one.startsWith(SESSION_COOKIE))).toEqual([]);
  const found = await viewer();
  expect(found).toMatchObject({ tier: "FREE", account: { address } });
  const server = await serveCalls(async () => ({
    ...contextFor("FREE", { analytics: undefined as never, user: connection.db }, found.account),
    viewer: found,
  }));
  expect((await server.call("account.profile.get", { json: null })).status).toBe(200);
  const rename = { json: { displayName: "Renamed" } };
  expect((await server.call("account.profile.update", rename, { method: "POST" })).status).toBe(503);
  expect((await server.call("account.session.nonce", { json: null }, { method: "POST" })).status).toBe(503);
  await server.close();
});

test("a database that goes away between two looks at a session is 503, and the cookie stays", async () => {
  expect(await viewer()).toMatchObject({ tier: "FREE" });
  // The first look of a request finds the session in memory; by the second one, it has to be asked again.
  const unsteady: SessionCache = {
    ...cache,
    check: async (...asked) => {
      const checked = await cache.check(...asked);
      await connection.close();
      cache.drop(String(address));
      later += 60_000;
      return checked;
    },
  };
  const answer = await handleAuth(
    new Request(`${site.origin}/api/auth/session`, { headers: headers() }),
    ["session"],
    { db: connection.db, cache: unsteady, limits: makeLimiter(user.rateLimits) },
  );
  expect([answer.status, (await answer.json()).error]).toEqual([503, "UNAVAILABLE"]);
  expect(answer.headers.getSetCookie()).toEqual([]);
});
