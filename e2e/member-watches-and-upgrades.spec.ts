import { administer, watchVanished } from "./administrator";
import { announceWallet, settled, signIn } from "./wallet";
import { expect, expectAccessible, test } from "./watched";

const EIGENYIELDS = "0x5accc90436492f24e6af278569691e2c942a676d";

test("a visitor's star asks to sign in, and is lit afterwards", async ({ page }) => {
  await announceWallet(page);
  await page.goto("/operators", settled);
  const star = page.getByRole("button", { name: "Watch EigenYields", exact: true });
  await expect(star).toHaveAttribute("aria-pressed", "false");
  await star.click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Test Wallet" }).click();
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toBeHidden();
  await expect(star).toHaveAttribute("aria-pressed", "true");
  await page.goto("/watchlist", settled);
  await expect(page.getByRole("link", { name: "EigenYields" })).toBeVisible();
  await expectAccessible(page);
});

test("a member watches five, meets the limit, and is PRO a moment later", async ({ page }) => {
  const wallet = await announceWallet(page);
  await page.goto("/operators", settled);
  await signIn(page);
  const stars = page.getByRole("button", { name: /^Watch / });
  for (const index of [0, 1, 2, 3, 4]) {
    await stars.nth(index).click();
    await expect(stars.nth(index)).toHaveAttribute("aria-pressed", "true");
  }
  await stars.nth(5).click();
  await expect(page.getByText("Your watchlist is full at 5")).toBeVisible();
  await expect(stars.nth(5)).toHaveAttribute("aria-pressed", "false");

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Watchlist" }).click();
  await expect(page.getByText("5 of 5 watched")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Your watchlist is full" })).toBeVisible();
  await page.goto(`/operators/${EIGENYIELDS}`, settled);
  const gate = page.locator("section").filter({ hasText: "Risk score" });
  await expect(gate.getByRole("link", { name: "What PRO adds" })).toHaveAttribute("href", "/pricing");

  await administer("tier", wallet.address, "PRO");
  await page.reload(settled);
  await expect(page.getByRole("link", { name: "What PRO adds" })).toHaveCount(0);
  await page.goto("/settings/subscription", settled);
  await expect(page.getByText("PRO", { exact: true }).first()).toBeVisible();
  await page.goto("/operators", settled);
  const isKept = page.waitForResponse(/account\.watchlist\.add/);
  await stars.nth(5).click();
  await isKept;
  await expect(stars.nth(5)).toHaveAttribute("aria-pressed", "true");
  await page.goto("/watchlist", settled);
  await expect(page.getByText("6 watched")).toBeVisible();
});

test("a star that could not be kept goes out again and says why", async ({ page }) => {
  await announceWallet(page);
  await page.goto(`/operators/${EIGENYIELDS}`, settled);
  await signIn(page);
  await page.route("**/api/trpc/account.watchlist.add**", (route) =>
    route.fulfill({
      status: 400,
      json: [{ error: { json: { message: "Please wait.", code: -32600, data: { code: "BAD_REQUEST" } } } }],
    }),
  );
  const star = page.getByRole("button", { name: "Watch EigenYields" });
  await star.click();
  await expect(page.getByText("Not added to your watchlist")).toBeVisible();
  await expect(star).toHaveAttribute("aria-pressed", "false");
});

test("a watched entity that vanished is shown as gone, and can be removed", async ({ page }) => {
  const vanished = `0x${"dead".repeat(10)}`;
  const wallet = await announceWallet(page);
  await page.goto(`/operators/${EIGENYIELDS}`, settled);
  await signIn(page);
  const star = page.getByRole("button", { name: "Watch EigenYields" });
  await star.click();
  await expect(star).toHaveAttribute("aria-pressed", "true");
  await watchVanished(wallet.address, vanished);

  await page.goto("/watchlist", settled);
  await expect(page.getByText("2 of 5 watched")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Gone" })).toBeVisible();
  await expect(page.getByText("does not know these any more")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: `Remove Operator ${vanished}` }).click();
  await expect(page.getByText("1 of 5 watched")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Gone" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "EigenYields" })).toBeVisible();
});
