import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";

const entry = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  link: z.boolean().optional(),
});
const lock = z
  .object({ packages: z.record(z.string(), entry) })
  .parse(JSON.parse(readFileSync("package-lock.json", "utf8")));
const installed = Object.entries(lock.packages).filter(([path, { link }]) => path !== "" && !link);

test("every package is held to what it was when it was chosen, those of other platforms too", () => {
  expect(installed.length).toBeGreaterThan(400);
  const loose = installed.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ""));
  expect(loose.map(([path]) => path)).toEqual([]);
});

test("no package comes from an address of its own", () => {
  expect(installed.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
});

/** Versions below these have a known vulnerability (SECURITY.md, "Version floors"). */
test.each([
  ["next", "16.4.6"],
  ["react", "19.2.6"],
  ["next-auth", "4.24.15"],
  ["@trpc/server", "11.8.0"],
  ["drizzle-orm", "0.45.2"],
  ["nodemailer", "7.0.7"],
])("%s is %s or newer", (name, floor) => {
  const version = lock.packages[`node_modules/${name}`]?.version ?? "0";
  expect(version.localeCompare(floor, "en", { numeric: true })).toBeGreaterThanOrEqual(0);
});
