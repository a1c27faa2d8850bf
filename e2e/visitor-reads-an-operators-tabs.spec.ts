import { expect, test } from "@playwright/test";
import { TABS } from "@/app/operators/[address]/tabs";
import { expectAccessible, test as watched } from "./watched";

const EIGENYIELDS = "0x5accc90436492f24e6af278569691e2c942a676d";
/** All but the overview. */
const OTHER_TABS = TABS.flatMap(({ path }) => path || []);
/** The operator's largest delegator, score and concentration on the last day, which a visitor may not see. */
const PAID = /796bad4f8b1d169b881c91dce021045b6449118f|9,?581,?395|65\.13|0\.0062|"hhi"|giniCoefficient/i;

test("every tab stands in the HTML with its title and canonical URL, and holds nothing paid", async ({
  request,
}) => {
  for (const tab of OTHER_TABS)
    for (const headers of [{ accept: "text/html" }, { rsc: "1" }] as Record<string, string>[]) {
      const response = await request.get(`/operators/${EIGENYIELDS}/${tab}`, { headers });
      expect(response.status(), tab).toBe(200);
      const body = await response.text();
      expect(body, tab).not.toMatch(PAID);
      if (headers.accept)
        expect(body, tab).toMatch(new RegExp(`canonical" href="[^"]*/${EIGENYIELDS}/${tab}"`));
    }
});

test("odd state in the URL of a tab is a tab, not an error", async ({ request }) => {
  for (const path of [
    "delegators?q=%00&usdMin=9&usdMax=1&page=-1&sort=zzz",
    "allocations?slash=-5&sort=drop",
    "allocations?slash=1e400",
    "commission?apy=NaN",
    "activity?kind=slashing,nonsense&page=99999",
    "avs?status=gone&page=0",
    "risk?range=ever",
  ]) {
    const response = await request.get(`/operators/${EIGENYIELDS}/${path}`);
    expect(response.status(), path).toBe(200);
    expect(await response.text(), path).not.toContain("could not be read");
  }
  expect((await request.get(`/operators/${EIGENYIELDS}/nonsense`)).status()).toBe(404);
  const nobody = "0x00000000000000000000000000000000000000ff";
  expect((await request.get(`/operators/${nobody}/risk`)).status()).toBe(404);
});

watched("a visitor goes from tab to tab, meets what is locked, and finds a slashing", async ({ page }) => {
  await page.goto(`/operators/${EIGENYIELDS}`);
  const tabs = page.getByRole("navigation", { name: "About this operator" });
  await tabs.getByRole("link", { name: /^Allocations/ }).click();
  await expect(page).toHaveURL(/\/allocations$/);
  await expect(tabs.getByRole("link", { name: /^Allocations/ })).toHaveAttribute("aria-current", "page");
  await page.getByRole("navigation", { name: "How much is slashed" }).getByText("50 %").click();
  await expect(page).toHaveURL(/slash=50/);
  await expect(page.getByText("lost if every AVS slashes 50 %")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Every allocation" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Allocations in effect" })).toHaveCount(0);
  await tabs.getByRole("link", { name: /^Activity/ }).click();
  await page
    .getByRole("navigation", { name: "Kinds of events" })
    .getByRole("link", { name: /^Slashing/ })
    .click();
  await expect(page).toHaveURL(/kind=slashing/);
  await expect(page.getByText("1–11 of 11 events")).toBeVisible();
});

watched("every tab can be used by everybody", async ({ page }) => {
  for (const tab of OTHER_TABS) {
    await page.goto(`/operators/${EIGENYIELDS}/${tab}`);
    await expectAccessible(page);
  }
});
