import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";
import { checkDrift } from "../../db/analytics/drift";
import { createAnalyticsTestDatabase } from "../../db/testing/databases";

const run = promisify(execFile);
const kit = (...args: string[]) => run(process.execPath, ["node_modules/drizzle-kit/bin.cjs", ...args]);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(process.cwd(), "node_modules/.drizzle-kit-test-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** The committed configuration with something changed, as a person might do by hand. */
async function configWith(changes: object) {
  const file = join(folder, "drizzle.config.ts");
  const committed = join(process.cwd(), "drizzle.config.ts");
  await writeFile(
    file,
    `import c from "${committed}";\nexport default { ...c, ...${JSON.stringify(changes)} };\n`,
  );
  return `--config=${relative(process.cwd(), file)}`;
}

it("has nothing to generate: the committed migrations are those of our own schema", async () => {
  const out = join(folder, "migrations");
  await cp("drizzle/user", out, { recursive: true });
  const { stdout } = await kit("generate", await configWith({ out: relative(process.cwd(), out) }));
  expect(stdout).toContain("No schema changes");
  expect(await readdir(out)).toEqual(await readdir("drizzle/user"));
});

it("pushes our own schema and leaves the pipeline's tables alone, even as their owner", async () => {
  const analytics = await createAnalyticsTestDatabase({ isAlone: true });
  try {
    await kit("push", await configWith({ dbCredentials: { url: analytics.ownerUrl } }), "--force");
    const [pushed] = await analytics.sql`select to_regclass('eigenwatch.users') is not null as yes`;
    expect(pushed?.yes).toBe(true);
    expect(await checkDrift(analytics.readerUrl)).toEqual({ problems: [], notes: [] });
  } finally {
    await analytics.drop();
  }
});

it("cannot push as committed: the configuration names no database", async () => {
  await expect(kit("push", "--force")).rejects.toThrow();
});
