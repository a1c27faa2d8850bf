import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const importing = (module: string) => `import * as planted from "${module}";\nconsole.log(planted);\n`;

const FORBIDDEN: [path: string, source: string, lesson: string][] = [
  ["app/operators/1.tsx", importing("@/db/analytics/operators/histories"), "app asks server"],
  ["app/operators/2.tsx", importing("../../db/analytics/operators/histories"), "app asks server"],
  ["app/3.ts", importing("drizzle-orm"), "SQL lives in db"],
  ["app/4.ts", importing("@/drizzle/analytics/schema"), "SQL lives in db"],
  ["server/5.ts", importing("@/app/_components/ui/cx"), "Never look up"],
  ["server/6.ts", importing("../app/_components/ui/cx"), "Never look up"],
  ["server/7.ts", importing("postgres"), "SQL lives in db"],
  ["server/analytics/8.ts", importing("@/db/user/client"), "cannot reach the accounts"],
  ["server/analytics/9.ts", importing("drizzle-orm/pg-core"), "SQL lives in db"],
  ["db/10.ts", importing("@/server/trpc"), "Never look up"],
  ["db/analytics/11.ts", importing("../../app/_components/ui/cx"), "Never look up"],
  ["db/analytics/12.ts", importing("../user/client"), "cannot reach the accounts"],
  ["db/analytics/operators/12.ts", importing("../../user/client"), "cannot reach the accounts"],
  ["app/13.ts", "export const planted = (1.5).toFixed(1);", "server/format.ts only"],
  ["server/14.ts", 'export const planted = new Intl.NumberFormat("en").format(1);', "server/format.ts only"],
  ["db/15.ts", "export const planted = new Date().toLocaleString();", "server/format.ts only"],
  ["app/16.ts", "export const planted = process.env.PORT;", "process.env"],
  ["db/user/index.ts", 'export * from "./units";', "barrel"],
  ["bin/18.ts", importing("@/app/_components/ui/cx"), "know no pages"],
  ["server/19.ts", importing("../bin/start"), "Never look up"],
  ["db/user/20.ts", importing("../../bin/start"), "Never look up"],
  ["app/21.ts", importing("@/bin/start"), "know no commands"],
  ["db/28.ts", importing("./29"), "part of a cycle"],
  ["db/30.ts", 'import type { Planted } from "./31";\nexport type Plant = Planted[];\n', "part of a cycle"],
  ["db/17.ts", "export const planted: any = 1;", "any"],
];

const ALLOWED: [path: string, module: string][] = [
  ["bin/22.ts", "@/db/user/client"],
  ["bin/23.ts", "@/server/exit-codes"],
  ["app/24.ts", "@/server/tiers"],
  ["server/25.ts", "@/db/analytics/operators/histories"],
  ["server/account/26.ts", "@/db/user/client"],
  ["db/27.ts", "@/drizzle/analytics/schema"],
];

interface Finding {
  category: string;
  message: string;
  location: { path: string };
}
let house: string;
let findings: Finding[];

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), "floors-"));
  for (const part of ["biome.json", ".lint"]) cpSync(part, join(house, part), { recursive: true });
  const plant = (path: string, source: string) => {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), source);
  };
  for (const [path, source] of FORBIDDEN) plant(path, source);
  plant("db/29.ts", importing("./28"));
  plant("db/31.ts", 'import type { Plant } from "./30";\nexport type Planted = { plant: Plant };\n');
  for (const [path, module] of ALLOWED) plant(path, importing(module));
  const { stdout } = spawnSync(
    resolve("node_modules/.bin/biome"),
    ["lint", "--vcs-enabled=false", "--reporter=json", "--max-diagnostics=none", "."],
    { cwd: house, encoding: "utf8" },
  );
  findings = (JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics;
});
afterAll(() => rmSync(house, { recursive: true }));

const at = (path: string) => findings.filter((finding) => finding.location.path.endsWith(path));

test.each(FORBIDDEN)("%s may not say %s", (path, _, lesson) => {
  expect(
    at(path)
      .map((finding) => finding.message)
      .join("\n"),
  ).toContain(lesson);
});

test.each(ALLOWED)("%s may import %s, one floor down", (path) => {
  expect(at(path).filter(({ category }) => category.includes("noRestrictedImports"))).toEqual([]);
});
