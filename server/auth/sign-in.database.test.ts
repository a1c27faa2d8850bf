import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openRedisLimits } from "@/db/redis/rate-limits";
import { createUserTestDatabase } from "@/db/testing/databases";
import { type Limiter, makeLimiter } from "../limits/limiter";
import { issueNonce, signIn } from "./sign-in";
import { makeBrowser, messageFor } from "./testing";

let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let limits: Limiter;
beforeAll(async () => {
  user = await createUserTestDatabase();
});
afterAll(async () => {
  await user.drop();
});
beforeEach(async () => {
  await user.sql`truncate eigenwatch.rate_limits`;
  limits = makeLimiter(user.rateLimits);
});

const account = privateKeyToAccount(generatePrivateKey());
type Browser = ReturnType<typeof makeBrowser>;

async function nonceOf(browser: Browser, now = new Date()) {
  const { nonce, expiresAt, cookie } = await issueNonce(user.db, browser.headers(), now);
  browser.keep(new Headers({ "set-cookie": cookie }));
  return { nonce, expiresAt, cookie };
}

async function attempt(
  browser: Browser,
  message: unknown,
  signature: unknown,
  { now, ip = "192.0.2.7" }: { now?: Date; ip?: string } = {},
) {
  const client = { ip, device: "Firefox on Linux" };
  return await signIn(user.db, { message, signature, headers: browser.headers(), client }, { limits, now });
}

async function signed(nonce: string, change: Parameters<typeof messageFor>[2] = {}, signer = account) {
  const message = messageFor(account, nonce, change);
  return [message, await signer.signMessage({ message })] as const;
}

const counts = async () => {
  const [row] = await user.sql`select (select count(*) from eigenwatch.users)::int as users,
    (select count(*) from eigenwatch.user_sessions)::int as sessions,
    (select count(*) from eigenwatch.auth_nonces)::int as nonces`;
  return row;
};

describe("a nonce", () => {
  test("has more than 128 random bits in letters and digits, lives five minutes, and is stored for its browser", async () => {
    const browser = makeBrowser();
    const now = new Date();
    const issued = await Promise.all(Array.from({ length: 20 }, () => nonceOf(browser, now)));
    expect(new Set(issued.map(({ nonce }) => nonce)).size).toBe(20);
    for (const { nonce, expiresAt, cookie } of issued) {
      expect(nonce).toMatch(/^[0-9a-f]{48}$/);
      expect(expiresAt).toEqual(new Date(now.getTime() + 5 * 60_000));
      expect(cookie).toMatch(/^eigenwatch\.nonce=[\w-]{43}; Max-Age=300; Path=\/; HttpOnly; SameSite=Lax$/);
    }
    const [row] = await user.sql`select browser_hash from eigenwatch.auth_nonces limit 1`;
    expect([...browser.jar.values()]).not.toContain(row?.browser_hash);
  });
});

