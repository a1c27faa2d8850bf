import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createUserTestDatabase } from "@/db/testing/databases";
import { type Limiter, makeLimiter } from "../limits/limiter";
import { handleAuth } from "./handler";
import { makeSessionCache, type SessionCache } from "./session-cache";
import { site } from "./settings";
import { issueNonce } from "./sign-in";
import { makeBrowser, messageFor } from "./testing";
import { viewerOf } from "./viewer";

let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let cache: SessionCache;
let limits: Limiter;
beforeAll(async () => {
  user = await createUserTestDatabase();
  cache = makeSessionCache(user.db, user.applicationUrl);
});
afterAll(async () => {
  await Promise.all([cache.close()]);
  await user.drop();
});
beforeEach(async () => {
  await user.sql`truncate eigenwatch.rate_limits`;
  limits = makeLimiter(user.rateLimits);
});

type Browser = ReturnType<typeof makeBrowser>;
type Call = {
  method?: string;
  form?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string;
};
const client = { ip: null, device: null };

async function call(browser: Browser, path: string, { method, form, headers, body }: Call = {}) {
  const type = form && { "content-type": "application/x-www-form-urlencoded" };
  const request = new Request(`http://other-host.example/api/auth/${path}`, {
    method: method ?? (form || body ? "POST" : "GET"),
    headers: browser.headers({ ...type, ...headers }),
    body: body ?? (form && new URLSearchParams(form).toString()),
  });
  const services = { db: user.db, cache, limits };
  const answer = await handleAuth(request, path.split("?")[0]?.split("/") ?? [], services);
  browser.keep(answer.headers);
  return answer;
}
const csrfOf = async (browser: Browser) => String((await (await call(browser, "csrf")).json()).csrfToken);
const sessionOf = async (browser: Browser) => await (await call(browser, "session")).json();

async function signed(browser: Browser, account: PrivateKeyAccount) {
  const { nonce, cookie } = await issueNonce(user.db, browser.headers());
  browser.keep(new Headers({ "set-cookie": cookie }));
  const message = messageFor(account, nonce);
  return { message, signature: await account.signMessage({ message }) };
}
async function signIn(
  browser: Browser,
  account = privateKeyToAccount(generatePrivateKey()),
  call_: Call = {},
) {
  const csrfToken = await csrfOf(browser);
  const form = { csrfToken, json: "true", ...(await signed(browser, account)), ...call_.form };
  return await call(browser, "callback/siwe", { ...call_, form });
}

describe("calls of next-auth", () => {
  test.each(["session", "csrf", "providers"])(
    "that ask for %s too often are refused, and told when to come again",
    async (path) => {
      const browser = makeBrowser();
      await limits.spend("auth", "unknown", 199);
      expect((await call(browser, path)).status).toBe(200);
      const refused = await call(browser, path);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(await refused.json()).toMatchObject({ limit: 200, seconds: 60 });
    },
  );
});

