import { execFile } from "node:child_process";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import postgres from "postgres";
import { openClient } from "../../db/postgres/client";
import { startThrowawayPostgres } from "../../db/postgres/embedded/throwaway";
import { SettingError } from "../../db/postgres/setting-error";
import { defineCommand } from "./command";
import { about } from "./databases";
import { tidyRelations, tidySchema } from "./pull-tidy";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const bin = (path: string) => join(root, "node_modules", path);

const CONTRACT = join(root, "db/demo/contract.sql");
const TARGET = join(root, "drizzle/analytics");
const FILES = { "schema.ts": tidySchema, "relations.ts": tidyRelations };

/**
 * Writes drizzle/analytics from the DDL in a file, which is loaded into a throw-away Postgres, or from a live database.
 * Returns the names of the files that changed; with `isDryRun` it changes none. Equal schemas give equal bytes.
 */
export async function pullAnalytics({ from = CONTRACT, target = TARGET, isDryRun = false } = {}) {
  const work = join(root, "node_modules/.cache/db-pull");
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  if (/^postgres(ql)?:/.test(from)) await introspectLive(from, work);
  else await introspectFile(from, work);

  for (const [name, tidy] of Object.entries(FILES)) {
    const text = await formatted(name, tidy(await readFile(join(work, name), "utf8")));
    await writeFile(join(work, name), text);
  }
  await compile(work, Object.keys(FILES));

  const changed: string[] = [];
  for (const name of Object.keys(FILES)) {
    const [found, before] = await Promise.all(
      [work, target].map((folder) => readFile(join(folder, name), "utf8").catch(() => undefined)),
    );
    if (found !== before) changed.push(name);
  }
  if (!isDryRun) {
    await mkdir(target, { recursive: true });
    for (const name of changed) await copyFile(join(work, name), join(target, name));
  }
  await rm(work, { recursive: true, force: true });
  return changed;
}

async function introspectFile(path: string, out: string) {
  const text = await readFile(path, "utf8").catch(() => {
    throw new SettingError(`${path} cannot be read. Name a file of DDL, or the URL of a database.`);
  });
  const server = await startThrowawayPostgres();
  try {
    const sql = postgres(server.url("postgres"), { max: 1, onnotice: () => {} });
    // pg_dump begins and ends with commands of psql, which the server does not know.
    await sql
      .unsafe(text.replaceAll(/^\\.*$/gm, ""))
      .catch((error: Error) => {
        throw new SettingError(
          `${path} cannot be loaded: ${error.message}. Write it with pg_dump --schema-only --no-owner --no-privileges --schema=public.`,
        );
      })
      .finally(() => sql.end());
    await introspect(server.url("postgres"), out);
  } finally {
    await server.stop();
  }
}

/** A role that does not own the tables would not see their keys, so it is refused. */
async function introspectLive(url: string, out: string) {
  const client = openClient(url, { applicationName: "eigenwatch-pull" });
  const countTables = () => client`
    select count(*)::int as tables, count(*) filter (where not pg_has_role(relowner, 'usage'))::int as foreign
    from pg_class where relnamespace = to_regnamespace('public') and relkind in ('r', 'p')`;
  const [row] = await about("analytics", countTables, "--from").finally(() => client.end({ timeout: 3 }));
  if (!row?.tables) throw new SettingError("This database has no tables in its schema public.");
  if (row.foreign > 0)
    throw new SettingError(
      `This role does not own ${row.foreign} of the ${row.tables} tables, so it would not see their keys. Connect as their owner, or pull from a dump of the schema.`,
    );
  await introspect(url, out);
}

/** Runs drizzle-kit on a database. The URL stands in a file of ours, since everybody can read arguments. */
async function introspect(url: string, out: string) {
  const config = join(out, "pull.config.json");
  const settings = {
    dialect: "postgresql",
    dbCredentials: { url },
    schemaFilter: ["public"],
    out,
    introspect: { casing: "camel" },
  };
  await writeFile(config, JSON.stringify(settings), { mode: 0o600 });
  try {
    const flags = ["pull", `--config=${relative(root, config)}`];
    await run(process.execPath, [bin("drizzle-kit/bin.cjs"), ...flags], { cwd: root, maxBuffer: 1 << 26 });
  } finally {
    await rm(config);
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

export const pull = defineCommand<{ from?: string }>({
  name: "pull",
  summary: "Reads the analytics schema again into drizzle/analytics.",
  details:
    "Without --from it reads the contract, db/demo/contract.sql. A live database is read as the owner of its tables; no database is asked otherwise.",
  configure: (command) =>
    command.option("--from <source>", "the URL of a live database, or a file with the dump of its schema"),
  dryRun: "say what would change, and write nothing",
  run: async ({ from }, { isDryRun }) => {
    const changed = await pullAnalytics({ from, isDryRun });
    const verb = isDryRun ? "would change" : "changed";
    return {
      lines: [
        changed.length > 0
          ? `${changed.map((name) => `drizzle/analytics/${name}`).join(" and ")} ${verb}.`
          : `drizzle/analytics matches ${from ? "that schema" : "the contract"} already.`,
      ],
      data: { changed },
    };
  },
});
