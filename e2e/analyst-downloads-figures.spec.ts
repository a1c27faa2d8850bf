import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { administer } from "./administrator";
import { announceWallet, settled, signIn } from "./wallet";
import { expect, test } from "./watched";

const EIGENYIELDS = "0x5accc90436492f24e6af278569691e2c942a676d";
const FILTERED = "tvsMin=50000000&sort=delegators&rows=100";

/** Splits CSV into lines, which end with CR LF (RFC 4180); a line break inside a cell is a bare LF. */
const linesOf = (csv: string) => {
  expect(csv.endsWith("\r\n")).toBe(true);
  return csv.slice(0, -2).split("\r\n");
};
const firstCells = (lines: string[]) => lines.map((line) => line.split(",")[0]);

/** Returns the addresses that the table's rows link to, from the top. */
const addressesOn = (page: Page, path: string) =>
  page
    .getByRole("table")
    .locator(`tbody tr a[href^="${path}/0x"]`)
    .evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute("href")?.split("/").at(-1)))]);

test("a download is exactly the filtered and sorted rows of the page, with units and a name", async ({
  page,
}) => {
  await page.goto(`/operators?${FILTERED}`, settled);
  const shown = await addressesOn(page, "/operators");
  expect(shown.length).toBeGreaterThan(5);
  expect(shown.length).toBeLessThan(100);
  const arrives = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  const download = await arrives;
  expect(download.suggestedFilename()).toBe("eigenwatch-operators-2026-07-05.csv");
  const [head = "", ...lines] = linesOf(await readFile(await download.path(), "utf8"));
  expect(firstCells(lines)).toEqual(shown);
  expect(head.split(",")).toEqual(
    expect.arrayContaining(["tvs_usd", "pi_split_bps", "tvs_change_30d_ratio", "operational_days"]),
  );
  expect(head).not.toContain("score");
  const tvs = head.split(",").indexOf("tvs_usd") - head.split(",").length;
  for (const line of lines) expect(Number(line.split(",").at(tvs))).toBeGreaterThanOrEqual(50_000_000);
});

test("AVSs, strategies and slashings are downloaded as their pages list them", async ({ page }) => {
  for (const [path, list] of [
    ["/avs", "avs"],
    ["/strategies", "strategies"],
  ] as const) {
    await page.goto(`${path}?rows=100&sort=name&dir=asc`, settled);
    const shown = await addressesOn(page, path);
    const response = await page.request.get(`/api/csv/${list}?sort=name&dir=asc`);
    expect(response.headers()["content-type"]).toContain("text/csv");
    const [, ...lines] = linesOf(await response.text());
    expect(firstCells(lines).slice(0, shown.length), list).toEqual(shown);
  }
  const slashings = linesOf(await (await page.request.get("/api/csv/slashings")).text());
  // The 15 real ones, and two of example operators.
  expect(slashings).toHaveLength(1 + 17);
  expect(slashings[1]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z,\d+,0x[0-9a-f]{40},/);
});

test("a visitor gets a hundred rows and is told so, PRO gets them all", async ({ page }) => {
  const sample = await page.request.get("/api/csv/operators?status=all");
  expect(sample.headers()["x-row-count"]).toBe("100");
  const [head, ...lines] = linesOf(await sample.text());
  expect(lines).toHaveLength(100);
  expect(sample.headers()["x-total-count"]).toBe("1700");
  expect(sample.headers()["content-disposition"]).toContain("eigenwatch-operators-first-100-of-1700-");
  expect(head).toMatch(/^address,/);
  expect(await (await page.request.get("/api/csv/operators?status=all&bom=1")).text()).toBe(
    `\ufeff${await sample.text()}`,
  );

  const wallet = await announceWallet(page);
  await page.goto("/pricing", settled);
  await signIn(page);
  await administer("tier", wallet.address, "PRO");
  const whole = await page.request.get("/api/csv/operators?status=all");
  expect(whole.headers()["x-row-count"]).toBe("1700");
  const [wholeHead, ...wholeLines] = linesOf(await whole.text());
  expect(wholeLines).toHaveLength(1700);
  expect(new Set(firstCells(wholeLines)).size).toBe(1700);
  expect(firstCells(wholeLines).slice(0, 100)).toEqual(firstCells(lines).slice(0, 100));
  expect(wholeHead).toBe(`${head},risk_score_points`);

  await page.goto(
    `/operators/${EIGENYIELDS}/delegators?usdMin=500000&sort=address&dir=asc&rows=100`,
    settled,
  );
  const shown = await addressesOn(page, "/stakers");
  expect(shown.length).toBeGreaterThan(5);
  expect(shown.length).toBeLessThan(100);
  const href = await page.getByRole("link", { name: "CSV" }).getAttribute("href");
  const delegators = linesOf(await (await page.request.get(href ?? "")).text());
  expect(delegators[0]).toContain("staker,value_usd");
  expect(firstCells(delegators.slice(1))).toEqual(shown);
});

