import { administer } from "./administrator";
import { announceWallet, settled, signIn, untilHydrated } from "./wallet";
import { expect, expectAccessible, test } from "./watched";

const account = "#account";

test("somebody without a wallet is told where to get one", async ({ page }) => {
  await page.goto("/", settled);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Connect a wallet" });
  for (const name of ["MetaMask", "Rabby", "Coinbase Wallet"])
    await expect(dialog.getByRole("link", { name: `Get ${name}` })).toHaveAttribute("href", /^https:/);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.locator(account)).toBeFocused();
});

test("no page loads wallet code before somebody asks for it", async ({ page }) => {
  const scripts: string[] = [];
  page.on("response", async (response) => {
    if (response.url().endsWith(".js")) scripts.push(await response.text().catch(() => ""));
  });
  await page.goto("/operators", { waitUntil: "networkidle" });
  const isWallet = (text: string) => text.includes("ConnectorAlreadyConnectedError");
  expect(scripts.length).toBeGreaterThan(3);
  expect(scripts.filter(isWallet)).toHaveLength(0);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect.poll(() => scripts.some(isWallet)).toBe(true);
});

test("a wallet's owner declines, changes the chain, declines again, and signs in by keyboard", async ({
  page,
}) => {
  const wallet = await announceWallet(page);
  await page.goto("/operators?sort=delegators", settled);
  await page.locator(account).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Test Wallet" })).toBeVisible();
  await expectAccessible(page);

  wallet.declines.add("eth_requestAccounts");
  await dialog.getByRole("button", { name: "Test Wallet" }).focus();
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("You declined the connection")).toBeVisible();

  wallet.declines.clear();
  wallet.chainId = 137;
  await expect(dialog.getByRole("button", { name: "Try again" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("Switch to Ethereum")).toBeVisible();
  await dialog.getByRole("button", { name: "Switch in Test Wallet" }).press("Enter");

  wallet.declines.add("personal_sign");
  await expect(dialog.getByText("A message, not a transaction")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Sign in" }).press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("Nothing was signed");
  expect((await (await page.request.get("/api/auth/session")).json()).user).toBeUndefined();

  wallet.declines.clear();
  await dialog.getByRole("button", { name: "Sign in" }).press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/sort=delegators/);
  await expect(page.locator(account)).toHaveAttribute("aria-label", `Account ${wallet.address}`);
  await expect(page.locator(account)).toBeFocused();

  await page.reload(settled);
  await expect(page.locator(account)).toHaveAttribute("aria-label", `Account ${wallet.address}`);
  await untilHydrated(page.locator(account));
  await page.locator(account).press("Enter");
  await expect(page.getByRole("menuitem", { name: "Copy address" })).toBeFocused();
  await expectAccessible(page);
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeVisible();
  expect((await (await page.request.get("/api/auth/session")).json()).user).toBeUndefined();
});

test("a wallet's owner without a stake finds an own page, which is nobody else's", async ({
  page,
  browser,
}) => {
  const wallet = await announceWallet(page);
  await page.goto("/", settled);
  await signIn(page);
  await page.locator(account).click();
  await expectAccessible(page);
  await page.getByRole("menuitem", { name: "My stake" }).click();
  await expect(page.getByText("You delegate to nobody yet")).toBeVisible();
  await expect(page).toHaveURL(`/stakers/${wallet.address.toLowerCase()}`);
  await expectAccessible(page);
  const answer = await page.goto(`/stakers/${wallet.address}`, settled);
  expect(answer?.status()).toBe(200);
  await expect(page.locator("meta[name=robots]")).toHaveAttribute("content", /noindex/);
  const stranger = await browser.newContext();
  expect((await stranger.request.get(page.url())).status()).toBe(404);
  await stranger.close();
  await page.getByRole("link", { name: "Find an operator" }).click();
  await expect(page).toHaveURL("/operators");
});

test("switching or disconnecting the wallet's account signs out", async ({ page }) => {
  const wallet = await announceWallet(page);
  await page.goto("/", settled);
  await signIn(page);
  await wallet.switchAccount();
  await expect(page.getByText("Your wallet shows another account now.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeVisible();
  expect((await (await page.request.get("/api/auth/session")).json()).user).toBeUndefined();

  await signIn(page);
  await page.reload(settled);
  await expect(page.locator(account)).toHaveAttribute("aria-label", `Account ${wallet.address}`);
  await wallet.disconnect();
  await expect(page.getByText("Your wallet was disconnected.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeVisible();
});

test("a smart-contract wallet whose chain nobody can ask is refused, and told what would be right", async ({
  page,
}) => {
  const wallet = await announceWallet(page);
  wallet.signature = `0x${"1c".repeat(200)}`;
  await page.goto("/", settled);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Test Wallet" }).click();
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog.getByRole("alert")).toContainText("smart-contract wallet");
  await expectAccessible(page);
  expect((await (await page.request.get("/api/auth/session")).json()).user).toBeUndefined();

  wallet.signature = undefined;
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toBeHidden();
});

test("a sign-in that took too long is refused, and made again", async ({ page }) => {
  await announceWallet(page);
  await page.goto("/", settled);
  await page.route("**/api/trpc/account.session.nonce**", async (route) => {
    const response = await route.fetch();
    const nonce = "00000000000000000000000000000000";
    await route.fulfill({ response, body: (await response.text()).replace(/[0-9a-f]{48}/, nonce) });
    await page.unroute("**/api/trpc/account.session.nonce**");
  });
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Test Wallet" }).click();
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog.getByRole("alert")).toContainText("expired");
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator(account)).toHaveAttribute("aria-label", /^Account 0x/);
});

test("a member whose account is disabled is signed out, and told so at sign-in", async ({ page }) => {
  const wallet = await announceWallet(page);
  await page.goto("/settings/sessions", settled);
  await signIn(page);
  await expect(page.getByText("This one")).toBeVisible();
  await administer("disable", wallet.address);
  await page.reload(settled);
  await expect(page.getByText("Sign in to see your sessions")).toBeVisible();

  await page.getByRole("button", { name: "Connect a wallet" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Test Wallet" }).click();
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog.getByRole("alert")).toContainText("This account is disabled.");
  await expectAccessible(page);
  expect((await (await page.request.get("/api/auth/session")).json()).user).toBeUndefined();

  await administer("enable", wallet.address);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("This one")).toBeVisible();
});
