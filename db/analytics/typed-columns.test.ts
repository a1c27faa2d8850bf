import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getTableColumns, getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import * as schema from "@/drizzle/analytics/schema";

const tables = Object.values(schema).filter((table) => is(table, PgTable));
/** Column names that cannot be mistaken for words of SQL or of ours: those with at least two words. */
const NAMES = new Set(
  tables
    .flatMap((table) => [
      getTableName(table),
      ...Object.values(getTableColumns(table)).map((column) => column.name),
    ])
    .filter((name) => name.includes("_")),
);
/** Fixed texts without columns: a kind of event, a type of Postgres, numbers. */
const FIXED = /^(`'\$\{(kind|event)\}'`|type|"12"|BANDS\.join\(","|String\(index \+ 6)$/;

/** Returns the texts of all template literals of a source, without their placeholders. */
function textsOf(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  const texts: string[] = [];
  const readCode = (from: number, end: "}" | ""): number => {
    let depth = 0;
    for (let at = from; at < code.length; at++) {
      const one = code[at];
      if (one === "`") at = readTemplate(at + 1);
      else if (one === '"') at = code.indexOf('"', at + 1);
      else if (one === "{") depth++;
      else if (one === "}" && depth-- === 0 && end) return at;
    }
    return code.length;
  };
  const readTemplate = (from: number): number => {
    for (let [at, start] = [from, from]; at < code.length; at++) {
      const isPlaceholder = code.startsWith("${", at);
      if (code[at] !== "`" && !isPlaceholder) continue;
      texts.push(code.slice(start, at));
      if (!isPlaceholder) return at;
      at = readCode(at + 2, "}");
      start = at + 1;
    }
    return code.length;
  };
  readCode(0, "");
  return texts;
}

/** Returns the expressions that a source inserts into SQL unescaped. */
const rawIn = (source: string) =>
  [...source.matchAll(/sql\.raw\((.*?)\)[,;})\s]/g)].map(([, text = ""]) => text);

const columnsIn = (texts: string[]) =>
  texts
    .flatMap((text) => text.match(/\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b/g) ?? [])
    .filter((word) => NAMES.has(word));

test("a column in the text of a template is found, and so is a name that is made SQL", () => {
  const planted = ["sql`select $", "{a(`$", "{b} old_bips`)}, h.new_bips`; sql.raw(column);"].join("");
  expect([columnsIn(textsOf(planted)), rawIn(planted)]).toEqual([["old_bips", "new_bips"], ["column"]]);
});

const files = readdirSync("db/analytics", { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
);
test.each(files)("%s names columns by their types, so that a renamed one does not compile", (file) => {
  const source = readFileSync(join("db/analytics", file), "utf8");
  expect(columnsIn(textsOf(source))).toEqual([]);
  expect(rawIn(source).filter((one) => !FIXED.test(one))).toEqual([]);
});
