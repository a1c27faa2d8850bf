import { settled } from "./wallet";
import { expect, test } from "./watched";

const EIGENYIELDS = "0x5accc90436492f24e6af278569691e2c942a676d";
const SLASHER = "/avs/0x12b75d5ed35320b33daf37f90ff0f6d31796cc3d";
const SLASHED = /^Slashed \d+×$/;

for (const width of [390, 800, 1440])
  test(`the name of a slashed operator has a mark, at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const path of ["/operators?q=eigenyields", SLASHER, "/slashings"]) {
      await page.goto(path, settled);
      const row = page
        .getByRole("row")
        .filter({ has: page.locator(`a[href="/operators/${EIGENYIELDS}"]`) })
        .first();
      await expect(row.getByText(SLASHED), path).toBeVisible();
    }
  });

test("its pages' titles and the search say so too", async ({ page }) => {
  await page.goto(`/operators/${EIGENYIELDS}`, settled);
  await expect(page).toHaveTitle(/EigenYields \(slashed\)/);
  await expect(page.locator("meta[name=description]")).toHaveAttribute("content", /slashed \d+ times/);
  await page
    .getByRole("button", { name: /^Search operators/ })
    .first()
    .click();
  await page
    .getByRole("combobox", { name: /search/i })
    .last()
    .fill("eigenyields");
  const found = page.getByRole("dialog").getByRole("option").filter({ hasText: "EigenYields" }).first();
  await expect(found.getByText(SLASHED)).toBeVisible();
});

test("the parties' statements about a slashing are shown beside it, as theirs", async ({ page }) => {
  for (const path of [`/operators/${EIGENYIELDS}`, SLASHER]) {
    await page.goto(path, settled);
    const accounts = page.getByRole("region", { name: "Published accounts" });
    await expect(accounts.getByText(/not verified by us/), path).toBeVisible();
    await expect(
      accounts.getByRole("listitem").filter({ hasText: "EigenYields says that" }),
      path,
    ).toHaveCount(1);
    await expect(accounts.getByRole("link").first(), path).toHaveAttribute("href", /^https:/);
  }
  await page.goto("/operators/0x567fcbf413eaea5e585329481f8615f91762ac64", settled);
  await expect(page.getByRole("region", { name: "Published accounts" })).toHaveCount(0);
});

test("links of the verdict within the page lead to a part of it", async ({ page }) => {
  for (const [path, targets] of [
    [`/operators/${EIGENYIELDS}`, ["#accounts", "#leaving"]],
    ["/operators/0x567fcbf413eaea5e585329481f8615f91762ac64", ["#leaving"]],
  ] as const) {
    await page.goto(path, settled);
    const verdict = page.getByRole("region", { name: "Verdict", exact: true });
    const links = verdict.locator('a[href^="#"]');
    const found = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    expect(found.sort(), path).toEqual(targets);
    for (const target of targets) await expect(page.locator(target), target).toHaveCount(1);
  }
});
