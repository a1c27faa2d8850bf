import { administer } from "./administrator";
import { announceWallet, settled, signIn } from "./wallet";
import { expect, expectAccessible, test } from "./watched";

/** Example Operator 15: two example AVSs can slash it, and its allocation delay is 0. */
const FROM = "0x73bb6401bbd7214ee6aaab8c94bd6ce2c5b8377a";
/** Example Operator 2: nothing of it can be slashed, and its allocation delay is 20 days. */
const TO = "0x315519f25953a8b79d477898a8a9e018774c7eca";
const STAKER = "/stakers/0x1b7a4c3797236a1c37f8741c0be35c2c72736fff";
const NOBODY = "0x00000000000000000000000000000000000000ff";

test("a visitor chooses the operator to move to by keyboard, and learns what PRO would tell", async ({
  page,
}) => {
  await page.goto(`/operators/${FROM}`, settled);
  await page.getByRole("link", { name: "Move to another operator" }).click();
  await expect(page).toHaveURL(`/move?from=${FROM}`);
  await expect(page.getByText("From Example Operator 15")).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel("Which operator would it move to?").fill("example operator 2");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/find=example\+operator\+2/);
  const found = page.getByRole("link", { name: "Example Operator 2", exact: true });
  await found.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/move?from=${FROM}&to=${TO}`);
  await expect(page.getByRole("link", { name: "What PRO adds" })).toBeVisible();
  expect(await page.content()).not.toMatch(/worst case\)|On arrival/);
  await expect(page.locator("meta[name=robots]")).toHaveAttribute("content", /noindex/);
  await expectAccessible(page);
});

test("PRO reads a move before, in between and after, and the other way round", async ({ page }) => {
  const wallet = await announceWallet(page);
  await page.goto("/pricing", settled);
  await signIn(page);
  await administer("tier", wallet.address, "PRO");

  await page.goto(`/move?from=${FROM}&to=${TO}`, settled);
  const summary = page.getByRole("table", { name: "The stake before, between and after" });
  const rowOf = (label: RegExp) =>
    summary.getByRole("row").filter({ has: page.getByRole("rowheader", { name: label }) });
  await expect(rowOf(/^Verdict/)).toContainText(/Slashable before you can leave.*No red flag/);
  await expect(rowOf(/^Slashable by all AVSs/).getByRole("cell")).toHaveText([
    /^[1-9]\d %/,
    /^[1-9]\d %/,
    "0 %",
  ]);
  await expect(rowOf(/^A new allocation/).getByRole("cell")).toHaveText([/Yes/, /Yes/, /No/]);
  const byAvs = page.getByRole("table", { name: "The most that each AVS can take of the stake" });
  await expect(byAvs.getByRole("row")).toHaveCount(3);
  await expect(page.getByRole("table", { name: /^Splits of rewards/ })).toBeVisible();
  await expect(page.getByText(/noindex/)).toHaveCount(0);
  await expectAccessible(page);

  await page.getByRole("link", { name: "The other way round" }).click();
  await expect(page).toHaveURL(`/move?from=${TO}&to=${FROM}`);
  await expect(rowOf(/^Verdict/)).toContainText(/No red flag.*Slashable before you can leave/);

  await page.goto(`/move?from=${FROM}&to=${FROM}`, settled);
  await expect(page.getByText("Both are the same operator")).toBeVisible();
  await page.goto(`/move?from=${FROM}&to=${NOBODY}`, settled);
  await expect(page.getByText(`No operator has the address ${NOBODY}.`)).toBeVisible();
  await page.goto(`/move?from=${NOBODY}`, settled);
  await expect(page.getByLabel("Which operator does the stake leave?")).toBeVisible();

  await page.goto(STAKER, settled);
  const card = page.getByRole("region", { name: "Move to another operator" });
  await card
    .getByRole("link", { name: /^ether\.fi/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/stakers\/0x1b7a[0-9a-f]+\?to=0x[0-9a-f]{40}#move$/);
  await expect(card.getByText(/^Of \$/)).toBeVisible();
  const link = card.getByRole("link", { name: "Link without the wallet" });
  await expect(link).toHaveAttribute("href", /^\/move\?from=0x[0-9a-f]{40}&to=0x[0-9a-f]{40}$/);
  await expectAccessible(page);
});
