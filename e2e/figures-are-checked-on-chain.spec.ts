import type { Page } from "@playwright/test";
import { who } from "../db/testing/habits/world";
import { administerAt } from "./administrator";
import { type ChainServer, chainUrl, startChainServer } from "./chain-server";
import { announceWallet, settled, signIn } from "./wallet";
import { expect, expectAccessible, test } from "./watched";

test.use({ baseURL: chainUrl });
test.describe.configure({ mode: "serial" });
let site: ChainServer;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  site = await startChainServer();
});
test.afterAll(async () => await site?.stop());

const cardOf = (page: Page) =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: "Checked on chain" }) });
const rowOf = (page: Page, figure: string) =>
  cardOf(page).getByRole("listitem").filter({ hasText: figure }).first();

test("an operator's figures stand beside the contract's, each with its block", async ({ page }) => {
  await page.goto(`/operators/${who.steady}`, settled);
  await expect(rowOf(page, "Allocation delay")).toContainText(
    /not known\s*on chain 75 blocks \(15 minutes\)/,
  );
  await expect(rowOf(page, "Max magnitude")).toContainText(
    /newer on chain.*ours 100 %block 25,468,595.*90 %/,
  );
  await expect(rowOf(page, "Split of programmatic incentives")).toContainText(/differs/);
  await expect(cardOf(page)).toContainText(/block 25,47\d,\d{3}/);
  await expect(cardOf(page)).not.toContainText("Promised");
  await expectAccessible(page);
});

test("a set's slasher is named for what it is", async ({ page }) => {
  await page.goto(`/avs/${who.eigenDa}`, settled);
  await expect(rowOf(page, "Slasher")).toContainText("a multisig, 2 of 3");
  await expect(rowOf(page, "Recipient")).toContainText("the AVS itself, a key");
});

test("PRO sees a staker's withdrawable shares, and the block in which a withdrawal completes", async ({
  page,
}) => {
  const wallet = await announceWallet(page);
  await page.goto("/settings/profile", settled);
  await signIn(page);
  await administerAt(site.dataDir, "tier", wallet.address, "PRO");
  await expect(async () => {
    await page.goto(`/stakers/${who.steady}`, settled);
    await expect(rowOf(page, "Withdrawable USD")).toContainText(/on chain 900/, { timeout: 3000 });
  }).toPass();
  await expect(cardOf(page)).toContainText(
    /25 USD left Slashed in block 25,468,600. It completes in block 25,569,401/,
  );
  await expect(async () => {
    await page.goto(`/operators/${who.steady}`, settled);
    const agreeing = cardOf(page).getByText(/figures? agrees?$/);
    await agreeing.click({ timeout: 3000 });
  }).toPass();
  await expect(rowOf(page, "Promised")).toContainText("on chain 50 %");
});

test("without JavaScript the section says that it needs it, and is not left asking", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${chainUrl}/operators/${who.steady}`);
  const card = cardOf(page).filter({ visible: true });
  await expect(card.locator("noscript p")).toBeVisible();
  await expect(card.getByText("Asking the chain")).toBeHidden();
  await context.close();
});

test("a node that hangs holds nothing up: the page is there, and the section says so", async ({ page }) => {
  site.chain.freeze();
  try {
    await page.goto(`/operators/${who.slashed}`, { waitUntil: "commit" });
    await expect(page.getByRole("heading", { level: 1, name: "Slashed" })).toBeVisible();
    await expect(cardOf(page).filter({ visible: true })).toContainText("did not answer within three seconds");
  } finally {
    site.chain.thaw();
  }
});