describe("a sign-in", () => {
  test("makes one account for a wallet, however many sign in at once, and a session for each sign-in", async () => {
    const browsers = Array.from({ length: 5 }, () => makeBrowser());
    const before = await counts();
    const outcomes = await Promise.all(
      browsers.map(async (browser) => {
        const [message, signature] = await signed((await nonceOf(browser)).nonce);
        return await attempt(browser, message, signature);
      }),
    );
    for (const outcome of outcomes) expect(outcome).toHaveProperty("secret");
    const after = await counts();
    expect(after?.users).toBe(before?.users + 1);
    expect(after?.sessions).toBe(before?.sessions + 5);
    const rows = await user.sql`select wallet_address from eigenwatch.users`;
    expect(rows.map((row) => row.wallet_address)).toEqual([account.address.toLowerCase()]);
  });

  test("stores the hash of the secret alone, with device and address, and a line in the audit trail", async () => {
    const browser = makeBrowser();
    const [message, signature] = await signed((await nonceOf(browser)).nonce);
    const outcome = await attempt(browser, message, signature);
    if ("refused" in outcome) throw new Error(outcome.refused);
    expect(Buffer.from(outcome.secret, "base64url")).toHaveLength(32);
    const [row] = await user.sql`select *, host(ip_address) as ip from eigenwatch.user_sessions
      where id = ${outcome.sessionId}`;
    expect(JSON.stringify(row)).not.toContain(outcome.secret);
    expect(row).toMatchObject({ ip: "192.0.2.7", device_info: "Firefox on Linux", revoked_at: null });
    expect(row?.expires_at - row?.created_at).toBe(30 * 24 * 3600_000);
    const [line] = await user.sql`select action, detail from eigenwatch.audit_events
      where actor_id = ${row?.user_id} and action = 'session.created' limit 1`;
    expect(line).toMatchObject({ detail: { chainId: 1 } });
  });

  test("passes once, even in two tries at once, and not again", async () => {
    const browser = makeBrowser();
    const [message, signature] = await signed((await nonceOf(browser)).nonce);
    const tries = await Promise.all(Array.from({ length: 4 }, () => attempt(browser, message, signature)));
    expect(tries.filter((outcome) => "secret" in outcome)).toHaveLength(1);
    for (const outcome of tries) if (!("secret" in outcome)) expect(outcome).toEqual({ refused: "EXPIRED" });
    expect(await attempt(browser, message, signature)).toEqual({ refused: "EXPIRED" });
  });

  test.each<[string, (browser: Browser, nonce: string) => Promise<readonly [unknown, unknown]>]>([
    [
      "another wallet's signature",
      (_, nonce) => signed(nonce, {}, privateKeyToAccount(generatePrivateKey())),
    ],
    ["another domain", (_, nonce) => signed(nonce, { domain: "evil.example" })],
    [
      "a message altered after it was signed",
      async (_, nonce) => {
        const [message, signature] = await signed(nonce);
        return [message.replace("costs nothing", "costs all"), signature];
      },
    ],
    ["no signature", async (_, nonce) => [messageFor(account, nonce), ""]],
    ["a list for a signature", async (_, nonce) => [messageFor(account, nonce), ["0x"]]],
    ["a message for nobody", async () => ["hello", "0x1234"]],
    ["nothing", async () => [undefined, undefined]],
    ["an object for a message", async () => [{ nonce: "x" }, "0x"]],
  ])("burns the nonce of a try with %s", async (_, make) => {
    const browser = makeBrowser();
    const { nonce } = await nonceOf(browser);
    expect(await attempt(browser, ...(await make(browser, nonce)))).toEqual({ refused: "REFUSED" });
    expect(await attempt(browser, ...(await signed(nonce)))).toEqual({ refused: "EXPIRED" });
  });

  test("with a nonce of another browser, of nobody, or too old is refused, and burns it", async () => {
    const [mine, other] = [makeBrowser(), makeBrowser()];
    const { nonce } = await nonceOf(mine);
    await nonceOf(other);
    expect(await attempt(other, ...(await signed(nonce)))).toEqual({ refused: "EXPIRED" });
    expect(await attempt(mine, ...(await signed(nonce)))).toEqual({ refused: "EXPIRED" });
    const stranger = makeBrowser();
    const { nonce: bare } = await nonceOf(stranger);
    stranger.jar.clear();
    expect(await attempt(stranger, ...(await signed(bare)))).toEqual({ refused: "EXPIRED" });
    expect(await attempt(mine, ...(await signed("0123456789abcdef0123456789abcdef")))).toEqual({
      refused: "EXPIRED",
    });
    const { nonce: old } = await nonceOf(mine);
    const later = new Date(Date.now() + 5 * 60_000 + 1000);
    expect(await attempt(mine, ...(await signed(old)), { now: later })).toEqual({ refused: "EXPIRED" });
  });

  test("of a disabled account is refused, and says so only to who holds the wallet", async () => {
    const owner = privateKeyToAccount(generatePrivateKey());
    await user.sql`insert into eigenwatch.users (wallet_address, disabled_at)
      values (${owner.address.toLowerCase()}, now())`;
    const browser = makeBrowser();
    const { nonce } = await nonceOf(browser);
    const message = messageFor(owner, nonce);
    const before = await counts();
    const outcome = await attempt(browser, message, await owner.signMessage({ message }));
    expect(outcome).toEqual({ refused: "DISABLED" });
    expect((await counts())?.sessions).toBe(before?.sessions);
    const second = messageFor(owner, (await nonceOf(browser)).nonce);
    expect(await attempt(browser, second, await account.signMessage({ message: second }))).toEqual({
      refused: "REFUSED",
    });
  });

  test("is refused to everybody but those who administer while it is closed, and makes no account", async () => {
    await user.sql`insert into eigenwatch.system_settings (name, value) values ('sign_in', '"closed"')`;
    const tryAs = async (role?: "user" | "support" | "admin") => {
      const owner = privateKeyToAccount(generatePrivateKey());
      if (role)
        await user.sql`insert into eigenwatch.users (wallet_address, role) values (${owner.address.toLowerCase()}, ${role})`;
      const browser = makeBrowser();
      const message = messageFor(owner, (await nonceOf(browser)).nonce);
      // Each from its own network, for attempts are limited by it.
      return await attempt(browser, message, await owner.signMessage({ message }), {
        ip: `192.0.2.${role?.length ?? 9}`,
      });
    };
    const before = await counts();
    expect(await tryAs()).toEqual({ refused: "CLOSED" });
    expect((await counts())?.users).toBe(before?.users);
    expect(await tryAs("user")).toEqual({ refused: "CLOSED" });
    expect(await tryAs("support")).toHaveProperty("secret");
    expect(await tryAs("admin")).toHaveProperty("secret");
    await user.sql`truncate eigenwatch.system_settings`;
    expect(await tryAs()).toHaveProperty("secret");
  });

  describe("too often", () => {
    const from = (ip: string) => ({ ip });
    const wordsOf = (all: Awaited<ReturnType<typeof attempt>>[]) =>
      all
        .map((one) =>
          "exceeded" in one ? `over ${one.exceeded?.limit}` : "refused" in one ? one.refused : "passed",
        )
        .toSorted();
    const forged = async (ip: string) =>
      await attempt(makeBrowser(), messageFor(account, "0123456789abcdef0123456789abcdef"), "0x12", from(ip));
    const right = async (ip: string, signer = account) => {
      const browser = makeBrowser();
      const message = messageFor(signer, (await nonceOf(browser)).nonce);
      return await attempt(browser, message, await signer.signMessage({ message }), from(ip));
    };
    const all = <T>(times: number, work: () => Promise<T>) =>
      Promise.all(Array.from({ length: times }, work));

    test("is refused after ten tries a minute from one network, right or wrong, and audited until then", async () => {
      const refusals = async () => {
        const [row] = await user.sql`select count(*)::int as n from eigenwatch.audit_events
          where action = 'session.refused' and actor_id is null and detail::text not like '%0x%'`;
        return Number(row?.n);
      };
      const before = await refusals();
      const tries = await all(13, () => forged("192.0.2.7"));
      expect(wordsOf(tries)).toEqual([...Array(10).fill("EXPIRED"), ...Array(3).fill("over 10")]);
      expect(await refusals()).toBe(before + 10);
      expect(wordsOf([await right("192.0.2.7")])).toEqual(["over 10"]);
    });

    test("forged messages that name a wallet use up nothing of its owner's, from the same network or another", async () => {
      for (const last of [1, 2, 3, 4, 5, 6]) await all(10, () => forged(`198.51.100.${last}`));
      await all(5, () => forged("192.0.2.7"));
      expect(wordsOf(await all(5, () => right("192.0.2.7")))).toEqual(Array(5).fill("passed"));
    });

    test("a right signature of a nonce that another browser asked for counts for nobody's wallet", async () => {
      const browser = makeBrowser();
      const replayed = async () => {
        const [message, signature] = await signed((await nonceOf(makeBrowser())).nonce);
        return await attempt(browser, message, signature, from("192.0.2.7"));
      };
      expect(wordsOf(await all(5, replayed))).toEqual(Array(5).fill("EXPIRED"));
      expect(wordsOf(await all(5, () => right("192.0.2.7")))).toEqual(Array(5).fill("passed"));
    });

    test("one wallet signs in five times a minute from one network, and still from another", async () => {
      const tries = await all(7, () => right("192.0.2.7"));
      expect(wordsOf(tries)).toEqual(["over 5", "over 5", ...Array(5).fill("passed")]);
      const other = privateKeyToAccount(generatePrivateKey());
      expect(wordsOf([await right("192.0.2.7", other), await right("192.0.2.8")])).toEqual([
        "passed",
        "passed",
      ]);
    });
  });
});

test("while the limits are counted in a Redis that does not answer, nobody is let in", async () => {
  const browser = makeBrowser();
  const [message, signature] = await signed((await nonceOf(browser)).nonce);
  const gone = openRedisLimits("redis://127.0.0.1:1");
  const outcome = await signIn(
    user.db,
    { message, signature, headers: browser.headers(), client: { ip: null, device: null } },
    { limits: makeLimiter(gone) },
  );
  await gone.close();
  expect(outcome).toEqual({ refused: "UNAVAILABLE" });
});

test("while the database does not answer, nobody is let in", async () => {
  const gone = await createUserTestDatabase();
  const browser = makeBrowser();
  const [message, signature] = await signed((await nonceOf(browser)).nonce);
  await gone.drop();
  const outcome = await signIn(
    gone.db,
    { message, signature, headers: browser.headers(), client: { ip: null, device: null } },
    { limits: makeLimiter(gone.rateLimits) },
  );
  expect(outcome).toEqual({ refused: "UNAVAILABLE" });
});
