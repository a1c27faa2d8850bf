import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { LISTS } from "./sources";

/** Returns a file's headings for a viewer who may use every feature. */
function headingsOf(list: string): string[] {
  const query = new URLSearchParams();
  for (const key of ["avs", "operator", "strategy", "staker"]) query.set(key, `0x${"1".repeat(40)}`);
  const asked = { api: {}, account: {}, query, viewer: { tier: "ENTERPRISE", account: null } };
  const open = (LISTS as Record<string, unknown>)[list] as (of: typeof asked) => { header: string[] };
  return open(asked).header;
}

/** Returns the rows of a table in the changelog, each cell as the names that it quotes. */
function tableOf(title: string): string[][][] {
  const [, section = ""] = readFileSync("CHANGELOG.md", "utf8").split(`### ${title}\n`);
  const rows = section.split("\n###")[0]?.match(/^\| `.*$/gm) ?? [];
  return rows.map((row) =>
    row.split("|").map((cell) => Array.from(cell.matchAll(/`(.+?)`/g), ([, word = ""]) => word)),
  );
}

const renamed = tableOf("Renamed headings of CSV files");
const added = tableOf("Added headings of CSV files");
const removed = tableOf("Removed headings of CSV files");

test("files have the headings that the changelog says, and none that it says are gone", () => {
  expect([renamed.length, added.length, removed.length].every((count) => count > 0)).toBe(true);
  for (const [, files = [], before = [], now = []] of renamed)
    for (const file of files) {
      expect(headingsOf(file), file).toEqual(expect.arrayContaining(now));
      for (const heading of before) expect(headingsOf(file), file).not.toContain(heading);
    }
  for (const [, files = [], headings = []] of added)
    for (const file of files) expect(headingsOf(file), file).toEqual(expect.arrayContaining(headings));
  for (const [, files = [], headings = []] of removed)
    for (const file of files)
      for (const heading of headings) expect(headingsOf(file), file).not.toContain(heading);
});
