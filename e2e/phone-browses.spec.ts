import type { Page } from "@playwright/test";
import { announceWallet, settled, signIn } from "./wallet";
import { expect, expectAccessible, test } from "./watched";

const overflowOf = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const NO_OVERFLOW = "pixels that stand out to the right";

for (const path of [
  "/",
  "/operators",
  "/operators/0x5accc90436492f24e6af278569691e2c942a676d",
  "/entities",
  "/entities/ether-fi",
])
  test(`${path} fits a phone`, async ({ page }) => {
    await page.goto(path);
    expect(await overflowOf(page), NO_OVERFLOW).toBeLessThanOrEqual(0);
    await expectAccessible(page);
  });

test("a list is filtered on a phone behind one button, and what is on stays in sight", async ({ page }) => {
  await page.goto("/operators?tvsMin=1000000&sort=delegators", settled);
  const filters = page.getByRole("button", { name: /^Filters/ });
  const off = page.getByRole("button", { name: "Slashed", exact: true });
  await expect(filters).toHaveAccessibleName("Filters 1 on");
  await expect(page.getByRole("button", { name: "Remove filter: TVS from $1.00M" })).toBeVisible();
  await expect(off).toBeHidden();
  await expect(page.getByRole("combobox", { name: "Sort by" })).toHaveValue("delegators");

  await filters.press("Enter");
  await expect(filters).toHaveAttribute("aria-expanded", "true");
  await off.tap();
  await page.getByRole("button", { name: "Never slashed" }).tap();
  await expect(page).toHaveURL(/slashed=never/);
  // The previous rows stay, dimmed, until the new ones arrive.
  await expect(page.locator(".opacity-55")).toHaveCount(0);
  await expectAccessible(page);
  await filters.tap();
  await expect(filters).toHaveAccessibleName("Filters 2 on");
  await expect(page.getByRole("button", { name: "Remove filter: Never slashed" })).toBeInViewport();
  await expect(page.getByRole("button", { name: "Permission" })).toBeHidden();
  expect(await overflowOf(page), NO_OVERFLOW).toBeLessThanOrEqual(0);

  await page.getByRole("button", { name: "Clear all" }).tap();
  await expect(page).toHaveURL(/\/operators\?sort=delegators$/);
  await expect(filters).toHaveAccessibleName("Filters");
});

test("a wallet's owner signs in on a phone and finds the settings", async ({ page }) => {
  const wallet = await announceWallet(page);
  await page.goto("/operators", settled);
  await signIn(page);
  await page.getByRole("button", { name: `Account ${wallet.address}` }).click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  await expect(page).toHaveURL(/\/settings\/profile$/);
  await page.getByLabel("Display name").fill("Ada on the go");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Name saved")).toBeVisible();

  const sections = page.getByRole("navigation", { name: "Settings" }).filter({ visible: true });
  for (const name of ["Emails", "Preferences", "Sessions", "Danger zone"]) {
    await sections.getByRole("link", { name }).click();
    await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
    expect(await overflowOf(page), NO_OVERFLOW).toBeLessThanOrEqual(0);
  }
  await expectAccessible(page);
});

test("a tap is answered at once, however long its page takes", async ({ page }) => {
  await page.goto("/", settled);
  let answer = () => {};
  const answered = new Promise<void>((done) => {
    answer = done;
  });
  await page.route("**/avs?_rsc=*", async (route) => {
    await answered;
    await route.continue();
  });
  const line = page.getByRole("progressbar", { name: "Loading the page" });
  await expect(line).toHaveCount(0);
  await page.getByRole("link", { name: "AVSs", exact: true }).filter({ visible: true }).first().tap();
  await expect(line).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/");
  await expectAccessible(page);
  answer();
  await expect(page).toHaveURL(/\/avs$/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(line).toHaveCount(0);
  await page.goBack();
  await expect(page).toHaveURL(/\/$/);
  await expect(line).toHaveCount(0);
});
