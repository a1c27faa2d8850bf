import { administer } from "./administrator";
import { announceWallet, settled, signIn } from "./wallet";
import { expect, expectAccessible, test } from "./watched";

/** Example AVS 4: seven example operators are members of its set 0. */
const EXAMPLE = "/avs/0x5e94c77c05ed7dd8efc82c6ab1af148d18494d82";
const EXAMPLE_ADDRESS = EXAMPLE.slice("/avs/".length);
const EIGENDA = "/avs/0x870679e138bcdf293b7ff14dd44b70fc97e12fc0";

test("a visitor reads what the security of AVSs is worth, and who would have to agree", async ({ page }) => {
  await page.goto("/avs?sort=ceiling", { waitUntil: "networkidle" });
  const rows = page.getByRole("table").locator("tbody tr");
  await expect(rows.first()).toContainText(/Example AVS \d/);
  await expect(rows.filter({ hasText: "EigenDA" }).first()).toContainText("$0");

  await page.goto(EXAMPLE, { waitUntil: "networkidle" });
  const card = page
    .getByRole("region", { name: "What its security is worth" })
    .or(
      page
        .locator("section")
        .filter({ has: page.getByRole("heading", { name: /^What its security is worth/ }) }),
    );
  await expect(card).toContainText("is the least stake behind a third of set 0");
  await expect(card.getByRole("link", { name: /^Example Operator \d+/ }).first()).toBeVisible();
  await card.getByRole("link", { name: "By set and coalition" }).click();
  await expect(page).toHaveURL(`${EXAMPLE}/security`);
  await expect(page.getByRole("heading", { name: /^By set, share and power/ })).toBeVisible();
  await expect(page.getByRole("link", { name: "What PRO adds" })).toBeVisible();
  expect(await page.content()).not.toContain("Equal seats");
  await expectAccessible(page);

  await page.goto(EIGENDA);
  await expect(page.getByText("$0: whatever its operators hold, nothing can be slashed.")).toBeVisible();
  await expectAccessible(page);
});

test("PRO chooses power and share, and supposes what corrupting an AVS would bring", async ({ page }) => {
  const wallet = await announceWallet(page);
  await page.goto("/pricing", settled);
  await signIn(page);
  await administer("tier", wallet.address, "PRO");

  await page.goto(`${EXAMPLE}/security`, settled);
  const ceilings = page.getByRole("table", { name: "Economic ceiling and halting power by operator set" });
  await expect(ceilings.getByRole("row").filter({ hasText: "Operator set 0" })).toContainText("7 members");
  const byStake = await ceilings.textContent();
  await page.getByRole("link", { name: "Equal seats" }).click();
  await expect(page).toHaveURL(/power=seats/);
  await expect(page.getByRole("link", { name: "Equal seats" })).toHaveAttribute("aria-current", "true");
  await page.getByRole("link", { name: "2/3", exact: true }).click();
  await expect(page).toHaveURL(/share=two-thirds/);
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await expect.poll(() => ceilings.textContent()).not.toBe(byStake);
  await expect(page.getByRole("table", { name: "Other AVSs with the same operators" })).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/cascade?${EXAMPLE_ADDRESS}=a+lot`, settled);
  const field = page.getByLabel("Example AVS 4");
  await expect(field).toHaveAccessibleDescription(/^This is no amount of dollars/);
  await expect(page.getByRole("heading", { name: "Does an attack pay?" })).toHaveCount(0);
  await field.fill("1.5m");
  await page.getByRole("button", { name: "Suppose" }).click();
  await expect(page).toHaveURL(new RegExp(`${EXAMPLE_ADDRESS}=1.5m`));
  const answer = page.getByRole("table", { name: "Profit and cost of corrupting each AVS" });
  await expect(answer.getByRole("row").filter({ hasText: "Example AVS 4" })).toContainText("! pays");
  await expect(page.getByText("Round 1")).toBeVisible();
  await expectAccessible(page);
});
