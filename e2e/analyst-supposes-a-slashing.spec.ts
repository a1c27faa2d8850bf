import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./watched";

/** Example AVS 4, to which example operators allocate $1.58M. */
const EXAMPLE = "/avs/0x5e94c77c05ed7dd8efc82c6ab1af148d18494d82";
const STETH = "0x93c4b944d05dfe6df7645a86cd2206016c51564d";
const STAKER = "/stakers/0x1b7a4c3797236a1c37f8741c0be35c2c72736fff";

/** Waits until no newer content is loading. */
const upToDate = (page: Page) => expect(page.locator("[aria-busy=true]")).toHaveCount(0);

test("an analyst filters AVSs and reads what one of them could break", async ({ page }) => {
  await page.goto("/avs", { waitUntil: "networkidle" });
  const rows = page.getByRole("table").locator("tbody tr");
  await expect(rows).toHaveCount(50);
  await page.getByRole("button", { name: "Slashed", exact: true }).click();
  await page.getByRole("button", { name: "Has slashed" }).click();
  await expect(page).toHaveURL(/slashed=yes/);
  // Three real AVSs, and one of the examples.
  await expect(rows).toHaveCount(4);
  await page.getByRole("columnheader", { name: "Allocated" }).getByRole("link").click();
  await expect(rows.first()).toContainText("Example AVS 6");
  await page.getByRole("link", { name: "AlephAVS" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toContainText("AlephAVS");

  // Loaded again, so that shifts caused by the short list do not count.
  await page.goto(EXAMPLE, { waitUntil: "networkidle" });
  await expect(page.getByText("$158.48K")).toBeVisible();
  await page.getByRole("button", { name: "50 %" }).click();
  await expect(page).toHaveURL(/slash=50/);
  await expect(page.getByText("$792.38K")).toBeVisible();
  await page.getByRole("slider").press("ArrowRight");
  await expect(page).toHaveURL(/slash=51/);
  const field = page.getByRole("spinbutton", { name: "Part that is slashed" });
  await field.fill("33.5");
  await field.press("Enter");
  await expect(page).toHaveURL(/slash=33\.5/);
  await field.fill("1000");
  await field.press("Enter");
  await upToDate(page);
  expect(page.url()).toMatch(/slash=33\.5/);
  await expect(field).toHaveAccessibleDescription(/^Type 0\.01 to 100 %\. Until then .* 33\.5 %/);
  await expect(page.getByText("$530.90K")).toBeVisible();
  await expectAccessible(page);
});

/** Holds back the next answer to a request of this pattern. Returns how to release it. */
async function hold(page: Page, pattern: RegExp) {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const asked = page.waitForRequest(pattern);
  await page.route(pattern, async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  return { asked, letGo };
}

test("text typed while an earlier choice loads stays, and is asked for next", async ({ page }) => {
  await page.goto(EXAMPLE, { waitUntil: "networkidle" });
  const field = page.getByRole("spinbutton", { name: "Part that is slashed" });
  const half = await hold(page, /slash=50&_rsc/);
  await page.getByRole("button", { name: "50 %" }).click();
  await half.asked;
  await field.fill("1000");
  half.letGo();
  await upToDate(page);
  await expect(page).toHaveURL(/slash=50$/);
  await expect(field).toHaveValue("1000");

  const all = await hold(page, /slash=100&_rsc/);
  await page.getByRole("button", { name: "100 %" }).click();
  await all.asked;
  await field.fill("33.5");
  all.letGo();
  await expect(page).toHaveURL(/slash=33\.5$/);
  await upToDate(page);
  await expect(field).toHaveValue("33.5");
  await expect(page.getByText("$530.90K")).toBeVisible();
});

test("a copied link supposes the same slashing, and who loses is not in the page of those who may not see it", async ({
  page,
}) => {
  const answer = await page.goto(`${EXAMPLE}?slash=100`);
  await expect(page.getByText("$1.58M").first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "Who loses" })).toBeVisible();
  const html = (await answer?.text()) ?? "";
  expect(html).not.toContain("The delegators who lose most");
  expect(html).not.toMatch(/\/stakers\/0x/);
});

test("an AVS without a set says so once, and shows no card that would be empty", async ({ page }) => {
  await page.goto("/avs/0x870679e138bcdf293b7ff14dd44b70fc97e12fc0");
  await expect(page.getByText("It has no operator set.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 2 })).toHaveText([
    /^What its security is worth/,
    /^Operators registered/,
    /^What its operators keep/,
    /^Operators that secure it/,
  ]);
  await expectAccessible(page);
});

test("without JavaScript the calculator is a form", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(EXAMPLE);
  await page.getByRole("button", { name: "100 %" }).click();
  await expect(page).toHaveURL(/slash=100/);
  await expect(page.getByText("$1.58M").first()).toBeVisible();
  await page.getByRole("spinbutton", { name: "Part that is slashed" }).fill("50");
  await page.getByRole("button", { name: "Slash", exact: true }).click();
  await expect(page).toHaveURL(/slash=50/);
  await context.close();
});

test("strategies, stakers and slashings can be read by everybody", async ({ page }) => {
  await page.goto("/strategies", { waitUntil: "networkidle" });
  await page.getByRole("searchbox").fill("lido");
  await expect(page.getByRole("table").locator("tbody tr")).toHaveCount(1);
  await expect(page).toHaveURL(/q=lido/);
  await upToDate(page);
  await expectAccessible(page);
  await page.getByRole("link", { name: "stETH" }).click();
  await expect(page).toHaveURL(new RegExp(`/strategies/${STETH}$`));
  await expect(page.getByRole("heading", { name: "Operators that hold it" })).toBeVisible();
  await expectAccessible(page);

  await page.goto("/slashings");
  await expect(page.getByRole("table").locator("tbody tr")).toHaveCount(17);
  await expectAccessible(page);

  await page.goto(STAKER);
  await expect(page.getByRole("main").getByRole("link", { name: "EigenYields" })).toBeVisible();
  await expect(page.getByText("Worst case", { exact: true })).toHaveCount(0);
  await expectAccessible(page);
});
