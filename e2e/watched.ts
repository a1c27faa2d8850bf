import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

const REFUSED = /status of 4\d\d/;
/** The browser's message about every page on plain http whose headers are those of an https site. */
const PLAIN_HTTP = /^The Cross-Origin-Opener-Policy header has been ignored/;

/** A page that is watched: at the end of every test nothing may have failed, shifted or broken the policy. */
export const test = base.extend<{ page: Page }>({
  page: async ({ page }, use) => {
    const faults: string[] = [];
    page.on("console", (message) => {
      // The browser logs this for every refused request, which tests of accounts and of missing pages cause.
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
      // Only shifts before the first action count: a filter may make a list shorter.
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
      // The fallback font has the measures of Arial, which a test machine may lack: there the page's own font
      // shifts lines when it arrives, at a time that depends on the machine's load.
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

/** Expects no accessibility violation that keeps somebody from using the page. */
export async function expectAccessible(page: Page) {
  // A title arrives a moment after the page that a navigation shows.
  await expect(page).toHaveTitle(/./);
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa"]).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
}
