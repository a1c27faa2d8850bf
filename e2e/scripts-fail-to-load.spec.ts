import { test as bare, type Page } from "@playwright/test";
import { announceWallet, settled, signIn } from "./wallet";
import { expect, expectAccessible } from "./watched";

const SCRIPTS = "**/_next/static/chunks/*.js";
const connect = (page: Page) => page.getByRole("button", { name: "Connect", exact: true });
const search = (page: Page) => page.getByRole("button", { name: /^Search operators/ }).first();

// These pages fail to load something on purpose, so they are not watched for errors.
bare.describe("the code of a dialog", () => {
  bare(
    "is gone since an update: the page stays, says so, and loads itself again with what was typed",
    async ({ page }) => {
      await announceWallet(page);
      await page.goto("/operators?sort=delegators", settled);
      await page.route(SCRIPTS, (route) =>
        route.fulfill({ status: 404, contentType: "text/html", body: "Gone" }),
      );
      await page.getByRole("searchbox").fill("p2p");
      await expect(page).toHaveURL(/q=p2p/);
      await page.evaluate(() => {
        (window as { mark?: boolean }).mark = true;
      });
      await page.getByRole("searchbox").pressSequentially(" val", { delay: 5 });
      await connect(page).click();
      const dialog = page.getByRole("dialog", { name: "EigenWatch has been updated" });
      await expect(dialog).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
      await expect(connect(page)).toBeFocused();
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

      await connect(page).click();
      await expect(dialog).toBeVisible();
      await page.unroute(SCRIPTS);
      await dialog.getByRole("button", { name: "Load the page again" }).press("Enter");
      await page.waitForFunction(() => !("mark" in window));
      await expect(page).toHaveURL(/sort=delegators/);
      await expect(page.getByRole("searchbox")).toHaveValue("p2p val");
      await connect(page).click();
      await expect(page.getByRole("dialog", { name: "Connect a wallet" })).toBeVisible();
    },
  );

  bare("stays away after the page was loaded again: that is not offered twice", async ({ page }) => {
    await page.goto("/operators", settled);
    const loaded = new Set<string>();
    page.on("response", (response) => void loaded.add(response.url()));
    await page.reload(settled);
    const ofPage = new Set(loaded);
    await page.route(SCRIPTS, (route) =>
      ofPage.has(route.request().url()) && route.request().method() === "GET"
        ? route.continue()
        : route.fulfill({ status: 404, contentType: "text/html", body: "Gone" }),
    );
    await connect(page).click();
    await page.getByRole("button", { name: "Load the page again" }).click();
    await page.waitForLoadState("networkidle");
    await connect(page).click();
    const dialog = page.getByRole("dialog", { name: "A part of EigenWatch is missing" });
    await expect(dialog).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Load the page again" })).toHaveCount(0);
    await dialog.getByRole("button", { name: "Close" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });

  bare(
    "comes as a page of HTML from a proxy: the page stays and offers to load itself again",
    async ({ page }) => {
      await page.goto("/operators", settled);
      await page.route(SCRIPTS, (route) =>
        route.fulfill({
          status: 200,
          contentType: "text/html",
          body: "<!doctype html><title>Sign in to the network</title>",
        }),
      );
      for (const button of [connect(page), search(page)]) {
        await button.click();
        const dialog = page.getByRole("dialog", { name: "EigenWatch may have been updated" });
        await expect(dialog.getByRole("button", { name: "Load the page again" })).toBeVisible();
        await dialog.getByRole("button", { name: "Close" }).click();
      }
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    },
  );

  bare(
    "cannot be reached offline: it is asked for again by hand, and by itself once there is a connection",
    async ({ page, context }) => {
      await page.goto("/operators", settled);
      await context.setOffline(true);
      await search(page).click();
      const dialog = page.getByRole("dialog", { name: "EigenWatch cannot be reached" });
      await expect(dialog).toBeVisible();
      await expectAccessible(page);
      await dialog.getByRole("button", { name: "Try again" }).click();
      await expect(dialog).toBeVisible();
      await context.setOffline(false);
      await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
      await page.keyboard.press("Escape");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    },
  );
});

bare("a notice whose code does not come is shown plainly", async ({ page }) => {
  await announceWallet(page);
  await page.goto("/operators", settled);
  await signIn(page);
  await page.route(SCRIPTS, (route) => route.fulfill({ status: 404, body: "Gone" }));
  await page.locator("#account").click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("region", { name: "Notices" })).toContainText("Signed out");
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(page.getByText("Signed out")).toHaveCount(0);
});

bare(
  "a page that is opened without a connection waits for it, and the one before stays",
  async ({ page, context }) => {
    await page.goto("/operators", settled);
    await context.setOffline(true);
    await page.getByRole("link", { name: "AVSs" }).first().click();
    await expect(page.getByRole("alert").filter({ hasText: "EigenWatch cannot be reached" })).toBeVisible();
    await expect(page).toHaveURL("/operators");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await context.setOffline(false);
    await expect(page).toHaveURL("/avs");
    await expect(page.getByText("EigenWatch cannot be reached")).toHaveCount(0);
  },
);

bare("an extra that fails takes nothing else with it", async ({ page }) => {
  // A stranger's script breaks the code of compare, account and search, after the page came from the server.
  await page.addInitScript(() => {
    const listen = window.addEventListener.bind(window);
    window.addEventListener = (type: string, listener: EventListenerOrEventListenerObject) => {
      if (["storage", "keydown", "focus"].includes(type)) throw new Error(`No ${type} for you`);
      listen(type, listener);
    };
  });
  await page.goto("/operators", settled);
  await expect(page.getByRole("row")).not.toHaveCount(0);
  await page.getByRole("link", { name: "AVSs" }).first().click();
  await expect(page).toHaveURL("/avs");
  await expect(page.getByRole("row")).not.toHaveCount(0);
});
