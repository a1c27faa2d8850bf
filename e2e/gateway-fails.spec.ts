import { type BrowserContext, test as bare, expect, type Page } from "@playwright/test";
import { UNANSWERED } from "@/app/_failures/unanswered";
import { gatewayUrl, startBehindGateway } from "./gateway";
import { announceWallet, settled, signIn } from "./wallet";

// These pages fail on purpose, so they are not watched for errors.
bare.describe.configure({ mode: "default" });
bare.use({ baseURL: gatewayUrl });
let site: Awaited<ReturnType<typeof startBehindGateway>>;
bare.beforeAll(async () => {
  bare.setTimeout(900_000);
  site = await startBehindGateway();
});
bare.afterEach(() => site?.pass());
bare.afterAll(async () => await site?.stop());

const LIBRARY_WORDS = /JSON|fetch|Unexpected|undefined|token|TRPC|transform|<html/i;
const PATIENT = { timeout: 30_000 };
/** Pages that query the database, each failed once: an answer is kept as long as its run. */
const STAKER = "/stakers/0x00083c7ce64154f4f3bc5752e6a39c925a1303c4";
const OTHER_STAKER = "/stakers/0x1b7a4c3797236a1c37f8741c0be35c2c72736fff";

/** Makes the database reachable again, and waits until the site answers from it. */
async function reopenDatabase({ request }: BrowserContext, path: string) {
  await site.database.open();
  await expect.poll(async () => (await request.get(path)).status()).toBe(200);
}

/** Expects one notice with the sentence and no message of a library, and closes it. */
async function expectTold(page: Page, sentence: string) {
  const notice = page.getByRole("listitem").filter({ hasText: sentence }).last();
  await expect(notice).toBeVisible(PATIENT);
  await expect(notice).not.toContainText(LIBRARY_WORDS);
}

bare(
  "what something in between answers is told in our words: sign-in, star, settings, search, download",
  async ({ page }) => {
    await announceWallet(page);
    await page.goto("/operators", settled);

    await bare.step("sign-in", async () => {
      site.answerInItsPlace("a captive portal with 200");
      await page.getByRole("button", { name: "Connect", exact: true }).first().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: "Test Wallet" }).click();
      await dialog.getByRole("button", { name: "Sign in" }).click();
      await expect(dialog.getByRole("alert")).toHaveText(UNANSWERED.foreign, PATIENT);
      await page.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
      site.pass();
      await signIn(page);
    });

    await bare.step("star", async () => {
      await page.goto("/operators", settled);
      const star = page.getByRole("button", { name: /^Watch / }).first();
      site.answerInItsPlace("the 502 page of nginx");
      await star.click();
      await expect(star).toHaveAttribute("aria-pressed", "true");
      await expectTold(page, UNANSWERED.busy);
      await expect(star).toHaveAttribute("aria-pressed", "false");
      site.answerInItsPlace("a connection that is cut");
      await star.click();
      await expect(star).toHaveAttribute("aria-pressed", "true");
      const kept = page.waitForResponse((answer) => /watchlist\.add/.test(answer.url()) && answer.ok());
      site.pass();
      // A call without an answer is repeated automatically.
      await kept;
      await expect(star).toHaveAttribute("aria-pressed", "true");
    });

    await bare.step("star, before it is known what is watched", async () => {
      site.answerInItsPlace("the 502 page of nginx");
      await page.goto("/avs", settled);
      const star = page.getByRole("button", { name: /^Watch / }).first();
      await star.click();
      await expect(star).toHaveAttribute("aria-pressed", "true");
      const kept = page.waitForResponse((answer) => /watchlist\.add/.test(answer.url()) && answer.ok());
      site.pass();
      await kept;
      await expect(star).toHaveAttribute("aria-pressed", "true");
      await page.goto("/operators", settled);
    });

    await bare.step("currency", async () => {
      site.answerInItsPlace("the 403 page of a CDN");
      await page.getByRole("button", { name: "Amounts in USD: show ETH" }).click();
      await expectTold(page, UNANSWERED.refused);
      await expect(page.getByRole("button", { name: "Amounts in USD: show ETH" })).toBeVisible();
      site.pass();
    });

    await bare.step("theme", async () => {
      site.answerInItsPlace("the 403 page of a CDN");
      await page.getByRole("button", { name: "Theme" }).click();
      await page.getByRole("menuitemradio", { name: "Dark" }).click();
      const notice = page.getByRole("listitem").filter({ hasText: "Your account did not keep the theme" });
      await expect(notice).toContainText(UNANSWERED.refused, PATIENT);
      await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
      site.pass();
    });

    await bare.step("search", async () => {
      site.answerInItsPlace("the 403 page of a CDN");
      await page
        .getByRole("button", { name: /^Search operators/ })
        .first()
        .click();
      await page
        .getByRole("combobox", { name: /search/i })
        .last()
        .fill("eigenyields");
      const dialog = page.getByRole("dialog");
      await expect(dialog.getByText(UNANSWERED.refused)).toBeVisible(PATIENT);
      site.pass();
      await dialog.getByRole("button", { name: "Try again" }).click();
      await expect(dialog.getByText("EigenYields").first()).toBeVisible();
      await page.keyboard.press("Escape");
    });

    await bare.step("download", async () => {
      const link = page.getByRole("link", { name: "CSV" }).first();
      site.answerInItsPlace("an empty 504");
      await link.click();
      await expectTold(page, UNANSWERED.busy);
      site.pass();
      const download = page.waitForEvent("download");
      await link.click();
      expect((await download).suggestedFilename()).toMatch(/^eigenwatch-operators/);
    });

    await bare.step("settings", async () => {
      await page.goto("/settings/profile", settled);
      await page.getByRole("textbox").first().fill("Behind a gateway");
      site.answerInItsPlace("a 413 of nginx");
      await page.getByRole("button", { name: "Save" }).click();
      await expectTold(page, UNANSWERED.tooLarge);
      site.pass();
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText("Behind a gateway").first()).toBeVisible();
    });
  },
);

bare(
  "a page that failed is readable without JavaScript, and its log is JSON without SQL",
  async ({ browser }) => {
    const MARKER = "marker-of-a-parameter";
    const before = site.printed().length;
    site.database.close();
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: gatewayUrl });
    const page = await context.newPage();
    const response = await page.goto(`${STAKER}?q=${MARKER}`);
    expect(response?.status()).toBe(503);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("The database did not answer");
    await expect(page.getByText("Nothing was lost")).toBeVisible();
    await expect(page).toHaveTitle(/EigenWatch$/);
    await page.screenshot({ path: "test-results/failed-page.png" });
    await reopenDatabase(context, STAKER);
    await page.getByRole("link", { name: "Open this page again" }).click();
    await expect(page.getByRole("heading", { level: 1, name: /^Staker/ })).toBeVisible();
    await context.close();

    const printed = site.printed().slice(before);
    const lines = printed.split("\n").filter(Boolean);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(() => JSON.parse(line), line).not.toThrow();
    expect(printed).not.toContain(MARKER);
    expect(printed).not.toMatch(/select |Failed query|params/i);
    const failures = lines.map((line) => JSON.parse(line)).filter(({ msg }) => /failed/.test(msg));
    expect(failures.length).toBeGreaterThan(0);
  },
);

bare("with JavaScript, the failed page becomes the one with a way to try again", async ({ page }) => {
  site.database.close();
  await page.goto(OTHER_STAKER);
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await reopenDatabase(page.context(), OTHER_STAKER);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Staker/ })).toBeVisible();
});
