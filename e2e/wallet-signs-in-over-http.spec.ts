import { type APIRequestContext, expect, test } from "@playwright/test";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";

/** A client with its own cookies, as a script would be. */
type Client = APIRequestContext;
const opened: Client[] = [];
test.afterEach(async () => {
  for (const client of opened.splice(0)) await client.dispose();
});

async function ask(client: Client, procedure: string, input?: unknown) {
  const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify({ json: input }))}`;
  const answer = await client.get(`/api/trpc/${procedure}${query}`);
  return { status: answer.status(), data: (await answer.json()).result?.data?.json };
}
async function change(client: Client, procedure: string, input?: unknown) {
  const data = input === undefined ? undefined : { json: input };
  const answer = await client.post(`/api/trpc/${procedure}`, { data });
  return {
    status: answer.status(),
    data: (await answer.json()).result?.data?.json,
    headers: answer.headersArray(),
  };
}
const sessionOf = async (client: Client) => await (await client.get("/api/auth/session")).json();
const csrfOf = async (client: Client) => (await (await client.get("/api/auth/csrf")).json()).csrfToken;

const newWallet = () => privateKeyToAccount(generatePrivateKey());
type Wallet = ReturnType<typeof newWallet>;

async function sign(client: Client, wallet: Wallet, site: string) {
  const { nonce } = (await change(client, "account.session.nonce")).data;
  const { host, origin } = new URL(site);
  const message = createSiweMessage({
    address: wallet.address,
    domain: host,
    uri: origin,
    version: "1",
    chainId: 1,
    nonce,
    issuedAt: new Date(),
  });
  return { message, signature: await wallet.signMessage({ message }) };
}
async function handIn(client: Client, signed: { message: string; signature: string }, headers = {}) {
  const form = { csrfToken: await csrfOf(client), json: "true", ...signed };
  return await client.post("/api/auth/callback/siwe", { form, headers, maxRedirects: 0 });
}

const journey = test.extend<{
  site: string;
  open: () => Promise<Client>;
  signIn: (wallet: Wallet) => Promise<Client>;
}>({
  site: async ({ baseURL }, use) => await use(baseURL ?? ""),
  open: async ({ playwright, site }, use) => {
    await use(async () => {
      const client = await playwright.request.newContext({ baseURL: site });
      opened.push(client);
      return client;
    });
  },
  signIn: async ({ open, site }, use) => {
    await use(async (wallet) => {
      const client = await open();
      expect((await handIn(client, await sign(client, wallet, site))).status()).toBe(200);
      return client;
    });
  },
});

journey("a client asks for a nonce, signs it, is known, and signs out for good", async ({ open, site }) => {
  const [client, wallet] = [await open(), newWallet()];
  expect(await ask(client, "account.viewer")).toEqual({ status: 200, data: { tier: "VISITOR" } });
  expect((await ask(client, "account.sessions.list")).status).toBe(401);
  expect(await sessionOf(client)).toEqual({});

  const issued = await change(client, "account.session.nonce");
  expect(Object.keys(issued.data).toSorted()).toEqual(["expiresAt", "nonce"]);
  const cookie = issued.headers.find(({ name }) => name.toLowerCase() === "set-cookie")?.value;
  expect(cookie).toMatch(/nonce=.*; HttpOnly; SameSite=Lax/);

  const answer = await handIn(client, await sign(client, wallet, site));
  expect(answer.status()).toBe(200);
  const address = wallet.address.toLowerCase();
  expect((await sessionOf(client)).user).toEqual({ name: null, address, tier: "FREE" });
  expect((await ask(client, "account.viewer")).data).toEqual({ tier: "FREE", address, displayName: null });
  const [session] = (await ask(client, "account.sessions.list")).data;
  expect(session).toMatchObject({ isCurrent: true, ip: expect.stringMatching(/^(127\.0\.0\.1|::1)$/) });

  const { cookies } = await client.storageState();
  const kept = cookies.find(({ name }) => name === "eigenwatch.session");
  expect(kept).toMatchObject({ httpOnly: true, sameSite: "Lax", domain: "localhost" });
  const form = { csrfToken: await csrfOf(client), json: "true" };
  expect((await client.post("/api/auth/signout", { form })).status()).toBe(200);
  expect(await sessionOf(client)).toEqual({});

  const replay = await open();
  const headers = { cookie: `eigenwatch.session=${kept?.value}` };
  expect((await replay.get("/api/trpc/account.sessions.list", { headers })).status()).toBe(401);
  expect(await (await replay.get("/api/auth/session", { headers })).json()).toEqual({});
});

journey("one wallet in two browsers is one account, and either can end the other", async ({ signIn }) => {
  const wallet = newWallet();
  const [one, other] = [await signIn(wallet), await signIn(wallet)];
  const list = (await ask(one, "account.sessions.list")).data as { id: string; isCurrent: boolean }[];
  expect(list).toHaveLength(2);
  const id = list.find(({ isCurrent }) => !isCurrent)?.id;
  expect((await ask(other, "account.sessions.list")).status).toBe(200);
  expect((await change(one, "account.sessions.revoke", { id })).status).toBe(200);
  await expect.poll(async () => (await ask(other, "account.sessions.list")).status).toBe(401);
  expect(await sessionOf(other)).toEqual({});
  expect((await ask(one, "account.sessions.list")).status).toBe(200);
});

journey("a signed message passes once, in its own browser, from no other site", async ({ open, site }) => {
  const wallet = newWallet();
  const [mine, theirs] = [await open(), await open()];
  const stolen = await sign(mine, wallet, site);
  expect((await handIn(theirs, stolen)).status()).toBe(401);
  expect((await handIn(mine, stolen)).status()).toBe(401);

  const twice = await sign(mine, newWallet(), site);
  const tries = await Promise.all([handIn(mine, twice), handIn(mine, twice)]);
  expect(tries.map((answer) => answer.status()).toSorted()).toEqual([200, 401]);

  const client = await open();
  const foreign = await handIn(client, await sign(client, newWallet(), site), {
    origin: "https://evil.example",
  });
  expect(foreign.status()).toBe(403);
  const elsewhere = await handIn(client, await sign(client, newWallet(), "https://evil.example"));
  expect(elsewhere.status()).toBe(401);
  expect((await elsewhere.json()).url).toBe(`${site}/settings?error=REFUSED`);
  expect(await sessionOf(client)).toEqual({});
});

journey("a refused sign-in tells nothing but a fixed word", async ({ open }) => {
  const client = await open();
  const form = { csrfToken: await csrfOf(client), message: "select 1; \u0000", signature: "<script>" };
  const answer = await client.post("/api/auth/callback/siwe", { form, maxRedirects: 0 });
  expect(answer.status()).toBe(302);
  expect(answer.headers().location).toMatch(/\/settings\?error=REFUSED$/);
  expect(answer.headers()["cache-control"]).toContain("no-store");
});

journey("what a client says of its address is not believed", async ({ signIn }) => {
  const client = await signIn(newWallet());
  const headers = {
    "x-forwarded-for": "8.8.8.8",
    "x-eigenwatch-remote-address": "8.8.8.8",
    "x-real-ip": "8.8.8.8",
  };
  const answer = await client.post("/api/trpc/account.sessions.revokeOthers", { headers });
  expect(answer.status()).toBe(200);
  const log = await ask(client, "account.audit.list", {});
  expect(JSON.stringify(log.data)).not.toContain("8.8.8.8");
  const limited = await client.get("/api/trpc/account.viewer", { headers });
  expect(Number(limited.headers()["ratelimit-limit"])).toBeGreaterThan(0);
});

journey(
  "a wallet that never staked reads its own page, and that there is none of another's",
  async ({ signIn }) => {
    const wallet = newWallet();
    const client = await signIn(wallet);
    const own = await client.get(`/stakers/${wallet.address}`);
    expect(own.status()).toBe(200);
    const missing = await client.get(`/stakers/${newWallet().address}`);
    expect(missing.status()).toBe(404);
    const drawn = (await missing.text()).replaceAll(/<script[\s\S]*?<\/script>/g, "");
    expect(drawn).toContain("Nothing lives at this address");
  },
);
