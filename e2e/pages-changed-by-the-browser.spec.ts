import { test as bare, expect, type Page } from "@playwright/test";
import { announceWallet, settled, signIn } from "./wallet";

const EIGENYIELDS = "0x5accc90436492f24e6af278569691e2c942a676d";
/** React's error when a text node was replaced by something else. */
const LOST_NODE = /removeChild|insertBefore|not a child of this node/;

/**
 * Replaces every text node by a copy in `<font>`, as Chrome's translation does, and inserts elements into the
 * body, headings and buttons, as extensions do, each time the page changes. It starts at an event of the window.
 */
function changePage(start: string) {
  const UNTOUCHED = "script, style, title, textarea, option, svg, noscript, font";
  const wrap = (text: Text) => {
    const parent = text.parentElement;
    if (!parent || parent.closest(UNTOUCHED) || text.data.trim() === "") return;
    const [outer, inner] = [document.createElement("font"), document.createElement("font")];
    inner.append(text.data);
    outer.append(inner);
    text.replaceWith(outer);
  };
  const add = (place: Element) => {
    if (place.querySelector(":scope > extension-mark")) return;
    const mark = document.createElement("extension-mark");
    place.tagName === "H2" ? place.prepend(mark) : place.append(mark);
  };
  const change = () => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    while (texts.nextNode()) found.push(texts.currentNode as Text);
    found.forEach(wrap);
    document.querySelectorAll("body, h1, h2, h3, button, a, label").forEach(add);
  };
  const begin = () => {
    change();
    new MutationObserver(change).observe(document.body, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  };
  if (start === "now") {
    begin();
    return;
  }
  window.addEventListener(start, begin);
}

/** When the page is first changed: before React takes it over, or after. */
const MOMENTS: Record<string, (page: Page, path: string) => Promise<void>> = {
  "while it loads": async (page, path) => {
    await page.addInitScript(changePage, "DOMContentLoaded");
    await page.goto(path, settled);
  },
  "once it stands": async (page, path) => {
    await page.goto(path, settled);
    await page.evaluate(changePage, "now");
  },
};

