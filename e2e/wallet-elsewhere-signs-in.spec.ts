import type { Page } from "@playwright/test";
import { relayPort } from "./ports";
import { startRelay } from "./relay";
import { openRemoteWallet } from "./remote-wallet";
import { settled } from "./wallet";
import { expect, expectAccessible, test } from "./watched";

// All tests share one relay, so they run one after the other.
test.describe.configure({ mode: "default" });
let relay: Awaited<ReturnType<typeof startRelay>>;
test.beforeAll(async () => {
  relay = await startRelay();
});
test.afterAll(() => relay.stop());

const account = "#account";
const isLibrary = (text: string) => text.includes("wc_proposeSession");

async function chooseWalletConnect(page: Page) {
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "WalletConnect" }).click();
}

async function uriOf(page: Page) {
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("img", { name: "Code for your wallet to scan" })).toBeVisible();
  return (await dialog.locator('a[href^="wc:"]').getAttribute("href")) ?? "";
}

test("a wallet on a phone scans the code, signs in, stays over a reload, and ends it from afar", async ({
  page,
}) => {
  const scripts: string[] = [];
  page.on("response", async (response) => {
    if (response.url().endsWith(".js")) scripts.push(await response.text().catch(() => ""));
  });
  const wallet = await openRemoteWallet();
  const response = await page.goto("/operators", settled);
  expect(response?.headers()["content-security-policy"]).toContain(
    `connect-src 'self' ws://localhost:${relayPort};`,
  );
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "WalletConnect" })).toBeVisible();
  expect(scripts.filter(isLibrary)).toHaveLength(0);

  await dialog.getByRole("button", { name: "WalletConnect" }).click();
  const uri = await uriOf(page);
  expect(scripts.some(isLibrary)).toBe(true);
  await expectAccessible(page);
  await wallet.scan(uri);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator(account)).toHaveAttribute("aria-label", `Account ${wallet.address}`);

  await page.reload(settled);
  await expect(page.locator(account)).toHaveAttribute("aria-label", `Account ${wallet.address}`);
  await wallet.disconnect();
  await expect(page.getByText("Your wallet was disconnected.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeVisible();
  expect((await (await page.request.get("/api/auth/session")).json()).user).toBeUndefined();
});

test("a wallet on a phone declines to connect, declines to sign, and switches its account", async ({
  page,
}) => {
  const wallet = await openRemoteWallet();
  await page.goto("/", settled);
  await chooseWalletConnect(page);
  const dialog = page.getByRole("dialog");
  const given = await uriOf(page);
  await dialog.getByRole("button", { name: "Another wallet" }).click();
  await dialog.getByRole("button", { name: "WalletConnect" }).click();
  wallet.declines.add("session");
  const uri = await uriOf(page);
  expect(uri).not.toBe(given);
  await wallet.scan(uri);
  await expect(dialog.getByText("You declined the connection")).toBeVisible();

  wallet.declines = new Set(["signature"]);
  await dialog.getByRole("button", { name: "Try again" }).click();
  await wallet.scan(await uriOf(page));
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Nothing was signed");
  wallet.declines.clear();
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator(account)).toHaveAttribute("aria-label", `Account ${wallet.address}`);

  await wallet.switchAccount();
  await expect(page.getByText("Your wallet shows another account now.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeVisible();
});
