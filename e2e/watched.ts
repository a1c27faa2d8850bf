import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

const REFUSED = /status of 4\d\d/;
/** What a browser says of every page in plain http whose headers are those of a site in https. */
const PLAIN_HTTP = /^The Cross-Origin-Opener-Policy header has been ignored/;

/** A page that is watched: at the end of every journey nothing may have failed, jumped or broken the policy. */
export const test = base.extend<{ page: Page }>({
  page: async ({ page }, use) => {
    const faults: string[] = [];
    page.on("console", (message) => {
      // The browser says so of every answer that refuses, which journeys of accounts and of missing pages bring about.
      const { url } = message.location();
      const isRefusal =
        REFUSED.test(message.text()) && (/\/api\/(trpc\/account|auth)/.test(url) || url === page.url());
      const isPlainHttp = PLAIN_HTTP.test(message.text()) && /^http:/.test(page.url());
      if (message.type() === "error" && !isRefusal && !isPlainHttp) faults.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
    page.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText;
      if (reason !== "net::ERR_ABORTED") faults.push(`request: ${request.url()} ${reason}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 500) faults.push(`response: ${response.status()} ${response.url()}`);
    });
    await page.addInitScript(() => {
      const seen = window as typeof window & { layoutShift: number };
      seen.layoutShift = 0;
      // Only what moves before somebody acts: a filter that was asked for may make a list shorter.
      let hasActed = false;
      for (const act of ["pointerdown", "keydown", "input", "popstate"])
        addEventListener(
          act,
          () => {
            hasActed = true;
          },
          { capture: true },
        );
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
        })[])
          if (!entry.hadRecentInput && !hasActed) seen.layoutShift += entry.value;
      });
      observer.observe({ type: "layout-shift", buffered: true });
      // The font that stands in has the measures of Arial, which a machine of tests need not have: there the page's own
      // font moves lines when it comes, and how soon it comes depends on how busy the machine is.
      document.fonts.addEventListener("loadingdone", () =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            observer.takeRecords();
            seen.layoutShift = 0;
          }),
        ),
      );
    });
    await use(page);
    expect(faults).toEqual([]);
    const shift = await page.evaluate(() => (window as typeof window & { layoutShift: number }).layoutShift);
    expect(shift, "layout shift of the last page before anybody acted").toBeLessThan(0.05);
  },
});
export { expect };

/** No violation that keeps somebody from using the page. */
export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa"]).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
}
