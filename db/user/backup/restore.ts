import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type postgres from "postgres";
import { openClient } from "../../postgres/client";
import { parseConnectionUrl } from "../../postgres/connection-url";
import { SettingError } from "../../postgres/setting-error";
import { inCopyTransaction, readChecksum } from "../copying/checksum";
import { writeRows } from "../copying/rows";
import { quoted, readTables, tableName, USER_SCHEMA } from "../copying/tables";
import { migrationsFolder } from "../migrations/files";
import { migrateUsers } from "../migrations/migrate";
import { OUR_SCHEMAS } from "../migrations/state";
import { liftFence } from "../splitting/fence";
import { type Manifest, NOT_KEPT } from "./manifest";
import { openBackup } from "./open-backup";
import { findTool, readServerVersion, runTool } from "./pg-tools";
import { readSealed } from "./sealed-file";

interface Options {
  /** The folder of one backup. */
  from: string;
  /** The URL of the role that will own the schema. */
  url: string;
  /** The application's role, which gets its grants. */
  applicationRole: string | undefined;
  key: string | undefined;
  /** Whether accounts that are there are set aside in schemas of another name. */
  mayReplace: boolean;
  log: (line: string) => void;
}

/**
 * Restores a backup into a database: its schema as it was, its rows, compared by their checksums, then the migrations
 * of this version. Ends all sessions and forgets nonces and codes; mails nobody. Where it fails, the database is as it
 * was before. Returns the manifest, and the schema that the former accounts were set aside in, if any.
 */