describe("signing in", () => {
  test("gives a cookie out of reach of scripts, and a session that says who one is", async () => {
    const [browser, account] = [makeBrowser(), privateKeyToAccount(generatePrivateKey())];
    expect(await sessionOf(browser)).toEqual({});
    const answer = await signIn(browser, account);
    expect(answer.status).toBe(200);
    expect((await answer.json()).url).toBe(site.origin);
    const cookie = answer.headers.getSetCookie().find((one) => one.startsWith("eigenwatch.session="));
    expect(cookie).toMatch(/; Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/);
    const session = await sessionOf(browser);
    const address = account.address.toLowerCase();
    expect(session).toEqual({ user: { name: null, address, tier: "FREE" }, expires: expect.any(String) });
    expect(await viewerOf(browser.headers(), client, () => cache)).toMatchObject({
      tier: "FREE",
      account: { address },
    });
  });

  test("answers a form without json=true with a redirect, right or wrong", async () => {
    const browser = makeBrowser();
    const right = await signIn(browser, undefined, { form: { json: "" } });
    expect([right.status, right.headers.get("location")]).toEqual([302, site.origin]);
    const wrong = await signIn(makeBrowser(), undefined, { form: { json: "", signature: "0x12" } });
    expect([wrong.status, wrong.headers.get("location")]).toEqual([
      302,
      `${site.origin}/settings?error=REFUSED`,
    ]);
  });

  test("says why not in fixed words", async () => {
    const browser = makeBrowser();
    const answer = await signIn(browser, undefined, { form: { message: "'; drop table users" } });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({
      url: `${site.origin}/settings?error=REFUSED`,
      error: "REFUSED",
      message: expect.any(String),
    });
    expect(await sessionOf(browser)).toEqual({});
  });

  test("again in the same browser ends the session before", async () => {
    const [browser, account] = [makeBrowser(), privateKeyToAccount(generatePrivateKey())];
    await signIn(browser, account);
    const before = browser.headers();
    await signIn(browser, account);
    cache.drop((await viewerOf(before, client, () => cache)).account?.sessionId ?? "");
    expect(await viewerOf(before, client, () => cache)).toEqual({ tier: "VISITOR" });
    expect(await sessionOf(browser)).toHaveProperty("user");
  });

  test.each<[string, Call]>([
    ["another site", { headers: { origin: "https://evil.example" } }],
    ["a sandbox", { headers: { origin: "null" } }],
    ["another port", { headers: { origin: "http://localhost:3001" } }],
    ["what the host header names", { headers: { origin: "http://other-host.example" } }],
    ["a neighbouring site", { headers: { "sec-fetch-site": "same-site" } }],
    ["across sites", { headers: { "sec-fetch-site": "cross-site" } }],
  ])("from %s is refused", async (_, change) => {
    const browser = makeBrowser();
    expect((await signIn(browser, undefined, change)).status).toBe(403);
    expect(await sessionOf(browser)).toEqual({});
  });

  test("from our own pages passes", async () => {
    const headers = { origin: site.origin, "sec-fetch-site": "same-origin" };
    expect((await signIn(makeBrowser(), undefined, { headers })).status).toBe(200);
  });

  test("without the browser's CSRF token is refused", async () => {
    const browser = makeBrowser();
    const answer = await signIn(browser, undefined, { form: { csrfToken: "0".repeat(64) } });
    expect(answer.status).toBe(401);
    expect(await sessionOf(browser)).toEqual({});
    await signIn(browser);
    const out = await call(browser, "signout", { form: { csrfToken: "0".repeat(64), json: "true" } });
    expect(out.status).toBe(401);
    expect(await sessionOf(browser)).toHaveProperty("user");
  });

  test("does not lead to another site afterwards", async () => {
    for (const callbackUrl of ["https://evil.example/", "//evil.example", "javascript:alert(1)"]) {
      const answer = await signIn(makeBrowser(), undefined, { form: { callbackUrl, json: "" } });
      expect(new URL(answer.headers.get("location") ?? "").origin).toBe(site.origin);
    }
  });

  test("too often answers 429, says the limit and when to come again", async () => {
    const [browser, account] = [makeBrowser(), privateKeyToAccount(generatePrivateKey())];
    for (let tries = 0; tries < 5; tries++) await signIn(browser, account);
    const answer = await signIn(browser, account);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(answer.headers.get("ratelimit-limit")).toBe("5");
    expect(await answer.json()).toMatchObject({ error: "RATE_LIMITED", limit: 5 });
  });

  test("with a body that is too large is refused unread", async () => {
    const answer = await call(makeBrowser(), "callback/siwe", { body: "x".repeat(40_000) });
    expect(answer.status).toBe(413);
  });
});

