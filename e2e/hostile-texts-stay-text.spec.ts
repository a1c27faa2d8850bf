import type { Page } from "@playwright/test";
import type { Sql } from "postgres";
import { TABS } from "@/app/operators/[address]/tabs";
import { administerAt } from "./administrator";
import { type SmallDemoServer, smallUrl, startSmallDemoServer } from "./small-demo-server";
import { announceWallet, settled, signIn } from "./wallet";
import { expect, test } from "./watched";

const HARM = "window.harmed=true;alert(1)";
const NAMES = [
  `</script><script>${HARM}</script>`,
  `"><img class=planted src=x onerror="${HARM}">`,
  `'"--><svg class=planted onload="${HARM}">`,
  "safe\u202e\u2066exe.gnp",
  `Z${"\u0310\u0321\u0335\u0361".repeat(200)}algo`,
  "W".repeat(5000),
  '=HYPERLINK("https://evil.example","Claim")',
  `<style class=planted>*{display:none}</style><a class=planted href="https://evil.example">Claim</a>`,
  "שירות 7 (בטוח)",
  `one\nline\r\n${"\n".repeat(50)}more`,
];
const LINKS = [`javascript:${HARM}`, ` JaVaScRiPt:${HARM}`, `data:text/html,<script>${HARM}</script>`];
const LOGOS = [
  ...LINKS,
  "http://169.254.169.254/latest/meta-data",
  `data:image/svg+xml,<svg onload="${HARM}"/>`,
];

/** Makes every self-declared text in the data as hostile as possible. */
async function poison(pipeline: Sql) {
  await pipeline.unsafe(
    `
    create temp table said (kind text, place int, words text);
    create function pg_temp.say(of text, turn bigint) returns text language sql as
      $$ select words from said where kind = of and place = turn % (select count(*) from said where kind = of) $$;
  `,
  );
  const kinds = Object.entries({ name: NAMES, link: LINKS, logo: LOGOS });
  const said = kinds.flatMap(([kind, all]) => all.map((words, place) => ({ kind, place, words })));
  await pipeline`insert into said ${pipeline(said)}`;
  await pipeline.unsafe(`
    update operator_metadata m set metadata_json = coalesce(metadata_json, '{}'::jsonb) || jsonb_build_object(
      'name', pg_temp.say('name', turn), 'description', pg_temp.say('name', turn + 1),
      'website', pg_temp.say('link', turn), 'twitter', pg_temp.say('link', turn + 1),
      'logo', pg_temp.say('logo', turn))
    from (select operator_id, row_number() over (order by operator_id) turn from operator_metadata) t
    where t.operator_id = m.operator_id;
    update avs_metadata m set name = pg_temp.say('name', turn), description = pg_temp.say('name', turn + 1),
      website = pg_temp.say('link', turn), twitter = pg_temp.say('link', turn + 1), logo = pg_temp.say('logo', turn)
    from (select avs_id, row_number() over (order by avs_id) turn from avs_metadata) t where t.avs_id = m.avs_id;
    update token_metadata m set symbol = pg_temp.say('name', turn), name = pg_temp.say('name', turn + 1),
      description = pg_temp.say('name', turn + 2), homepage_url = pg_temp.say('link', turn)
    from (select contract_address, row_number() over (order by contract_address) turn from token_metadata) t
    where t.contract_address = m.contract_address;
    update operator_slashing_incidents set description = pg_temp.say('name', id);
    update slashing_events_cache set description = pg_temp.say('name', block_number);
  `);
}

test.describe.configure({ mode: "default" });
let small: SmallDemoServer;
test.beforeAll(async () => {
  test.setTimeout(900_000);
  small = await startSmallDemoServer(poison);
});
test.afterAll(async () => await small?.stop());
test.use({ baseURL: smallUrl });

const hrefsOn = (page: Page, path: string) =>
  page
    .locator(`table a[href^="${path}/0x"]`)
    .evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute("href") ?? ""))]);

