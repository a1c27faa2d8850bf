import type { Browser, Cookie, Page } from "@playwright/test";
import { TABS } from "@/app/operators/[address]/tabs";
import { administer } from "./administrator";
import { type SlowDatabaseServer, slowUrl, startSlowDatabaseServer } from "./slow-database-server";
import { announceWallet, settled, signIn } from "./wallet";
import { expect, test } from "./watched";

const EIGENYIELDS = "/operators/0x5accc90436492f24e6af278569691e2c942a676d";
const EIGENDA = "/avs/0x870679e138bcdf293b7ff14dd44b70fc97e12fc0";
const BEACON_ETHER = "/strategies/0xbeac0eeeeeeeeeeeeeeeeeeeeeeeeeeeeeebeac0";
/** All but the overview. */
const OTHER_TABS = TABS.flatMap(({ path }) => path || []);
const NOBODY = "0x00000000000000000000000000000000000000ff";
type Way = [from: string, to: string];
/** Ways to pages that show PRO more than they show a visitor. */
const PRO_WAYS: Way[] = [
  ["/operators", EIGENYIELDS],
  ["/avs", EIGENDA],
  [EIGENDA, `${EIGENDA}/security`],
  ["/strategies", BEACON_ETHER],
  ...OTHER_TABS.map((tab): Way => [EIGENYIELDS, `${EIGENYIELDS}/${tab}`]),
];
const WAYS: Way[] = [
  ["/operators", "/"],
  ["/", "/operators"],
  ["/", "/avs"],
  ["/", "/strategies"],
  ["/", "/slashings"],
  ["/", "/entities"],
  ["/entities", "/entities/p2p-org"],
  ...PRO_WAYS,
];
/** Pages that query the database. Pages from the network in memory may be complete while it keeps silent. */
const ASKING = ["/", EIGENYIELDS, EIGENDA, BEACON_ETHER];
test.describe.configure({ mode: "default" });
test.use({ baseURL: slowUrl });
let slow: SlowDatabaseServer;
let proCookies: Cookie[] = [];

/** Starts a server for the tests of a group: it has answered nothing yet, and keeps what it answers. */
function serveAnew({ isPro = false } = {}) {
  test.beforeAll(async ({ browser }) => {
    test.setTimeout(900_000);
    slow = await startSlowDatabaseServer();
    if (isPro) proCookies = await signInPro(browser);
  });
  test.afterAll(async () => await slow?.stop());
}

async function signInPro(browser: Browser): Promise<Cookie[]> {
  const page = await (await browser.newContext({ baseURL: slowUrl })).newPage();
  const wallet = await announceWallet(page);
  await page.goto("/pricing", settled);
  await signIn(page);
  await administer("tier", wallet.address, "PRO");
  const cookies = await page.context().cookies();
  await page.context().close();
  return cookies;
}

/** For half a second after a press the browser counts shifts as expected; only later ones count. */
const WANTED_MS = 600;
const HEIGHT = 844;

type Shifting = typeof window & { shift: number };
const watchShifts = (page: Page) =>
  page.evaluate(() => {
    const seen = window as Shifting;
    seen.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
        seen.shift += entry.value;
    }).observe({ type: "layout-shift" });
  });
const heightOf = (page: Page) =>
  page.locator("main").evaluate((main) => Math.round(main.getBoundingClientRect().height));
const widthOf = (page: Page) => page.locator("main").evaluate((main) => main.scrollWidth);
/** Returns the positions of cards and strips, from the top. */
const edgesOf = (page: Page) =>
  page.locator("main").evaluate((main) => {
    const tops = [...main.querySelectorAll("dl, .bg-card.rounded-xl")].map(
      (part) => part.getBoundingClientRect().top,
    );
    return [...new Set(tops.map(Math.round))];
  });

