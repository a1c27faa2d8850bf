import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { openCluster } from "../db/postgres/embedded/cluster";
import { dataDir } from "./administrator";
import { lanName } from "./browser";
import { port } from "./ports";
import { startSecondServer } from "./second-server";
import { announceWallet, settled, signIn } from "./wallet";
import { expect, expectAccessible, test } from "./watched";

const lanPort = port + 5;
const lanUrl = `http://${lanName}:${lanPort}`;

const star = (page: Page) => page.getByRole("button", { name: /^Watch / }).first();
const currency = (page: Page) => page.getByRole("button", { name: /^Amounts in / }).first();

test.describe("a site on a local network, in plain http under a name of its own", () => {
  let stop: (() => Promise<void>) | undefined;
  test.beforeAll(async () => {
    test.setTimeout(900_000);
    const { analyticsReaderUrl, userApplicationUrl, userMigratorUrl } = await openCluster(dataDir);
    stop = await startSecondServer(lanPort, {
      DATA_DIR: `.data/lan-${lanPort}`,
      PUBLIC_URL: lanUrl,
      NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
      ANALYTICS_DATABASE_URL: analyticsReaderUrl,
      USER_DATABASE_URL: userApplicationUrl,
      MIGRATION_DATABASE_URL: userMigratorUrl,
    });
  });
  test.afterAll(async () => await stop?.());
  test.use({ baseURL: lanUrl });

  test("signs a wallet in, watches, and keeps what is chosen for the account", async ({ page }) => {
    const wallet = await announceWallet(page);
    await page.goto("/operators", settled);
    expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
    await signIn(page);
    await expect(page.getByRole("button", { name: `Account ${wallet.address}` })).toBeVisible();
    await star(page).click();
    await expect(star(page)).toHaveAttribute("aria-pressed", "true");
    await currency(page).click();
    await expect(currency(page)).toHaveAccessibleName("Amounts in ETH: show USD");
    await page.goto("/settings/profile", settled);
    await page.getByRole("textbox").first().fill("On a local network");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("button", { name: "Account On a local network" })).toBeVisible();
    await page.goto("/watchlist", settled);
    await expect(page.getByText("1 of 5 watched")).toBeVisible();
    await expect(currency(page)).toHaveAccessibleName("Amounts in ETH: show USD");
    await page.locator("#account").click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeVisible();
  });
});

for (const host of ["127.0.0.1", "[::1]"])
  test(`opened at ${host}, a site of another name says where to sign in, before a wallet is asked`, async ({
    page,
    baseURL,
  }) => {
    const wallet = await announceWallet(page);
    await page.goto(`http://${host}:${port}/operators?sort=delegators`, settled);
    await expect(page.getByRole("row")).not.toHaveCount(0);
    const dialog = page.getByRole("dialog", { name: "Signing does not work here" });
    for (const opener of [page.getByRole("button", { name: "Connect", exact: true }), star(page)]) {
      await opener.click();
      await expect(dialog).toContainText(`You opened EigenWatch at ${host}:${port}`);
      await expect(dialog).toContainText(`you can sign in only at ${baseURL}`);
      await expect(dialog.getByRole("button", { name: "Test Wallet" })).toHaveCount(0);
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
    }
    await expect(star(page)).toHaveAttribute("aria-pressed", "false");
    expect(wallet.asked.filter((method) => /request|sign/i.test(method))).toEqual([]);

    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await dialog.getByRole("link", { name: "Open this page there" }).click();
    await expect(page).toHaveURL(`${baseURL}/operators?sort=delegators`);
    await page.waitForLoadState("networkidle");
    await signIn(page);
    await expect(page.getByRole("button", { name: `Account ${wallet.address}` })).toBeVisible();
  });