async function expectHarmless(page: Page, path: string) {
  const found = await page.evaluate(() => {
    /** Returns the texts in which a name from right to left shares its line with other words, not isolated. */
    const unisolated = () => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const bare: string[] = [];
      while (texts.nextNode()) {
        const { data, parentElement } = texts.currentNode as Text;
        if (!/[\u0590-\u05ff]/.test(data.replace(/\u2068[^\u2069]*\u2069/g, ""))) continue;
        let line = parentElement;
        if (!line || line.closest("bdi, script, style, template, svg, option")) continue;
        while (line.parentElement && getComputedStyle(line).display === "inline") line = line.parentElement;
        if (line.textContent?.trim() !== data.trim()) bare.push(line.textContent ?? "");
      }
      return bare;
    };
    return {
      harmed: "harmed" in window,
      planted: document.querySelectorAll(".planted, main style, main [onerror], main [onload]").length,
      links: document.querySelectorAll('a[href*="script:" i], a[href^="data:" i], a[href*="evil.example"]')
        .length,
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      unisolated: unisolated(),
      data: [...document.querySelectorAll('script[type="application/ld+json"]')].map(
        (one) => typeof JSON.parse(one.textContent ?? ""),
      ),
    };
  });
  expect.soft({ ...found, data: found.data.filter((type) => type !== "object") }, path).toEqual({
    harmed: false,
    planted: 0,
    links: 0,
    overflow: 0,
    unisolated: [],
    data: [],
  });
}

/** Lists show every name; this many of the entities are opened too. */
const SOME = 4;

test("strangers' names run nowhere, plant nothing and break no page", async ({ page }) => {
  test.setTimeout(900_000);
  const dialogs: string[] = [];
  page.on("dialog", async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  const wallet = await announceWallet(page);
  await page.goto("/pricing", settled);
  await signIn(page);
  await administerAt(small.dataDir, "tier", wallet.address, "ENTERPRISE");

  await page.setViewportSize({ width: 390, height: 844 });
  // Operators with allocations have content in every tab.
  await page.goto("/operators?status=all&rows=100&sort=utilization&dir=desc");
  const operators = (await hrefsOn(page, "/operators")).slice(0, SOME + 1);
  await page.goto("/avs");
  const avss = (await hrefsOn(page, "/avs")).slice(0, SOME);
  await page.goto("/strategies");
  const strategies = (await hrefsOn(page, "/strategies")).slice(0, SOME);
  expect(operators).toHaveLength(SOME + 1);
  const downloads = new Map<string, string>();
  const [first = "", ...others] = operators;
  await page.goto(`${first}/delegators`);
  const [staker = ""] = await hrefsOn(page, "/stakers");
  const compared = operators.map((href) => href.split("/").at(-1));
  for (const path of [
    "/",
    "/operators",
    "/avs",
    "/strategies",
    "/slashings",
    `/compare?operators=${compared.join(",")}`,
    `/move?from=${compared[0]}`,
    `/move?from=${compared[0]}&to=${compared[1]}`,
    ...TABS.map(({ path }) => `${first}/${path}`.replace(/\/$/, "")),
    ...others,
    ...avss,
    ...strategies,
    staker,
  ]) {
    await page.goto(path);
    await expect(page.locator("h1"), path).toBeVisible();
    await expectHarmless(page, path);
    for (const href of await page
      .locator('a[href^="/api/csv/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? "")))
      downloads.set(href.split("?")[0] ?? "", href);
  }
  expect(dialogs).toEqual([]);

  expect(downloads.size).toBeGreaterThan(20);
  const guarded = [];
  for (const href of downloads.values()) {
    const csv = await (await page.request.get(href)).text();
    expect(csv.split("\r\n").length, href).toBeGreaterThan(2);
    expect(csv, href).not.toMatch(/(^|,)"?=HYPERLINK/m);
    if (csv.includes("'=HYPERLINK")) guarded.push(href);
  }
  expect(guarded.length).toBeGreaterThan(5);
});

test("search, downloads, cards and the sitemap hold it as text too", async ({ page }) => {
  const dialogs: string[] = [];
  page.on("dialog", async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  await page.goto("/operators", settled);
  const [operator = ""] = await hrefsOn(page, "/operators");
  for (const words of ["script", "img src", "HYPERLINK", "exe.gnp"]) {
    await page.keyboard.press("/");
    await page.getByRole("dialog").getByRole("combobox").fill(words);
    await expect(page.getByRole("dialog").getByRole("option").first(), words).toBeVisible();
    await expectHarmless(page, words);
    await page.keyboard.press("Escape");
  }
  for (const list of ["operators?status=all", "avs", "strategies", "slashings"]) {
    const csv = await (await page.request.get(`/api/csv/${list}`)).text();
    expect(csv.split("\r\n").length, list).toBeGreaterThan(2);
    expect(csv, list).toContain("'=HYPERLINK");
    expect(csv, list).not.toMatch(/(^|,)"?=HYPERLINK/m);
  }
  const card = await page.request.get(`${operator}/opengraph-image`);
  expect(card.headers()["content-type"]).toBe("image/png");
  for (const part of ["/sitemap.xml", "/sitemap/operators-0.xml", "/sitemap/avs-0.xml"])
    expect(await (await page.request.get(part)).text(), part).not.toMatch(/script|evil|onerror/i);
  expect(dialogs).toEqual([]);
});
