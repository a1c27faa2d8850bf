import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { codeIn, startMailServer } from "../server/email/testing";
import { mailPort } from "./ports";
import { announceWallet, settled, signIn } from "./wallet";
import { expect, expectAccessible, test } from "./watched";

/** Holds calls of a procedure and returns how to refuse them. */
async function refuseSaving(page: Page, procedure: string): Promise<() => void> {
  let refuse = () => {};
  const isRefused = new Promise<void>((settle) => {
    refuse = settle;
  });
  await page.route(`**/api/trpc/${procedure}**`, async (route) => {
    await isRefused;
    await route.fulfill({
      status: 400,
      json: [{ error: { json: { message: "Please wait.", code: -32600, data: { code: "BAD_REQUEST" } } } }],
    });
  });
  return refuse;
}

test("visitors get a sign-in card and nothing that is private", async ({ page }) => {
  const sections = "profile emails notifications preferences sessions security subscription danger";
  for (const section of sections.split(" ")) {
    const response = await page.goto(`/settings/${section}`, settled);
    expect(response?.status()).toBe(200);
    expect(response?.headers()["cache-control"]).toContain("no-store");
    await expect(page.getByRole("button", { name: "Connect a wallet" })).toBeVisible();
  }
  await expectAccessible(page);
});

