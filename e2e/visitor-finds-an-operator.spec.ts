import { announceWallet, settled, signIn } from "./wallet";
import { expect, expectAccessible, test } from "./watched";

const EIGENYIELDS = "0x5accc90436492f24e6af278569691e2c942a676d";

test("a visitor searches an operator by two words of its name and opens it", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("Total value secured").first()).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  const palette = page.getByRole("dialog");
  await palette.getByRole("combobox").fill("infstones enterprise");
  await expect(palette.getByRole("option").first()).toContainText("InfStones Enterprise");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("InfStones Enterprise");
  await expect(page).toHaveURL(/\/operators\/0x794a15082bc31c81e370f6600fba047f7226dab4$/);
});

test("the palette and the account's menu answer at once too", async ({ page }) => {
  await announceWallet(page);
  await page.goto("/", settled);
  const line = page.getByRole("progressbar", { name: "Loading the page" });
  const expectLineUntilArrived = async (path: string, press: () => Promise<void>) => {
    let answer = () => {};
    const answered = new Promise<void>((done) => {
      answer = done;
    });
    const asked = page.waitForRequest(`**${path}?_rsc=*`);
    await page.route(`**${path}?_rsc=*`, async (route) => {
      await answered;
      await route.continue();
    });
    await press();
    await asked;
    await expect(line).toBeVisible();
    await expectAccessible(page);
    answer();
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await expect(line).toHaveCount(0);
  };
  await expectLineUntilArrived(`/operators/${EIGENYIELDS}`, async () => {
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("dialog").getByRole("combobox").fill("eigenyields");
    await expect(page.getByRole("dialog").getByRole("option").first()).toContainText("EigenYields");
    await page.keyboard.press("Enter");
  });
  await signIn(page);
  await expectLineUntilArrived("/watchlist", async () => {
    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("menuitem", { name: "Watchlist" }).click();
  });
});

test("a visitor sorts and filters the list, and Back keeps the state", async ({ page }) => {
  await page.goto("/operators");
  const rows = page.getByRole("table").locator("tbody tr");
  await expect(rows).toHaveCount(50);
  await page.getByRole("columnheader", { name: "Delegators" }).getByRole("link").click();
  await expect(page).toHaveURL(/sort=delegators/);
  await expect(page.getByRole("columnheader", { name: "Delegators" })).toHaveAttribute(
    "aria-sort",
    "descending",
  );

  await page.getByRole("button", { name: "TVS", exact: true }).click();
  await page.getByRole("button", { name: "Over $100M" }).click();
  await expect(page).toHaveURL(/tvsMin=100000000/);
  await expect(page.getByRole("button", { name: /Remove filter: TVS from \$100/ })).toBeVisible();
  await expect(rows).not.toHaveCount(50);
  const narrowed = await rows.count();
  expect(narrowed).toBeGreaterThan(3);
  expect(narrowed).toBeLessThan(50);

  const first = rows.first().getByRole("link").first();
  const name = await first.textContent();
  await first.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name ?? "");
  await page.goBack();
  await expect(page).toHaveURL(/sort=delegators.*tvsMin=100000000|tvsMin=100000000.*sort=delegators/);
  await expect(rows).toHaveCount(narrowed);
  await page.goBack();
  await expect(page).not.toHaveURL(/tvsMin/);
  await expect(rows).toHaveCount(50);
});

test("a search that finds nothing says what to do", async ({ page }) => {
  await page.goto("/operators");
  await page.getByRole("searchbox").fill("no operator is called this");
  await expect(page.getByText("No operators match this search")).toBeVisible();
  await page.getByRole("link", { name: "Clear search" }).click();
  await expect(page.getByRole("table").locator("tbody tr")).toHaveCount(50);
});

test("a copied link opens the very same list", async ({ page }) => {
  await page.goto("/operators?sort=name&dir=asc&status=all&slashed=yes");
  await expect(page.getByRole("table").locator("tbody tr")).toHaveCount(5);
  await expect(page.getByRole("combobox", { name: "Status" })).toHaveValue("all");
});

test("the theme is chosen once and kept", async ({ page }) => {
  await page.goto(`/operators/${EIGENYIELDS}`);
  const html = page.locator("html");
  await page.getByRole("button", { name: /theme/i }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(html).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(html).toHaveAttribute("data-theme", "dark");
});

test("a chart is read by keyboard and as a table", async ({ page }) => {
  await page.goto(`/operators/${EIGENYIELDS}?range=30d`, settled);
  const chart = page
    .getByRole("slider", { name: /value secured/i })
    .or(page.getByRole("application", { name: /value secured/i }))
    .first();
  await chart.focus();
  await page.keyboard.press("Home");
  await expect(
    page
      .getByText(/\b5 Jun 2026/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
});

for (const theme of ["light", "dark"] as const)
  for (const path of ["/", "/operators", `/operators/${EIGENYIELDS}`, "/nowhere"])
    test(`${path} is accessible in the ${theme} theme`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme });
      const response = await page.goto(path);
      expect(response?.status()).toBe(path === "/nowhere" ? 404 : 200);
      await expectAccessible(page);
    });
