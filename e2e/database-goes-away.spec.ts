import { test as bare, expect } from "@playwright/test";
import { type SlowDatabaseServer, slowUrl, startSlowDatabaseServer } from "./slow-database-server";

/** EigenYields. */
const OPERATOR = "/operators/0x5accc90436492f24e6af278569691e2c942a676d";
const AVS = "/avs/0x12b75d5ed35320b33daf37f90ff0f6d31796cc3d";
const STETH = "/strategies/0x93c4b944d05dfe6df7645a86cd2206016c51564d";
const OTHER = "0x4cd2086e1d708e65db5d4f5712a9ca46ed4bbd0a";
const COMPARED = `/compare?operators=${OPERATOR.split("/").at(-1)},${OTHER}`;

// Requests of these pages fail on purpose, so they are not watched for errors.
bare.use({ baseURL: slowUrl });
let site: SlowDatabaseServer | undefined;
bare.beforeAll(async () => {
  bare.setTimeout(900_000);
  site = await startSlowDatabaseServer();
});
bare.afterAll(async () => await site?.stop());

bare(
  "the analytics database goes away: figures of the network stand, and what needs it says so",
  async ({ page }) => {
    await page.goto("/");
    const total = await page.locator("dl dd").first().textContent();
    site?.leave();
    await page.goto("/");
    await expect(page.locator("dl dd").first()).toHaveText(total ?? "");
    await expect(page.getByRole("heading", { name: "Largest operators" })).toBeVisible();
    for (const path of [
      OPERATOR,
      `${OPERATOR}/delegators`,
      `${OPERATOR}/allocations`,
      `${OPERATOR}/risk`,
      `${OPERATOR}/avs`,
      `${OPERATOR}/strategies`,
      `${OPERATOR}/commission`,
      AVS,
      STETH,
      "/operators",
      "/avs",
      "/strategies",
      "/slashings",
      COMPARED,
    ]) {
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(200);
      await expect(page.getByText("The database did not answer", { exact: true })).toHaveCount(0);
    }
    for (const path of [OPERATOR, STETH]) {
      await page.goto(path);
      await expect(page.getByText("This could not be read.").first()).toBeVisible();
    }
  },
);
