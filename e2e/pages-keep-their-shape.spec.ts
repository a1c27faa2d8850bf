import type { Page } from "@playwright/test";
import { type SlowServer, slowUrl, startSlowServer } from "./slow-server";
import { settled } from "./wallet";
import { expect, test } from "./watched";

const EIGENYIELDS = "/operators/0x5accc90436492f24e6af278569691e2c942a676d";
const NOBODY = "0x00000000000000000000000000000000000000ff";
const WAYS: [from: string, to: string][] = [
  ["/operators", "/"],
  ["/", "/operators"],
  ["/", "/avs"],
  ["/", "/strategies"],
  ["/", "/slashing"],
  ["/operators", EIGENYIELDS],
  ["/avs", "/avs/0x870679e138bcdf293b7ff14dd44b70fc97e12fc0"],
  ["/strategies", "/strategies/0xbeac0eeeeeeeeeeeeeeeeeeeeeeeeeeeeeebeac0"],
  ...["strategies", "allocations", "risk", "activity"].map((tab): [string, string] => [
    EIGENYIELDS,
    `${EIGENYIELDS}/${tab}`,
  ]),
];
test.describe.configure({ mode: "default" });
test.use({ baseURL: slowUrl });
let slow: SlowServer;
test.beforeAll(async () => {
  slow = await startSlowServer();
});
test.afterAll(async () => await slow?.stop());

/** After a press the browser takes what moves for half a second as wanted; only later moves count. */
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
/** Where cards and strips begin, from the top. */
const edgesOf = (page: Page) =>
  page.locator("main").evaluate((main) => {
    const tops = [...main.querySelectorAll("dl, .bg-card.rounded-xl")].map(
      (part) => part.getBoundingClientRect().top,
    );
    return [...new Set(tops.map(Math.round))];
  });

for (const width of [1440, 390])
  for (const [from, to] of WAYS)
    test(`${to} has its shape at ${width} pixels before its figures arrive`, async ({ page }) => {
      await page.setViewportSize({ width, height: HEIGHT });
      await page.goto(from, settled);
      slow.hold();
      const waiting = page.locator("[aria-busy=true]").getByText("Loading", { exact: true });
      let before: { edges: number[]; height: number };
      try {
        await page.locator(`a[href="${to}"]`).filter({ visible: true }).first().click();
        await expect(waiting).toHaveCount(1);
        await page.waitForTimeout(WANTED_MS);
        await watchShifts(page);
        const seen = (await edgesOf(page)).filter((top) => top < HEIGHT).slice(0, 4);
        before = { edges: seen, height: await heightOf(page) };
      } finally {
        slow.answer();
      }
      await expect(waiting).toHaveCount(0);
      await expect(page.locator("h1")).toBeVisible();
      expect(before.edges.length).toBeGreaterThan(0);
      const after = { edges: await edgesOf(page), height: await heightOf(page) };
      expect(
        Math.abs(after.height - before.height) / after.height,
        `${before.height}, then ${after.height}`,
      ).toBeLessThan(0.1);
      for (const edge of before.edges)
        expect(
          Math.min(...after.edges.map((top) => Math.abs(top - edge))),
          `${edge} of ${before.edges}, then ${after.edges}`,
        ).toBeLessThan(12);
      expect(await page.evaluate(() => (window as Shifting).shift)).toBeLessThan(0.05);
    });

test("a page that is opened by its address is whole at once, without JavaScript too", async ({ browser }) => {
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

test("an address that nobody has is a missing page, whatever it is of", async ({ request }) => {
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
