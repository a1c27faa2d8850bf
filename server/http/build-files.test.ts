import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { listBuildFiles } from "./build-files";

const folder = mkdtempSync(join(tmpdir(), "build-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("knows the files of a build by their addresses, and no folder of it", () => {
  mkdirSync(join(folder, "chunks/[id]"), { recursive: true });
  writeFileSync(join(folder, "chunks/a.js"), "");
  writeFileSync(join(folder, "chunks/[id]/b.js"), "");
  expect([...listBuildFiles(folder)].toSorted()).toEqual([
    "/_next/static/chunks/%5Bid%5D/b.js",
    "/_next/static/chunks/a.js",
  ]);
});

test("knows none where there is no build", () => {
  expect(listBuildFiles(join(folder, "nothing")).size).toBe(0);
});
