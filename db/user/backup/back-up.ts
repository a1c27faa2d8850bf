import { createHash } from "node:crypto";
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type postgres from "postgres";
import { openClient } from "../../postgres/client";
import { SettingError } from "../../postgres/setting-error";
import { inSnapshot, readChecksum } from "../copying/checksum";
import { withRows } from "../copying/rows";
import { JOBS_SCHEMA, readTables, USER_SCHEMA } from "../copying/tables";
import { migrationsSchema, readApplied } from "../migrations/state";
import { makeFolder } from "./make-folder";
import { type Manifest, NOT_KEPT } from "./manifest";
import { findTool, readServerVersion, runTool } from "./pg-tools";
import { checkKey, flush, writeSealed } from "./sealed-file";

interface Options {
  /** The URL of the role that owns the schema. */
  url: string;
  /** The folder of all backups. */
  to: string;
  /** An age identity; undefined leaves the files in clear. */
  key: string | undefined;
  /** Whether pg_dump is used where this machine has one of the server's version. */
  mayUseTools: boolean;
  log: (line: string) => void;
}

const PARTIAL = ".partial-";
const DAY_MILLISECONDS = 86_400_000;

/**
 * Writes a backup of the user database into a new folder under `to`, and returns the folder and the manifest. All rows
 * are of one snapshot. A killed backup leaves a folder with another name, which a later one removes.
 */
export async function backUp({ url, to, key, mayUseTools, log }: Options) {
  await checkKey(key);
  const createdAt = new Date();
  const name = createdAt.toISOString().replaceAll(/[:.]/g, "-");
  const partial = join(to, `${PARTIAL}${name}`);
  await makeFolder(to);
  await removePartials(to);
  await mkdir(partial, { mode: 0o700 });
  const client = openClient(url, { applicationName: "eigenwatch-backup" });
  try {
    const server = await readServerVersion(client);
    const tool = mayUseTools ? await findTool("pg_dump", server.major) : undefined;
    const method: Manifest["method"] = tool ? "pg_dump" : "copy";
    log(
      tool
        ? `Dumping with ${tool}.`
        : `Copying tables${mayUseTools ? `: there is no pg_dump of version ${server.major} here` : ""}.`,
    );
    const rows = await inSnapshot(client, async (snapshot) => {
      const migrations = await readApplied(snapshot);
      if (migrations.length === 0)
        throw new SettingError("This database has no tables of EigenWatch, so there is nothing to back up.");
      const tables = await readKept(snapshot);
      const written = tool
        ? await dump(snapshot, { tool, url, folder: partial, key })
        : await copy(snapshot, { folder: partial, key, tables, log });
      return { migrations, tables, ...written };
    });
    const manifest: Manifest = {
      format: 1,
      createdAt: createdAt.toISOString(),
      method,
      serverVersion: server.version,
      isEncrypted: key !== undefined,
      migrations: rows.migrations,
      tables: rows.tables.map(({ key: _, ...table }) => ({
        ...table,
        file: rows.fileOf.get(table.name) ?? null,
      })),
      files: rows.files,
    };
    await writeManifest(partial, manifest);
    const folder = join(to, name);
    await rename(partial, folder);
    await flush(to);
    return { folder, manifest };
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  } finally {
    await client.end({ timeout: 5 });
  }
}

type Kept = Awaited<ReturnType<typeof readKept>>;
type Written = { fileOf: Map<string, string>; files: Manifest["files"] };

/** Returns every table with its checksum. Rows that are left out count as none. */
async function readKept(snapshot: postgres.TransactionSql) {
  const kept = [];
  for (const table of await readTables(snapshot))
    kept.push({
      ...table,
      ...(NOT_KEPT.has(table.name) ? { rowCount: 0, checksum: "0" } : await readChecksum(snapshot, table)),
    });
  return kept;
}

async function copy(
  snapshot: postgres.TransactionSql,
  {
    folder,
    key,
    tables,
    log,
  }: { folder: string; key: string | undefined; tables: Kept } & Pick<Options, "log">,
): Promise<Written> {
  const written: Written = { fileOf: new Map(), files: [] };
  for (const table of tables) {
    if (NOT_KEPT.has(table.name)) continue;
    const name = `${table.name}.copy.gz${key === undefined ? "" : ".age"}`;
    const file = await withRows(snapshot, table, (rows) =>
      writeSealed(rows, join(folder, name), { key, isCompressed: false }),
    );
    written.fileOf.set(table.name, name);
    written.files.push({ name, ...file });
    log(`${table.name}: ${table.rowCount} rows`);
  }
  return written;
}

async function dump(
  snapshot: postgres.TransactionSql,
  { tool, url, folder, key }: { tool: string; url: string; folder: string; key: string | undefined },
): Promise<Written> {
  const [row] = await snapshot`select pg_export_snapshot() as name`;
  const { output, input, ended } = runTool(tool, url, [
    "--format=custom",
    "--no-owner",
    "--no-privileges",
    `--snapshot=${row?.name}`,
    `--schema=${USER_SCHEMA}`,
    `--schema=${migrationsSchema}`,
    `--schema=${JOBS_SCHEMA}`,
    // The tables of jobs begin with j; queues and the version of pg-boss are kept.
    `--exclude-table-data=${JOBS_SCHEMA}.j*`,
    `--exclude-table-data=${JOBS_SCHEMA}.archive`,
    ...Array.from(NOT_KEPT, (table) => `--exclude-table-data=${USER_SCHEMA}.${table}`),
  ]);
  input.end();
  const name = `database.dump${key === undefined ? "" : ".age"}`;
  const sealed = writeSealed(output, join(folder, name), { key, isCompressed: true });
  const [file] = await Promise.all([sealed, ended]);
  return { fileOf: new Map(), files: [{ name, ...file }] };
}

/** Writes the manifest, and the hashes of all files as `sha256sum --check` reads them. */
async function writeManifest(folder: string, manifest: Manifest) {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const own = { name: "manifest.json", sha256: createHash("sha256").update(text).digest("hex") };
  const sums = [own, ...manifest.files].map(({ name, sha256 }) => `${sha256}  ${name}\n`).join("");
  for (const [name, content] of [
    [own.name, text],
    ["SHA256SUMS", sums],
  ] as const) {
    await writeFile(join(folder, name), content, { mode: 0o600, flush: true });
  }
  await flush(folder);
}

/** Removes what killed backups left more than a day ago; a younger one may still be running. */
async function removePartials(to: string) {
  for (const name of await readdir(to))
    if (name.startsWith(PARTIAL)) {
      const path = join(to, name);
      const { mtimeMs } = await stat(path);
      if (Date.now() - mtimeMs > DAY_MILLISECONDS) await rm(path, { recursive: true, force: true });
    }
}

/** Removes all backups under `to` but the newest `keep`. Returns the folders that are gone, the oldest first. */
export async function removeOldBackups(to: string, keep: number): Promise<string[]> {
  const names = (await readdir(to)).filter((name) => /^\d{4}-\d\d-\d\dT[\d-]+Z$/.test(name)).sort();
  const old = names.slice(0, -keep).map((name) => join(to, name));
  for (const path of old) await rm(path, { recursive: true, force: true });
  return old;
}
