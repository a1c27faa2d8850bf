import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readSettings } from "./read";
import { settings } from "./schema";

const names = settings.keyof().options;
/** RPC_URL_1 and the like are all documented as RPC_URL. */
const nameOf = (text: string) => text.replace(/^RPC_URL_.*$/, "RPC_URL");
const defaults = new Map(Object.entries<unknown>(readSettings({})));
/** Returns a default as text; empty if there is none. */
function defaultOf(name: string): string {
  const value = defaults.get(name) ?? "";
  return typeof value === "object" && !Array.isArray(value) ? "" : String(value);
}
const isWrong = ({ name, value }: { name: string; value: string }) =>
  defaultOf(name) !== "" && value !== defaultOf(name);

describe(".env.example", () => {
  const lines = Array.from(
    readFileSync(".env.example", "utf8").matchAll(/^#?([A-Z][A-Z\d_]*)=(.*)$/gm),
    ([, name = "", value = ""]) => ({ name, value }),
  );

  it("names every setting once, and nothing more", () => {
    expect(lines.map(({ name }) => nameOf(name)).sort()).toEqual([...names].sort());
  });

  it("gives valid values, and the default of a setting that has one", () => {
    expect(() =>
      readSettings(Object.fromEntries(lines.map(({ name, value }) => [name, value]))),
    ).not.toThrow();
    expect(lines.filter(isWrong)).toEqual([]);
  });
});

describe("docs/running.md", () => {
  const rows = Array.from(
    readFileSync("docs/running.md", "utf8").matchAll(/^\| `([A-Z][A-Z\d_]*)`[^|]*\| (.*?) *\|/gm),
    ([, name = "", value = ""]) => ({ name: nameOf(name), value: value.replaceAll("`", "") }),
  );

  it("has a row for every setting with its default", () => {
    expect(rows.map(({ name }) => name).sort()).toEqual([...names].sort());
    expect(rows.filter(isWrong)).toEqual([]);
  });
});
