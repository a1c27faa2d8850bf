import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const MOST_FILES = 24;
/** Journeys are not among them, since they are tests, nor the numbered decisions. */
const FOLDERS = ["app", "bin", "db", "server"];

const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true, encoding: "utf8" })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name)),
);
const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.includes("__snapshots__");

/** Returns the folders that hold more files than `most`, tests not counted. */
function largeFolders(paths: string[], most: number): string[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const folder = dirname(path);
    if (!isTest(path)) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > most).map(([folder, count]) => `${folder}: ${count}`);
}

/** Returns the imports of `path` that reach into the `_components` of another route. */
function importsOfOtherRoutes(path: string, source: string): string[] {
  return Array.from(source.matchAll(/(?:\bfrom|\bimport\()\s*"([^"]+)"/g), ([, module = ""]) => module)
    .map((module) => (module.startsWith("@/") ? module.slice(2) : join(dirname(path), module)))
    .filter((module) => {
      const [route, isInside] = module.split("/_components/");
      return isInside && route?.startsWith("app/") && !path.startsWith(`${route}/`);
    });
}

describe("a folder", () => {
  it("holds about twenty files at most, tests not counted", () => {
    expect(largeFolders(files, MOST_FILES)).toEqual([]);
    expect(largeFolders(["db/a.ts", "db/a.test.ts", "db/b.ts", "app/c.ts"], 1)).toEqual(["db: 2"]);
  });
});

describe("a route", () => {
  it("imports no component of another route", () => {
    const pages = files.filter((path) => /^app\/.*\.tsx?$/.test(path) && !isTest(path));
    expect(pages.flatMap((path) => importsOfOtherRoutes(path, readFileSync(path, "utf8")))).toEqual([]);
    const planted = [
      "@/app/avs/_components/a",
      "../../avs/_components/a",
      "./_components/a",
      "../../_components/a",
    ];
    const source = planted.map((module) => `import { a } from "${module}";`).join("\n");
    expect(importsOfOtherRoutes("app/operators/[address]/page.tsx", source)).toEqual([
      "app/avs/_components/a",
      "app/avs/_components/a",
    ]);
  });
});