export async function restore({ from, url, applicationRole, key: given, mayReplace, log }: Options) {
  const manifest = await openBackup(from, given);
  const key = manifest.isEncrypted ? given : undefined;
  log(`The files of the backup of ${manifest.createdAt} are as they were written.`);
  const client = openClient(url, { applicationName: "eigenwatch-restore" });
  try {
    await refuseWhileServing(client);
    const aside = await setAside(client, mayReplace);
    try {
      if (manifest.method === "pg_dump") await restoreDump(client, { from, url, key, manifest });
      else await restoreCopies(client, { from, url, key, manifest, log });
      // A dump of a database that was being moved refuses writes, as that database did.
      await liftFence(client);
      await migrateUsers({ url, applicationRole });
      await endSessions(client, manifest);
      await closeAside(client, aside, applicationRole);
    } catch (error) {
      await putBack(client, aside);
      throw error;
    }
    return { manifest, aside };
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** Throws if an instance of EigenWatch is connected, which would write between the restored rows. */
async function refuseWhileServing(client: postgres.Sql) {
  const rows = await client`
    select distinct application_name as name from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and application_name like 'eigenwatch%'`;
  if (rows.length > 0)
    throw new SettingError(
      `EigenWatch is connected to this database (${rows.map(({ name }) => name).join(", ")}). Stop every instance, then restore.`,
    );
}

/** Renames the schemas that are there, or throws if they hold accounts that nobody said to replace. */
async function setAside(client: postgres.Sql, mayReplace: boolean): Promise<string | undefined> {
  const [schema] = await client`select to_regnamespace(${USER_SCHEMA}) is not null as exists,
    to_regclass(${`${USER_SCHEMA}.users`}) is not null as "hasUsers"`;
  if (!schema?.exists) return undefined;
  const [users] = schema.hasUsers
    ? await client.unsafe(`select count(*)::int as count from ${tableName({ name: "users" })}`)
    : [];
  const count = Number(users?.count ?? 0);
  if (count > 0 && !mayReplace)
    throw new SettingError(
      `This database has accounts already (${count}). Restore into an empty database, or add --replace, which sets them aside in a schema of another name.`,
    );
  const suffix = `_before_${new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14)}`;
  await client.begin(async (transaction) => {
    for (const name of await ourSchemas(transaction, ""))
      await transaction.unsafe(`alter schema ${quoted(name)} rename to ${quoted(name + suffix)}`);
  });
  return suffix;
}

/** Returns the names of our schemas that are there with this suffix; an older version had no scheduled jobs. */
async function ourSchemas(client: postgres.ISql, suffix: string): Promise<string[]> {
  const rows = await client`
    select nspname as name from pg_namespace where nspname in ${client(OUR_SCHEMAS.map((name) => name + suffix))}`;
  const there = new Set(rows.map(({ name }) => String(name)));
  return OUR_SCHEMAS.filter((name) => there.has(name + suffix));
}

async function putBack(client: postgres.Sql, suffix: string | undefined) {
  await client.begin(async (transaction) => {
    for (const name of OUR_SCHEMAS) await transaction.unsafe(`drop schema if exists ${quoted(name)} cascade`);
    if (suffix === undefined) return;
    for (const name of await ourSchemas(transaction, suffix))
      await transaction.unsafe(`alter schema ${quoted(name + suffix)} rename to ${quoted(name)}`);
  });
}

/** Takes the application's rights on accounts that were set aside, which nobody is to read by way of it. */
async function closeAside(client: postgres.Sql, suffix: string | undefined, role: string | undefined) {
  const [self] = await client`select current_user = ${role ?? null} as "isOwner"`;
  if (suffix === undefined || role === undefined || self?.isOwner) return;
  await client.begin(async (transaction) => {
    for (const name of await ourSchemas(transaction, suffix)) {
      const schema = quoted(name + suffix);
      for (const what of [
        "schema",
        "all tables in schema",
        "all routines in schema",
        "all sequences in schema",
      ])
        await transaction.unsafe(`revoke all on ${what} ${schema} from ${quoted(role)}`);
    }
  });
}

type Source = { from: string; url: string; key: string | undefined; manifest: Manifest };

async function restoreCopies(
  client: postgres.Sql,
  { from, url, key, manifest, log }: Source & Pick<Options, "log">,
) {
  await migrateTo(url, manifest.migrations.length);
  await inCopyTransaction(client, async (transaction) => {
    for (const table of manifest.tables) {
      await transaction.unsafe(`alter table ${tableName(table)} disable trigger user`);
      if (table.file === null) continue;
      const target = await writeRows(transaction, table);
      await readSealed(join(from, table.file), target, { key, isCompressed: false });
      log(`${table.name}: ${table.rowCount} rows`);
    }
    await compare(transaction, manifest);
    for (const table of manifest.tables)
      await transaction.unsafe(`alter table ${tableName(table)} enable trigger user`);
  });
}

/** Runs only the first migrations of this version: the schema that the backup was made of. */
async function migrateTo(url: string, count: number) {
  const folder = await mkdtemp(join(tmpdir(), "eigenwatch-migrations-"));
  try {
    await cp(migrationsFolder(), folder, { recursive: true });
    const path = join(folder, "meta/_journal.json");
    const journal = JSON.parse(await readFile(path, "utf8"));
    await writeFile(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
    await migrateUsers({ url, folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function restoreDump(client: postgres.Sql, { from, url, key, manifest }: Source) {
  const [file] = manifest.files;
  if (!file) throw new SettingError("The backup is damaged: it names no file.");
  const { major } = await readServerVersion(client);
  const dumped = Number(manifest.serverVersion.split(".")[0]);
  const tool = (await findTool("pg_restore", major)) ?? (await findTool("pg_restore", dumped));
  if (!tool)
    throw new SettingError(
      `The backup was made by pg_dump ${dumped}, and this machine has no pg_restore of version ${dumped} or ${major}. Install Postgres's client programs.`,
    );
  const { database } = parseConnectionUrl(url);
  const { input, output, ended } = runTool(tool, url, [
    "--no-owner",
    "--no-privileges",
    "--single-transaction",
    "--exit-on-error",
    `--dbname=dbname='${database.replaceAll(/[\\']/g, "\\$&")}'`,
  ]);
  output.resume();
  const fed = readSealed(join(from, file.name), input, { key, isCompressed: true });
  const [end, feeding] = await Promise.allSettled([ended, fed]);
  for (const part of [end, feeding]) if (part.status === "rejected") throw part.reason;
  await inCopyTransaction(client, (transaction) => compare(transaction, manifest));
}

/** Throws if a table has other rows, or other columns, than the backup says. */
async function compare(transaction: postgres.TransactionSql, manifest: Manifest) {
  const found = new Map((await readTables(transaction)).map((table) => [table.name, table]));
  for (const { name, columns, rowCount, checksum } of manifest.tables) {
    const table = found.get(name);
    if (!table || table.columns.join() !== columns.join())
      throw new SettingError(`The restored table ${name} has other columns than the backup.`);
    const { rowCount: count, checksum: sum } = await readChecksum(transaction, table);
    if (count !== rowCount || sum !== checksum)
      throw new SettingError(
        `The restored table ${name} differs from the backup: ${count} rows for ${rowCount}. Nothing was restored.`,
      );
  }
}

/** Ends every session, so that nobody stays signed in whose sign-out came after the backup, and writes it down. */
async function endSessions(client: postgres.Sql, { createdAt }: Manifest) {
  await client.begin(async (transaction) => {
    await transaction`update eigenwatch.user_sessions set revoked_at = now() where revoked_at is null`;
    for (const name of NOT_KEPT) await transaction.unsafe(`delete from ${tableName({ name })}`);
    await transaction`insert into eigenwatch.audit_events (action, detail)
      values ('accounts.restored', ${transaction.json({ backupOf: createdAt })})`;
  });
}