describe("a session", () => {
  test("ends with the sign-out, and its old cookie is good for nothing", async () => {
    const browser = makeBrowser();
    await signIn(browser);
    const before = browser.headers();
    const form = { csrfToken: await csrfOf(browser), json: "true" };
    expect((await call(browser, "signout", { form })).status).toBe(200);
    expect(browser.jar.has("eigenwatch.session")).toBe(false);
    expect(await viewerOf(before, client, () => cache)).toEqual({ tier: "VISITOR" });
    const [row] = await user.sql`select action from eigenwatch.audit_events order by created_at desc limit 1`;
    expect(row?.action).toBe("session.ended");
  });

  test.each([
    ["revoked", "update eigenwatch.user_sessions set revoked_at = now()"],
    ["of a disabled account", "update eigenwatch.users set disabled_at = now()"],
    ["of a deleted account", "delete from eigenwatch.users"],
    [
      "that is over",
      "update eigenwatch.user_sessions set created_at = '2020-01-01', expires_at = '2020-01-02'",
    ],
    [
      "that nobody used for a week",
      `update eigenwatch.user_sessions set last_seen_at = now() - interval '8 days',
        rotated_at = now() - interval '8 days'`,
    ],
  ])("%s is an empty one, and its cookie is taken away", async (_, change) => {
    const browser = makeBrowser();
    await signIn(browser);
    const { account } = await viewerOf(browser.headers(), client, () => cache);
    await user.sql.unsafe(change);
    cache.drop(account?.id ?? "");
    expect(await sessionOf(browser)).toEqual({});
    expect(browser.jar.has("eigenwatch.session")).toBe(false);
  });

  test("gets a new secret when it is due, in its own route only, and no answer undoes that", async () => {
    const browser = makeBrowser();
    await signIn(browser);
    const first = browser.jar.get("eigenwatch.session") ?? "";
    const quiet = await call(browser, "session");
    expect(quiet.headers.getSetCookie().join()).not.toContain("eigenwatch.session");
    await user.sql`update eigenwatch.user_sessions set rotated_at = now() - interval '11 minutes'`;
    cache.drop((await viewerOf(browser.headers(), client, () => cache)).account?.id ?? "");
    await viewerOf(browser.headers(), client, () => cache);
    expect(await sessionOf(browser)).toHaveProperty("user");
    const second = browser.jar.get("eigenwatch.session");
    expect(second).not.toBe(first);
    const late = makeBrowser();
    late.jar.set("eigenwatch.session", first);
    expect(await sessionOf(late)).toHaveProperty("user");
    expect(late.jar.get("eigenwatch.session")).toBe(first);
  });

  test("cannot be made up: a cookie that is not ours is none", async () => {
    for (const value of ["", "x", "a.b.c.d.e", "x".repeat(5000)]) {
      const browser = makeBrowser();
      browser.jar.set("eigenwatch.session", value);
      expect(await viewerOf(browser.headers(), client, () => cache)).toEqual({ tier: "VISITOR" });
      expect(await sessionOf(browser)).toEqual({});
    }
  });
});

test.each([
  ["GET", "verify-request"],
  ["POST", "_log"],
  ["POST", "session"],
  ["POST", "signin/siwe"],
  ["GET", "callback/siwe"],
  ["PUT", "session"],
])("%s %s is closed", async (method, path) => {
  const answer = await call(makeBrowser(), path, { method });
  expect([404, 405]).toContain(answer.status);
});

test("while the database is gone, nobody is let in, the cookie stays, and sign-in says to try again", async () => {
  const browser = makeBrowser();
  await signIn(browser);
  const stays = browser.jar.get("eigenwatch.session");
  const gone = await createUserTestDatabase();
  const deaf = makeSessionCache(gone.db, gone.applicationUrl);
  await gone.drop();
  const services = { db: gone.db, cache: deaf, limits: makeLimiter(gone.rateLimits) };
  const ask = (path: string, init: RequestInit = {}) =>
    handleAuth(new Request(`${site.origin}/api/auth/${path}`, init), path.split("/"), services);
  const session = await ask("session", { headers: browser.headers() });
  expect([session.status, (await session.json()).error]).toEqual([503, "UNAVAILABLE"]);
  expect(session.headers.getSetCookie()).toEqual([]);
  expect(await viewerOf(browser.headers(), client, () => deaf)).toEqual({
    tier: "VISITOR",
    isUnchecked: true,
  });
  const form = { csrfToken: await csrfOf(browser), json: "true", message: "x", signature: "0x" };
  const headers = browser.headers({ "content-type": "application/x-www-form-urlencoded" });
  const answer = await ask("callback/siwe", { method: "POST", headers, body: new URLSearchParams(form) });
  expect([answer.status, (await answer.json()).error]).toEqual([503, "UNAVAILABLE"]);
  expect(browser.jar.get("eigenwatch.session")).toBe(stays);
  await Promise.all([deaf.close()]);
});
