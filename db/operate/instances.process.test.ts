import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "../postgres/embedded/server";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "../testing/databases";
import { silenceable } from "../testing/silence";
import { killLaunched, launch } from "./testing-launch";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let here: string;
let there: string;
/** The way of the second instance to the user database. */
let way: Awaited<ReturnType<typeof silenceable>>;
const folders: string[] = [];
const newFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), "instances-"));
  folders.push(folder);
  return folder;
};

beforeAll(async () => {
  [analytics, user] = [await createAnalyticsTestDatabase(), await createUserTestDatabase()];
  way = await silenceable(user.applicationUrl);
  const ports = [await freePort(), await freePort()];
  [here = "", there = ""] = ports.map((port) => `http://localhost:${port}`);
  const start = async (port = 0, userUrl = "") => {
    await launch({
      NEXTAUTH_URL: here,
      NEXTAUTH_SECRET: "b1946ac92492d2347c6235b4d2611184",
      DATA_DIR: await newFolder(),
      PORT: String(port),
      ANALYTICS_DATABASE_URL: analytics.readerUrl,
      USER_DATABASE_URL: userUrl,
    }).says("is ready at", 240);
  };
  await start(ports[0], user.applicationUrl);
  await start(ports[1], way.url);
});
afterAll(async () => {
  await killLaunched();
  way.close();
  for (const folder of folders) await rm(folder, { recursive: true });
  await Promise.all([analytics.drop(), user.drop()]);
});

/** A browser that signs in on the first instance; both are one site. */
async function signIn(wallet = privateKeyToAccount(generatePrivateKey())) {
  const cookies = new Map<string, string>();
  const ask = async (url: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, {
      ...init,
      headers: { ...init.headers, cookie },
      redirect: "manual",
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
  const asked = await ask(`${here}/api/trpc/account.session.nonce`, { method: "POST" });
  const { nonce } = (await asked.json()).result.data.json;
  const { host: domain, origin: uri } = new URL(here);
  const { address } = wallet;
  const message = createSiweMessage({
    address,
    domain,
    uri,
    version: "1",
    chainId: 1,
    nonce,
    issuedAt: new Date(),
  });
  const { csrfToken } = await (await ask(`${here}/api/auth/csrf`)).json();
  const signature = await wallet.signMessage({ message });
  const body = new URLSearchParams({ csrfToken, json: "true", message, signature });
  expect((await ask(`${here}/api/auth/callback/siwe`, { method: "POST", body })).status).toBe(200);
  return { ask, wallet };
}

type Ask = Awaited<ReturnType<typeof signIn>>["ask"];
const sessionsOf = (ask: Ask, site: string) => ask(`${site}/api/trpc/account.sessions.list`);
async function until(isSo: () => Promise<boolean>, milliseconds = 8000) {
  const began = performance.now();
  while (!(await isSo()) && performance.now() - began < milliseconds) await setTimeout(20);
  return performance.now() - began;
}

it("a session that one instance revokes is refused by the other within a second", async () => {
  const { ask, wallet } = await signIn();
  const other = await signIn(wallet);
  expect((await sessionsOf(ask, there)).status).toBe(200);
  const listed = (await (await sessionsOf(other.ask, here)).json()).result.data.json;
  const { id } = listed.find(({ isCurrent }: { isCurrent: boolean }) => !isCurrent);
  const revoked = await other.ask(`${here}/api/trpc/account.sessions.revoke`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ json: { id } }),
  });
  expect(revoked.status).toBe(200);
  expect(await until(async () => (await sessionsOf(ask, there)).status === 401)).toBeLessThan(1000);
  expect((await sessionsOf(other.ask, there)).status).toBe(200);
});

it("without the user database pages are those of a visitor, nobody is let in, and it comes back", async () => {
  const { ask } = await signIn();
  expect((await sessionsOf(ask, there)).status).toBe(200);
  way.close();
  const statuses = new Set<number>();
  const isVisitors = async () => {
    const page = await ask(`${there}/operators`);
    statuses.add(page.status);
    return />Connect</.test(await page.text());
  };
  expect(await until(isVisitors)).toBeLessThan(3000);
  expect([...statuses]).toEqual([200]);
  expect((await sessionsOf(ask, there)).status).not.toBe(200);
  expect((await ask(`${there}/api/trpc/account.session.nonce`, { method: "POST" })).status).not.toBe(200);
  expect((await sessionsOf(ask, here)).status).toBe(200);

  await way.open();
  expect(await until(async () => (await sessionsOf(ask, there)).status === 200)).toBeLessThan(4000);
});
