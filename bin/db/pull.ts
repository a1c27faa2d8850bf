import { execFile } from "node:child_process";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import postgres from "postgres";
import { startThrowawayPostgres } from "../../db/postgres/embedded/throwaway";
import { defineCommand } from "./command";
import { tidyRelations, tidySchema } from "./pull-tidy";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const bin = (path: string) => join(root, "node_modules", path);

/**
 * Writes drizzle/analytics from the contract's DDL (db/demo/contract.sql), loaded into a throw-away Postgres and
 * read as its owner: a role that only has SELECT would not see the keys. Two pulls give the same bytes.
 */
export async function pullAnalytics(target = join(root, "drizzle/analytics")): Promise<void> {
  const work = join(root, "node_modules/.cache/db-pull");
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  await introspect(work);

  const files = { "schema.ts": tidySchema, "relations.ts": tidyRelations };
  for (const [name, tidy] of Object.entries(files)) {
    const text = await formatted(name, tidy(await readFile(join(work, name), "utf8")));
    await writeFile(join(work, name), text);
  }
  await compile(work, Object.keys(files));

  await mkdir(target, { recursive: true });
  for (const name of Object.keys(files)) await copyFile(join(work, name), join(target, name));
  await rm(work, { recursive: true, force: true });
}

async function introspect(out: string) {
  const server = await startThrowawayPostgres();
  try {
    const sql = postgres(server.url("postgres"), { max: 1, onnotice: () => {} });
    await sql.unsafe(await readFile(join(root, "db/demo/contract.sql"), "utf8"));
    await sql.end();
    const source = ["--dialect", "postgresql", "--url", server.url("postgres")];
    const flags = ["pull", ...source, "--out", out, "--introspect-casing", "camel"];
    await run(process.execPath, [bin("drizzle-kit/bin.cjs"), ...flags], { cwd: root, maxBuffer: 1 << 26 });
  } finally {
    await server.stop();
  }
}

async function formatted(name: string, text: string) {
  const child = run(
    process.execPath,
    [bin("@biomejs/biome/bin/biome"), "format", `--stdin-file-path=${name}`],
    {
      cwd: root,
      maxBuffer: 1 << 26,
    },
  );
  child.child.stdin?.end(text);
  return (await child).stdout;
}

async function compile(folder: string, names: string[]) {
  const flags = ["--ignoreConfig", "--noEmit", "--strict", "--skipLibCheck", "--target", "es2023"];
  const modules = ["--module", "esnext", "--moduleResolution", "bundler", "--types", "node"];
  const files = names.map((name) => join(folder, name));
  await run(process.execPath, [bin("typescript/bin/tsc"), ...flags, ...modules, ...files], {
    cwd: root,
  }).catch((error: { stdout?: string }) => {
    throw new Error(`The pulled schema does not compile:\n${error.stdout}`);
  });
}

export const pull = defineCommand({
  name: "pull",
  summary: "Reads the analytics contract again into drizzle/analytics.",
  details: "The contract is db/demo/contract.sql. No database of this installation is asked.",
  run: async () => {
    await pullAnalytics();
    return { lines: ["drizzle/analytics matches the contract."], data: { written: "drizzle/analytics" } };
  },
});
