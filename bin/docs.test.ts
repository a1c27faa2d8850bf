import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

const DOCUMENTS = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "SECURITY.md", "NOTICE"].concat(
  readdirSync("docs", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
);
const read = (path: string) => readFileSync(path, "utf8");
const manifest = z
  .object({ engines: z.object({ node: z.string() }), scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read("package.json")));

/** Matches a path below one of the repository's folders that is not part of a URL or of another path. */
const BELOW = /(?<![\w./-])(?:app|bin|db|docs|drizzle|e2e|server|\.lint)\/(?:[\w./-]|\[[\w.]+\])*/g;
/** A file at the top, as code: `biome.json`. */
const AT_THE_TOP = /(?<=`)[\w.-]+\.(?:json|ts|md)(?=`)/g;
const LINK = /\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g;
const SCRIPT = /\bnpm (?:run )?((?<=run )[a-z:]+|start|test)\b/g;
/** A file of the data folder, and names that stand for any such file. */
const ELSEWHERE = ["cluster.json", "search-params.ts"];

/** Returns the anchor that GitHub gives a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w -]/g, "")
    .replaceAll(" ", "-");
const anchorsOf = (text: string) =>
  Array.from(text.matchAll(/^#+ (.*)$/gm), ([, heading = ""]) => anchorOf(heading));

/** Returns the paths, links and npm scripts that a document names and that do not exist. */
function missingOf(text: string, document: string): string[] {
  const paths = [...text.matchAll(BELOW), ...text.matchAll(AT_THE_TOP)]
    .map(([path]) => path.replace(/\.+$/, ""))
    .filter((path) => !ELSEWHERE.includes(path) && !existsSync(path));
  const links = [...text.matchAll(LINK)].flatMap(([, target = "", anchor]) => {
    const path = target === "" ? document : join(dirname(document), target);
    if (!existsSync(path)) return [path];
    return anchor && !anchorsOf(read(path)).includes(anchor) ? [`${path}#${anchor}`] : [];
  });
  const scripts = [...text.matchAll(SCRIPT)].flatMap(([command, name = ""]) =>
    name in manifest.scripts ? [] : [command],
  );
  return [...new Set([...paths, ...links, ...scripts])];
}

test.each(DOCUMENTS)("%s names only paths, links and npm scripts that exist", (document) => {
  expect(missingOf(read(document), document)).toEqual([]);
});

test("a path, a link, an anchor and a script that do not exist are found", () => {
  const text =
    "See `server/no-such.ts`, app/no/such/[page]/page.tsx. Also `no-such.json`, [this](no-such.md), " +
    "[that](README.md#no-such). Run npm run no:such, then npm test and `npm ci`; https://example.org/docs/no-such.";
  expect(missingOf(text, "README.md")).toEqual([
    "server/no-such.ts",
    "app/no/such/[page]/page.tsx",
    "no-such.json",
    "no-such.md",
    "README.md#no-such",
    "npm run no:such",
  ]);
});

test("README describes every npm script that a person runs", () => {
  const inside = ["build"];
  const named = new Set(Array.from(read("README.md").matchAll(SCRIPT), ([, name]) => name));
  expect(Object.keys(manifest.scripts).filter((name) => !named.has(name))).toEqual(inside);
});

test("the index of decisions lists every record, and a record has at most 30 lines", () => {
  const records = readdirSync("docs/adr").filter((name) => name !== "README.md");
  expect(records.filter((name) => !read("docs/adr/README.md").includes(`(${name})`))).toEqual([]);
  expect(records.filter((name) => read(join("docs/adr", name)).split("\n").length > 31)).toEqual([]);
});

test("the migration log names every migration", () => {
  const log = read("docs/operate/migrate.md");
  const tags = readdirSync("drizzle/user").flatMap((name) =>
    name.endsWith(".sql") ? [name.slice(0, -4)] : [],
  );
  expect(tags.filter((tag) => !log.includes(`\`${tag}\``))).toEqual([]);
});

test(".nvmrc is the lowest version of Node that package.json allows", () => {
  expect(`>=${read(".nvmrc").trim()}`).toBe(manifest.engines.node);
});

test(".editorconfig has the format settings of biome.json", () => {
  const { formatter } = z
    .object({
      formatter: z.object({ indentStyle: z.string(), indentWidth: z.number(), lineWidth: z.number() }),
    })
    .parse(JSON.parse(read("biome.json")));
  const settings = Object.fromEntries(
    Array.from(read(".editorconfig").matchAll(/^(\w+) = (.*)$/gm), ([, name, value]) => [name, value]),
  );
  expect(settings).toMatchObject({
    indent_style: formatter.indentStyle,
    indent_size: String(formatter.indentWidth),
    max_line_length: String(formatter.lineWidth),
  });
});
