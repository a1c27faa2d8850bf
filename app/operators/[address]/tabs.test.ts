import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { MAP_ROWS } from "@/server/analytics/search";
import { TABS, tabHref } from "./tabs";

it("lists every page of an operator once", () => {
  const here = dirname(fileURLToPath(import.meta.url));
  const pages = readdirSync(here, { recursive: true, encoding: "utf8" })
    .filter((path) => /(^|\/)page\.tsx$/.test(path))
    .map((path) => path.replace(/\/?page\.tsx$/, ""));
  expect(TABS.map(({ path }) => path).toSorted()).toEqual(pages.toSorted());
  expect(TABS.map((tab) => tabHref("0x1", tab)).slice(0, 2)).toEqual([
    "/operators/0x1",
    "/operators/0x1/strategies",
  ]);
});

it("fits into the maps of the site, of at most 50,000 pages each", () => {
  expect(MAP_ROWS * TABS.length).toBeLessThanOrEqual(50_000);
});
