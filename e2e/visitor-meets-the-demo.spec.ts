import type { Page } from "@playwright/test";
import { settled } from "./wallet";
import { expect, expectAccessible, test } from "./watched";

const EIGENYIELDS = "/operators/0x5accc90436492f24e6af278569691e2c942a676d";
/** Example Operator 1, which is fictional. */
const EXAMPLE = "/operators/0xe46bcf58e8baa5eff11811f2cc2d0fe1a7d99a75";
const EXAMPLE_AVS = "/avs/0x5e94c77c05ed7dd8efc82c6ab1af148d18494d82";
const KNOWN_STAKER = "/stakers/0x1b7a4c3797236a1c37f8741c0be35c2c72736fff";

const line = (page: Page) => page.getByRole("complementary", { name: "About this demo" });
const explorerLinks = (page: Page) => page.getByRole("main").locator('a[href*="etherscan.io"]');

test("a line at the top of every page says what is real and what is not, and how much is fictional", async ({
  page,
}) => {
  for (const path of ["/", "/operators", EIGENYIELDS, "/methodology", "/pricing"]) {
    await page.goto(path);
    await expect(line(page), path).toContainText(
      /This is a demo\. Real: .*\. Modelled: .*\. Fictional: 24 example operators and 6 example AVSs with \$19\.\d+M and 2 example slashings/,
    );
  }
  await line(page).getByRole("link", { name: "How" }).click();
  await expect(page).toHaveURL(/\/methodology#demo$/);
});

test("it is folded by keyboard and stays folded, on the next page and without JavaScript", async ({
  page,
  browser,
}) => {
  await page.goto("/", settled);
  const height = async () => (await line(page).boundingBox())?.height ?? 0;
  expect(await height()).toBeLessThan(40);
  await line(page).getByRole("button").focus();
  await page.keyboard.press("Enter");
  await expect(line(page).getByText("Modelled:")).toBeHidden();
  await expect(line(page)).toContainText("This is a demo.");
  await page.goto("/operators", settled);
  await expect(line(page).getByText("Modelled:")).toBeHidden();
  const storageState = await page.context().storageState();
  const plain = await (await browser.newContext({ javaScriptEnabled: false, storageState })).newPage();
  await plain.goto("/avs");
  await expect(line(plain).getByText("Modelled:")).toBeHidden();
  await plain.context().close();
  await line(page).getByRole("button").press("Enter");
  await expect(line(page).getByText("Modelled:")).toBeVisible();
});

test("folded or not, it is printed whole, and it is for everybody on a phone and in the dark", async ({
  page,
}) => {
  await page.goto("/", settled);
  await line(page).getByRole("button").click();
  await page.emulateMedia({ media: "print" });
  await expect(line(page).getByText("Modelled:")).toBeVisible();
  await expect(line(page).getByRole("button")).toBeHidden();
  await page.emulateMedia({ media: "screen", colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  await line(page).getByRole("button").click();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("no explorer is asked for an address, transaction or block that the demo invented", async ({ page }) => {
  for (const path of [EXAMPLE, `${EXAMPLE}/activity`, EXAMPLE_AVS]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 }), path).toContainText("Example");
    await expect(explorerLinks(page), path).toHaveCount(0);
  }
  await page.goto(`${EIGENYIELDS}/activity?kind=delegation`);
  await expect(page.getByText(/^block [\d,]+$/).first()).toBeVisible();
  // Only the operator's own address exists on the chain.
  await expect(explorerLinks(page)).toHaveCount(1);
  await page.goto(`${EIGENYIELDS}/activity?kind=slashing`);
  await expect(explorerLinks(page)).toHaveCount(1 + 11);
  await page.goto(KNOWN_STAKER);
  await expect(explorerLinks(page).first()).toBeVisible();
});

test("cards that show modelled delegators and registrations of a real operator say so", async ({ page }) => {
  await page.goto(EIGENYIELDS);
  for (const title of ["Value secured", "Delegators", "AVSs secured", "Recent activity"])
    await expect(page.getByRole("heading", { name: new RegExp(`^${title}`), level: 2 }), title).toContainText(
      "modelled",
    );
  await expect(page.getByRole("heading", { name: "Slashing record", level: 2 })).not.toContainText(
    "modelled",
  );
});