test("a member sets a name and a theme, and both follow", async ({ page, browser }) => {
  const wallet = await announceWallet(page);
  await page.goto("/settings", settled);
  await expect(page).toHaveURL(/\/settings\/profile$/);
  await signIn(page);
  await page.getByLabel("Display name").fill("Ada Lovelace");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Name saved")).toBeVisible();
  await expect(page.locator("#account")).toHaveAttribute("aria-label", "Account Ada Lovelace");
  await page.goto("/settings/preferences", settled);
  await page.getByRole("combobox", { name: "Theme" }).selectOption("dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expectAccessible(page);

  const other = await (await browser.newContext()).newPage();
  const same = await announceWallet(other);
  same.accounts = wallet.accounts;
  await other.goto("/", settled);
  await signIn(other);
  await expect(other.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(other.locator("#account")).toHaveAttribute("aria-label", "Account Ada Lovelace");
  await other.context().close();
});

test("a member who counts in ether reads values of today in it, and past ones in dollars", async ({
  page,
}) => {
  await announceWallet(page);
  await page.goto("/settings/preferences", settled);
  await signIn(page);
  await page.getByRole("combobox", { name: "Currency" }).selectOption("ETH");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.goto("/operators", settled);
  await expect(page.getByRole("cell", { name: /[\dKMB] ETH$/ }).first()).toBeVisible();
  await page.goto("/slashings", settled);
  await expect(page.getByRole("cell", { name: /^\$\d/ }).first()).toBeVisible();
  await expect(page.getByRole("cell", { name: /[\dKMB] ETH$/ })).toHaveCount(0);
});

test("a history in ether takes each day's price, and the palette today's", async ({
  page,
  request,
  baseURL,
}) => {
  const ask = async (procedure: string, input: object) => {
    const question = encodeURIComponent(JSON.stringify({ json: input }));
    return (await (await request.get(`/api/trpc/analytics.${procedure}?input=${question}`)).json()).result
      .data.json;
  };
  const ether = "0xbeac0eeeeeeeeeeeeeeeeeeeeeeeeeeeeeebeac0";
  const [day] = await ask("network.history", { range: "30d" });
  const prices = await ask("strategies.prices", { address: ether, range: "30d" });
  const price = prices.find(({ pricedOn }: { pricedOn: string }) => pricedOn === day.snapshotOn);
  expect(price.priceUsd).not.toBe(prices.at(-1).priceUsd);
  const exact = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

  await page.context().addCookies([{ name: "currency", value: "ETH", url: baseURL }]);
  await page.goto("/?range=30d", settled);
  const chart = page
    .locator("section")
    .filter({ has: page.getByRole("heading", { name: "Value secured" }) })
    .first();
  await chart.getByText("Table", { exact: true }).click();
  await expect(chart.getByRole("row").last()).toContainText(
    `${exact.format(day.tvsUsd / price.priceUsd)} ETH`,
  );
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox").fill("eigenyields");
  await expect(page.getByRole("option").first()).toContainText(/[\dKMB] ETH/);
});

test("a member's currency follows to another browser", async ({ page, browser }) => {
  const inEther = (of: Page) => of.getByRole("cell", { name: /[\dKMB] ETH$/ });
  const wallet = await announceWallet(page);
  await page.goto("/operators", settled);
  await signIn(page);
  await page.getByRole("button", { name: "Amounts in USD: show ETH" }).click();
  await expect(inEther(page).first()).toBeVisible();

  const elsewhere = await (await browser.newContext()).newPage();
  const sameWallet = await announceWallet(elsewhere);
  sameWallet.accounts = wallet.accounts;
  await elsewhere.goto("/operators", settled);
  await expect(elsewhere.getByRole("cell", { name: /^\$\d/ }).first()).toBeVisible();
  await expect(inEther(elsewhere)).toHaveCount(0);
  await signIn(elsewhere);
  await expect(inEther(elsewhere).first()).toBeVisible();
  await elsewhere.getByRole("button", { name: "Amounts in ETH: show USD" }).click();
  await expect(inEther(elsewhere)).toHaveCount(0);
  await page.reload(settled);
  await expect(inEther(page)).toHaveCount(0);
  await elsewhere.context().close();
});

test("a member verifies an address with the mailed code, pasted with spaces", async ({ page }) => {
  const address = `${crypto.randomUUID()}@example.org`;
  const server = await startMailServer(mailPort);
  await announceWallet(page);
  await page.goto("/settings/emails", settled);
  await signIn(page);
  await page.getByLabel("Mail address", { exact: true }).fill(address);
  await page.getByRole("button", { name: "Send code" }).click();
  const entry = page.getByLabel(/^Enter the six digits/);
  await expect(entry).toBeVisible();
  await expectAccessible(page);
  await expect.poll(() => server.mails.length).toBe(1);
  await server.close();
  const code = codeIn(server.mails, address);

  await entry.fill(code === "000000" ? "000001" : "000000");
  await expect(page.getByText("2 tries left").first()).toBeVisible();
  await entry.evaluate(
    (input, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text", text);
      input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    },
    ` ${code.slice(0, 3)} ${code.slice(3)} `,
  );
  await expect(page.getByText("Verified", { exact: true })).toBeVisible();
  await expect(page.getByText("Primary", { exact: true })).toBeVisible();
  await page.goto("/settings/notifications", settled);
  const alerts = page.getByRole("checkbox", { name: /^Alerts/ });
  const before = await alerts.isChecked();
  const kept = page.waitForResponse(/account\.emails\.update/);
  await alerts.click();
  await expect(alerts).toBeChecked({ checked: !before });
  await kept;
  await page.reload(settled);
  await expect(alerts).toBeChecked({ checked: !before });

  const refuse = await refuseSaving(page, "account.emails.update");
  await alerts.click();
  await expect(alerts).toBeChecked({ checked: before });
  refuse();
  await expect(page.getByText("That did not work")).toBeVisible();
  await expect(alerts).toBeChecked({ checked: !before });
});

test("a theme that could not be saved is undone, on the page too", async ({ page }) => {
  await announceWallet(page);
  await page.goto("/settings/preferences", settled);
  await signIn(page);
  const theme = page.getByRole("combobox", { name: "Theme" });
  const before = await theme.inputValue();
  const refuse = await refuseSaving(page, "account.preferences.update");
  await theme.selectOption("dark");
  await expect(theme).toHaveValue("dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  refuse();
  await expect(page.getByText("That did not work")).toBeVisible();
  await expect(theme).toHaveValue(before);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});

test("a member signs another browser out", async ({ page, browser }) => {
  const wallet = await announceWallet(page);
  await page.goto("/", settled);
  await signIn(page);
  const other = await (await browser.newContext()).newPage();
  const same = await announceWallet(other);
  same.accounts = wallet.accounts;
  await other.goto("/settings/sessions", settled);
  await signIn(other);
  await expect(other.getByText("This one")).toBeVisible();

  await page.goto("/settings/sessions", settled);
  await page.getByRole("button", { name: /^Revoke session of/ }).click();
  await expect(page.getByText("Session revoked")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Revoke/ })).toHaveCount(0);
  await other.reload(settled);
  await expect(other.getByText("Sign in to see your sessions")).toBeVisible();
  expect((await other.request.get("/api/trpc/account.sessions.list")).status()).toBe(401);
  await other.context().close();
  await page.goto("/settings/security", settled);
  await expect(page.getByRole("cell", { name: /^Session revoked/ })).toBeVisible();
  await expectAccessible(page);
});

test("a member takes the data along and deletes the account", async ({ page }) => {
  const wallet = await announceWallet(page);
  await page.goto("/settings/danger", settled);
  await signIn(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  const data = JSON.parse(await readFile(await (await download).path(), "utf8"));
  expect(data.profile.address).toBe(wallet.address.toLowerCase());

  const remove = page.getByRole("button", { name: "Delete my account" });
  await expect(remove).toBeDisabled();
  await page.getByLabel(/^Type your address/).fill(wallet.address.toLowerCase());
  await expectAccessible(page);
  wallet.declines.add("personal_sign");
  await remove.click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Sign and delete everything" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Nothing was signed");
  wallet.declines.clear();
  await dialog.getByRole("button", { name: /^Sign and delete/ }).click();
  await expect(page.getByText("Your account is deleted")).toBeVisible();
  await expect(page).toHaveURL(/\/$/);
  await page.reload(settled);
  await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeVisible();
  expect((await page.request.get("/api/trpc/account.profile.get")).status()).toBe(401);
});