test("a list that may not be read may not be downloaded, and an unknown list is not found", async ({
  request,
}) => {
  const delegators = await request.get(`/api/csv/delegators?operator=${EIGENYIELDS}`);
  expect(delegators.status()).toBe(403);
  expect(await delegators.text()).not.toContain("0x");
  expect((await request.get("/api/csv/constructor")).status()).toBe(404);
});

/** Presses CSV and returns the file that the browser saved. */
async function saved(page: Page, name: string) {
  const arrives = page.waitForEvent("download");
  await page.getByRole("link", { name, exact: true }).click();
  const download = await arrives;
  const [head = "", ...lines] = linesOf(await readFile(await download.path(), "utf8"));
  return { file: download.suggestedFilename(), columns: head.split(","), lines };
}
async function downloaded(page: Page) {
  const { columns, lines } = await saved(page, "CSV");
  return [columns.join(","), ...lines];
}

test("a member saves a hundred rows of a filtered list and reads so, and all of them with PRO", async ({
  page,
}) => {
  const list = "/operators?status=all&tvsMin=1&sort=delegators&dir=asc&rows=100";
  const wallet = await announceWallet(page);
  await page.goto(list, settled);
  await signIn(page);
  const line = await page.getByText(/^1–100 of [\d,]+ operators$/).textContent();
  const total = Number(line?.match(/of ([\d,]+)/)?.[1]?.replaceAll(",", ""));
  expect(total).toBeGreaterThan(100);
  expect(total).toBeLessThan(1700);
  const shown = await addressesOn(page, "/operators");
  const [, ...sample] = await downloaded(page);
  await expect(page.getByText(`First 100 of ${total.toLocaleString("en")} rows. PRO has all.`)).toBeVisible();
  expect(firstCells(sample)).toEqual(shown);

  await administer("tier", wallet.address, "PRO");
  await page.reload(settled);
  const [head = "", ...whole] = await downloaded(page);
  expect(whole).toHaveLength(total);
  expect(firstCells(whole.slice(0, 100))).toEqual(shown);
  const column = (name: string) => head.split(",").indexOf(name) - head.split(",").length;
  const delegators = whole.map((line) => Number(line.split(",").at(column("delegator_count"))));
  for (const line of whole) expect(Number(line.split(",").at(column("tvs_usd")))).toBeGreaterThanOrEqual(1);
  expect(delegators).toEqual([...delegators].sort((a, b) => a - b));
});

const ACTIVITY = `/operators/${EIGENYIELDS}/activity`;

test("a visitor saves the first hundred events of an operator and reads how many there are", async ({
  page,
}) => {
  await page.goto(`${ACTIVITY}?kind=delegation&rows=100`, settled);
  const line = await page.getByText(/^1–100 of [\d,]+ events$/).textContent();
  const total = Number(line?.match(/of ([\d,]+)/)?.[1]?.replaceAll(",", ""));
  const blocks = await page
    .getByRole("main")
    .getByText(/^block [\d,]+$/)
    .allTextContents();
  const { file, columns, lines } = await saved(page, "CSV of events");
  expect(file).toBe(`eigenwatch-activity-${EIGENYIELDS}-first-100-of-${total}-2026-07-05.csv`);
  expect(lines).toHaveLength(100);
  await expect(page.getByText(`First 100 of ${total.toLocaleString("en")} rows. PRO has all.`)).toBeVisible();
  const cells = lines.map((row) => row.split(","));
  expect(cells.map((row) => `block ${Number(row[1]).toLocaleString("en")}`)).toEqual(blocks);
  for (const row of cells) expect(row[columns.indexOf("kind")]).toBe("delegation");
});