for (const width of [1440, 390])
  for (const tier of ["a visitor", "PRO"])
    test.describe(() => {
      serveAnew({ isPro: tier === "PRO" });
      for (const way of tier === "PRO" ? PRO_WAYS : WAYS)
        test(`${way[1]} has its shape at ${width} pixels before its figures arrive for ${tier}`, async ({
          page,
        }) => {
          const [from, to] = way;
          if (tier === "PRO") await page.context().addCookies(proCookies);
          await page.setViewportSize({ width, height: HEIGHT });
          await page.goto(from, settled);
          slow.hold();
          const waiting = page.locator("[aria-busy=true]").getByText("Loading", { exact: true });
          let before: { edges: number[]; height: number };
          try {
            await page.locator(`a[href="${to}"]`).filter({ visible: true }).first().click();
            await page.waitForURL(to);
            if (ASKING.includes(to)) await expect(waiting).toHaveCount(1);
            await page.waitForTimeout(WANTED_MS);
            await watchShifts(page);
            const seen = (await edgesOf(page)).filter((top) => top < HEIGHT).slice(0, 4);
            before = { edges: seen, height: await heightOf(page) };
            expect(await widthOf(page)).toBeLessThanOrEqual(width);
          } finally {
            slow.answer();
          }
          await expect(waiting).toHaveCount(0);
          await expect(page.locator("h1")).toBeVisible();
          expect(before.edges.length).toBeGreaterThan(0);
          const after = { edges: await edgesOf(page), height: await heightOf(page) };
          // The length of a list for PRO alone, or the existence of a slashing record, is unknown before it loads;
          // two screens down it does not matter.
          const reach = tier === "PRO" || to === EIGENYIELDS ? 2 * HEIGHT : Number.POSITIVE_INFINITY;
          const [soon, whole] = [Math.min(before.height, reach), Math.min(after.height, reach)];
          expect(Math.abs(whole - soon) / whole, `${before.height}, then ${after.height}`).toBeLessThan(0.1);
          for (const edge of before.edges)
            expect(
              Math.min(...after.edges.map((top) => Math.abs(top - edge))),
              `${edge} of ${before.edges}, then ${after.edges}`,
            ).toBeLessThan(12);
          expect(await page.evaluate(() => (window as Shifting).shift)).toBeLessThan(0.05);
        });
    });

test.describe(() => {
  serveAnew();

  test("a page that is opened by its address is whole at once, without JavaScript too", async ({
    browser,
  }) => {
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    for (const [, path] of WAYS) {
      await page.goto(path);
      await expect(page.locator("h1"), path).toBeVisible();
      await expect(page.locator("[aria-busy=true]").getByText("Loading"), path).toHaveCount(0);
      await expect(page.locator("main").getByText(/\d/).first(), path).toBeVisible();
      expect(await page.locator("head > link[rel=canonical]").getAttribute("href"), path).toContain(path);
    }
    await page.goto(EIGENYIELDS);
    await expect(page.getByText(/^\$\d/).first()).toBeVisible();
    await page.context().close();
  });

  test("an unknown address of any kind is a missing page", async ({ request }) => {
    for (const kind of ["operators", "avs", "strategies", "stakers"])
      for (const address of [NOBODY, "0x123", "nobody"])
        expect((await request.get(`/${kind}/${address}`)).status(), `${kind} ${address}`).toBe(404);
  });

  test("a tab is asked for once the pointer rests on it, and not before", async ({ page }) => {
    const asked: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes(`${EIGENYIELDS}/`) && request.headers().rsc) asked.push(request.url());
    });
    await page.goto(EIGENYIELDS, settled);
    expect(asked).toEqual([]);
    const tab = page
      .getByRole("navigation", { name: "About this operator" })
      .getByRole("link", { name: "Risk" });
    await tab.hover();
    await expect.poll(() => asked.length).toBeGreaterThan(0);
    for (const url of asked) expect(url).toContain(`${EIGENYIELDS}/risk`);
  });
});
