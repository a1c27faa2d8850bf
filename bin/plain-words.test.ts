import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const FOLDERS = ["app", "bin", "db", "e2e", "server"];

/** Unclear names, each with a clear one. */
const BETTER: Record<string, string> = {
  within: "withTimeout",
  held: "operatorHolds",
  nowhere: "missing-page",
  begin: "startup",
  fresh: "recent-auth",
  trace: "audit-context",
  peer: "remote-address",
  arrival: "navigation-suspense",
  underway: "navigation-progress",
  instead: "empty-card",
  sides: "two-columns",
  happening: "activity-item",
  opened: "csv-source",
};

const COMMENT = /(?:\/\*\*?\s*(?:\*\s*)?|(?<=^|\s)(?<!\/\/.*\n\s*)\/\/\s*)(What|Whatever|Who|Whoever)\b/gm;
const EXPORT = /^export (?:default )?(?:async )?(?:const|let|function|class|type|interface|enum) (\w+)/gm;

/** Returns the comments of a source text that begin with a clause in place of a noun or verb, as `line: word`. */
const clausesIn = (text: string) =>
  [...text.matchAll(COMMENT)].map(({ index, 0: match, 1: word }) => {
    const line = text.slice(0, index + match.length).split("\n").length;
    return `${line}: ${word}`;
  });

/** Returns the forbidden names that a source file has or exports. */
const namesIn = (path: string, text: string) =>
  [basename(path).replace(/\..*/, ""), ...[...text.matchAll(EXPORT)].map(([, name = ""]) => name)].filter(
    (name) => Object.hasOwn(BETTER, name.toLowerCase()),
  );

const sources = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(ts|tsx)$/.test(path))
    .map((path) => ({ path: join(folder, path), text: readFileSync(join(root, folder, path), "utf8") })),
);

const findIn = (problemsOf: (path: string, text: string) => string[]) =>
  sources.flatMap(({ path, text }) => problemsOf(path, text).map((problem) => `${path}:${problem}`));

test("comments begin with a noun or a verb", () => {
  const lesson =
    'A comment that begins with What or Who is a riddle. Begin with "Returns", an imperative verb or a noun: "Filters of the AVS list."';
  expect(
    findIn((_, text) => clausesIn(text)),
    lesson,
  ).toEqual([]);
});

test("files and exports are named by plain nouns", () => {
  const lesson = "This name says nothing to a newcomer. Take a name such as the one beside it.";
  const name = (path: string, text: string) =>
    namesIn(path, text).map((found) => `${found} -> ${BETTER[found.toLowerCase()]}`);
  expect(findIn(name), lesson).toEqual([]);
});

test("clauses are found in every kind of comment, and nowhere else", () => {
  const begins = (word: string) => [
    `/** ${word} is sorted. */`,
    `/**\n * ${word} is sorted,\n * and more.\n */`,
    `const a = 1; // ${word} is sorted.`,
    `  // ${word} is sorted.`,
    `{/* ${word} is sorted. */}`,
  ];
  for (const word of ["What", "Who", "Whoever", "Whatever"])
    expect(begins(word).map((text) => clausesIn(text).length)).toEqual([1, 1, 1, 1, 1]);
  expect(
    clausesIn("/** Returns the key by which a row is\n * sorted.\n * Who asks does not matter. */"),
  ).toEqual([]);
  expect(clausesIn("// Sorted by the key.\n// What follows is the rest.")).toEqual([]);
  expect(clausesIn('"https://What.example"; "What now?"')).toEqual([]);
});

test("forbidden names are found in files and exports", () => {
  expect(namesIn("app/_components/sides.tsx", "export const Sides = () => null;")).toEqual([
    "sides",
    "Sides",
  ]);
  expect(namesIn("db/listing.ts", "export async function within() {}\nconst held = 1;")).toEqual(["within"]);
});