test("with PRO every table of an operator's tabs is downloaded as its tab shows it", async ({ page }) => {
  const tab = (path: string) => `/operators/${EIGENYIELDS}/${path}`;
  const wallet = await announceWallet(page);
  for (const path of ["strategies", "commission"]) {
    await page.goto(tab(path), settled);
    await expect(page.getByRole("link", { name: /^CSV/ }), path).toHaveCount(0);
  }
  await signIn(page);
  await administer("tier", wallet.address, "PRO");

  await page.goto(tab("strategies?sort=name&dir=asc"), settled);
  const listed = await addressesOn(page, "/strategies");
  expect(listed.length).toBeGreaterThan(5);
  const strategies = await saved(page, "CSV of strategies");
  expect(strategies.file).toBe(`eigenwatch-operator-strategies-${EIGENYIELDS}-2026-07-05.csv`);
  expect(strategies.columns).toEqual(expect.arrayContaining(["value_usd", "utilization_ratio"]));
  expect(firstCells(strategies.lines)).toEqual(listed);

  await page.goto(tab("avs?status=past"), settled);
  const left = await addressesOn(page, "/avs");
  expect(left.length).toBeGreaterThan(0);
  const avs = await saved(page, "CSV of AVSs");
  expect(firstCells(avs.lines)).toEqual(left);
  for (const row of avs.lines) expect(row.split(",").at(2 - avs.columns.length)).toBe("has-secured");

  await page.goto(tab("allocations?slash=50&sort=since&dir=asc"), settled);
  const table = page.getByRole("table", { name: "Allocations in effect" });
  const allocated = await table
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => row.querySelector("a")?.getAttribute("href")?.split("/").at(-1)),
    );
  expect(firstCells((await saved(page, "CSV of allocations")).lines)).toEqual(allocated);
  const losses = await saved(page, "CSV of loss by AVS");
  const ofLoss = (row: string, name: string) =>
    Number(row.split(",").at(losses.columns.indexOf(name) - losses.columns.length));
  expect(losses.lines.length).toBeGreaterThan(0);
  for (const row of losses.lines) {
    expect(ofLoss(row, "supposed_slash_ratio")).toBe(0.5);
    expect(ofLoss(row, "loss_usd")).toBeCloseTo(ofLoss(row, "slashable_up_to_usd") / 2, 2);
  }
});

test("a member downloads their own watchlist and nobody else's", async ({ page }) => {
  expect((await page.request.get("/api/csv/watched-operators")).status()).toBe(401);
  await announceWallet(page);
  await page.goto(`/operators/${EIGENYIELDS}`, settled);
  await signIn(page);
  const star = page.getByRole("button", { name: "Watch EigenYields", exact: true });
  const added = page.waitForResponse(/watchlist\.add/);
  await star.click();
  await added;
  await page.goto("/watchlist", settled);
  const { file, lines } = await saved(page, "CSV of watched operators");
  expect(file).toBe("eigenwatch-watched-operators-2026-07-05.csv");
  expect(firstCells(lines)).toEqual([EIGENYIELDS]);
});

test("a download that is refused says why, and can be asked for again", async ({ browser }) => {
  const page = await browser.newPage();
  await page.goto("/avs", settled);
  const body = "At most 5 calls in 60 seconds. Try again in 34 s.\n";
  const refusal = {
    status: 429,
    contentType: "text/plain",
    headers: { "ratelimit-policy": "5;w=60" },
    body,
  };
  await page.route("/api/csv/avs*", (route) => route.fulfill(refusal), { times: 1 });
  const button = page.getByRole("link", { name: "CSV", exact: true });
  await button.click();
  await expect(page.getByRole("alert").getByText(body.trim())).toBeVisible();
  expect((await saved(page, "CSV")).lines.length).toBeGreaterThan(20);
  await page.close();
});