for (const [moment, open] of Object.entries(MOMENTS))
  bare(
    `a page that is translated and extended ${moment} goes on working, and shows what changes`,
    async ({ page }) => {
      bare.setTimeout(300_000);
      const faults: string[] = [];
      page.on("pageerror", ({ message }) => faults.push(message));
      page.on("console", (message) => {
        if (message.type() === "error") faults.push(message.text());
      });
      const wallet = await announceWallet(page);
      const amounts = page.getByRole("cell", { name: /^\$\d/ });
      const inEther = page.getByRole("cell", { name: /[\dKMB] ETH$/ });
      const rows = page.getByRole("table").locator("tbody tr");
      const whole = async () => {
        await expect(page.locator("body > extension-mark")).toHaveCount(1);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expect(page.getByText(/stopped working|did not load|went wrong/)).toHaveCount(0);
        expect(faults.filter((fault) => LOST_NODE.test(fault))).toEqual([]);
      };

      await open(page, "/operators");
      await expect(page.locator("h1 font font")).toHaveText("Operators");
      await whole();

      await bare.step("currency and theme", async () => {
        await page.getByRole("button", { name: "Amounts in USD: show ETH" }).click();
        await expect(inEther.first()).toBeVisible();
        await expect(amounts).toHaveCount(0);
        await page.getByRole("button", { name: "Amounts in ETH: show USD" }).click();
        await expect(amounts.first()).toBeVisible();
        await expect(inEther).toHaveCount(0);
        await page.getByRole("button", { name: "Theme" }).click();
        await page.getByRole("menuitemradio", { name: "Dark" }).click();
        await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
        await whole();
      });

      await bare.step("signing in, watching, comparing", async () => {
        await signIn(page);
        await expect(page.locator("#account")).toHaveAttribute("aria-label", `Account ${wallet.address}`);
        const star = page.getByRole("button", { name: /^Watch / }).first();
        const kept = page.waitForResponse((answer) => /watchlist\.add/.test(answer.url()) && answer.ok());
        await star.click();
        await kept;
        await expect(star).toHaveAttribute("aria-pressed", "true");
        const tray = page.getByRole("complementary", { name: "Operators to compare" });
        for (const count of [1, 2, 3]) {
          await page
            .getByRole("button", { name: /^Compare / })
            .nth(count - 1)
            .click();
          await expect(tray).toContainText(count === 1 ? "1" : `Compare ${count}`);
        }
        await whole();
      });

      await bare.step("filters and search", async () => {
        await expect(rows).toHaveCount(50);
        await page.getByRole("button", { name: "TVS", exact: true }).click();
        await page.getByRole("button", { name: "Over $100M" }).click();
        await expect(page.getByRole("button", { name: /Remove filter: TVS from \$100/ })).toBeVisible();
        await expect(rows).not.toHaveCount(50);
        const count = await rows.count();
        await expect(page.getByRole("main")).toContainText(`of ${count}`);
        await page.getByRole("searchbox").fill("no operator is called this");
        await expect(page.getByRole("table")).toHaveCount(0);
        await page.getByRole("searchbox").fill("");
        await expect(rows).toHaveCount(count);
        await page.getByRole("button", { name: /Remove filter: TVS from \$100/ }).click();
        await expect(rows).toHaveCount(50);
        await whole();
        await page.keyboard.press("ControlOrMeta+k");
        const palette = page.getByRole("dialog");
        for (const [typed, found] of [
          ["infstones enterprise", "InfStones Enterprise"],
          ["eigenyields", "EigenYields"],
        ] as const) {
          await palette.getByRole("combobox").fill(typed);
          await expect(palette.getByRole("option").first()).toContainText(found);
        }
        await page.keyboard.press("Enter");
        await expect(page).toHaveURL(`/operators/${EIGENYIELDS}`);
        await expect(page.getByRole("heading", { level: 1 })).toContainText("EigenYields");
        await whole();
      });

      await bare.step("tabs and ranges", async () => {
        const tabs = page.getByRole("navigation", { name: "About this operator" });
        for (const tab of [
          "Strategies",
          "AVSs",
          "Delegators",
          "Allocations",
          "Commission",
          "Risk",
          "Activity",
        ]) {
          const link = tabs.getByRole("link", { name: new RegExp(`^${tab}`) });
          await link.click();
          await expect(link).toHaveAttribute("aria-current", "page");
          await whole();
        }
        const kinds = page.getByRole("navigation", { name: "Kinds of events" });
        await kinds.getByRole("link", { name: /^Slashing/ }).click();
        await expect(page.getByText("1–11 of 11 events")).toBeVisible();
        await tabs.getByRole("link", { name: /^Allocations/ }).click();
        await page.getByRole("navigation", { name: "How much is slashed" }).getByText("50 %").click();
        await expect(page.getByText("lost if every AVS slashes 50 %")).toBeVisible();
        await whole();
      });

      await bare.step("what the account keeps", async () => {
        await page.getByRole("link", { name: "Watchlist" }).first().click();
        await expect(page.getByText("1 of 5 watched")).toBeVisible();
        await page
          .getByRole("button", { name: /^Watch / })
          .first()
          .click();
        await expect(page.getByRole("button", { name: /^Watch / }).first()).toHaveAttribute(
          "aria-pressed",
          "false",
        );
        await page.getByRole("link", { name: "AVSs" }).first().click();
        await expect(page).toHaveURL("/avs");
        await page.getByRole("link", { name: "Watchlist" }).first().click();
        await expect(page.getByText("Nothing on it yet")).toBeVisible();
        await page.locator("#account").click();
        await page.getByRole("menuitem", { name: "Sign out" }).click();
        await expect(page.getByRole("region", { name: "Notices" })).toContainText("Signed out");
        await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeVisible();
        await whole();
      });
    },
  );
