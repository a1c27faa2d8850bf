import { test as bare, type Page } from "@playwright/test";
import { announceWallet, settled, signIn } from "./wallet";
import { expect, expectAccessible, test } from "./watched";

/** Facilities that a browser may lack, each with the script that removes it. */
const LACKS: Record<string, () => void> = {
  "storage that is blocked": () => {
    for (const area of ["localStorage", "sessionStorage"])
      Object.defineProperty(window, area, {
        get() {
          throw new DOMException("Access is denied for this document.", "SecurityError");
        },
      });
  },
  "storage that is null": () => {
    for (const area of ["localStorage", "sessionStorage"])
      Object.defineProperty(window, area, { value: null });
  },
  "storage that is full": () => {
    Storage.prototype.setItem = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
  },
  "neither channels, clipboard, database nor media queries": () => {
    for (const name of ["BroadcastChannel", "indexedDB", "matchMedia"])
      Object.defineProperty(window, name, { value: undefined, configurable: true });
    Object.defineProperty(Navigator.prototype, "clipboard", { value: undefined });
  },
  "neither observers nor idle time": () => {
    for (const name of ["ResizeObserver", "IntersectionObserver", "requestIdleCallback"])
      Object.defineProperty(window, name, { value: undefined, configurable: true });
  },
};

const toggles = (page: Page) => page.getByRole("button", { name: /^Compare / });

for (const [lack, take] of Object.entries(LACKS))
  test(`a browser with ${lack} reads, compares, searches, signs in and watches`, async ({ page }) => {
    const wallet = await announceWallet(page);
    await page.addInitScript(take);
    await page.goto("/operators", settled);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("row")).not.toHaveCount(0);

    for (const index of [0, 1]) await toggles(page).nth(index).click();
    const tray = page.getByRole("complementary", { name: "Operators to compare" });
    await expect(tray.getByRole("link", { name: "Compare 2" })).toBeVisible();
    await page.getByRole("link", { name: "AVSs" }).first().click();
    await expect(page).toHaveURL("/avs");
    await expect(tray.getByRole("link", { name: "Compare 2" })).toBeVisible();

    await page.keyboard.press("/");
    await page.getByRole("dialog").getByRole("combobox").fill("eth");
    await expect(page.getByRole("dialog").getByRole("option").first()).toBeVisible();
    await page.keyboard.press("Escape");

    await signIn(page);
    const account = page.getByRole("button", { name: `Account ${wallet.address}` });
    await expect(account).toBeVisible();
    const star = page.getByRole("button", { name: /^Watch / }).first();
    await star.click();
    await expect(star).toHaveAttribute("aria-pressed", "true");
    await expectAccessible(page);

    await page.getByRole("link", { name: "Operators" }).first().click();
    await expect(page).toHaveURL("/operators");
    await page.locator('table a[href^="/operators/0x"]').first().click();
    await page.getByRole("button", { name: "Copy address" }).first().click();
    await expect(page.getByText(/^(Copied|Could not copy)$/).first()).toBeAttached();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });

// React reports it as an error that the browser's own formats differ from those that the server wrote.
bare("a browser without formats of its own reads plain figures", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "Intl", { value: {} });
  });
  await page.goto("/operators", settled);
  await expect(page.getByRole("row")).not.toHaveCount(0);
  await page.locator('table a[href^="/operators/0x"]').first().click();
  await expect(page).toHaveURL(/operators\/0x/);
  await expect(page.getByText(/^\$\d{7,}\.\d\d$/).first()).toBeVisible();
  await expect(page.getByText("stopped working")).toHaveCount(0);
});

test("a visitor without cookies is told so before a wallet is asked, and when the currency is not kept", async ({
  page,
}) => {
  await announceWallet(page);
  await page.addInitScript(() => {
    Object.defineProperty(Document.prototype, "cookie", { get: () => "", set: () => {} });
    Object.defineProperty(Navigator.prototype, "cookieEnabled", { value: false });
  });
  await page.goto("/", settled);
  await page.getByRole("button", { name: "Amounts in USD: show ETH" }).click();
  await expect(page.getByText("This browser accepts no cookies")).toBeVisible();
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Signing does not work here" });
  await expect(dialog).toContainText("This browser accepts no cookies from EigenWatch");
  await expect(dialog.getByRole("button", { name: "Test Wallet" })).toHaveCount(0);
  await expectAccessible(page);
});
