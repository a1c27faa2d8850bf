import { removeCluster } from "./own-cluster";
import { port } from "./ports";
import { startSecondServer } from "./second-server";
import { announceWallet, settled, signIn } from "./wallet";
import { expect, expectAccessible, test } from "./watched";

/** Pages that need both databases, in an installation that has one for both. TEST_DATABASES=one runs every journey so. */
const onePort = port + 7;
const dataDir = `.data/one-${onePort}`;
let stop: (() => Promise<void>) | undefined;
test.beforeAll(async () => {
  test.setTimeout(900_000);
  await removeCluster(dataDir);
  stop = await startSecondServer(onePort, { DATA_DIR: dataDir, DEMO_SCALE: "0.02", TEST_DATABASES: "one" });
});
test.afterAll(async () => {
  await stop?.();
  await removeCluster(dataDir);
});
test.use({ baseURL: `http://localhost:${onePort}` });

test("a member watches an operator where one database holds both", async ({ page }) => {
  await announceWallet(page);
  await page.goto("/operators", settled);
  await signIn(page);
  const star = page.getByRole("button", { name: /^Watch / }).first();
  const name = (await star.getAttribute("aria-label"))?.replace(/^Watch /, "") ?? "";
  const isKept = page.waitForResponse(/account\.watchlist\.add/);
  await star.click();
  expect((await isKept).status()).toBe(200);
  await page.goto("/watchlist", settled);
  await expect(page.getByText("1 of 5 watched")).toBeVisible();
  await expect(page.getByRole("link", { name }).first()).toBeVisible();
  await page.goto("/settings/security", settled);
  await expect(page.getByRole("cell", { name: /^Signed in/ }).first()).toBeVisible();
  await expectAccessible(page);
});
