import { createHash } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateIdentity } from "age-encryption";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { roles } from "../../postgres/embedded/roles";
import { checkRoles } from "../../roles/check";
import { insertAccount, insertEmail } from "../../testing/accounts";
import { createEmptyTestDatabase, createUserTestDatabase } from "../../testing/databases";
import { migrateUsers } from "../migrations/migrate";
import { userWatchlist } from "../schema";
import { backUp, removeOldBackups } from "./back-up";
import type { Manifest } from "./manifest";
import { restore } from "./restore";

/** Text that a person may type, with everything that COPY has to escape. */
const HOSTILE = 'tab\tline\nreturn\rback\\slash \\N \\. "quote" \u202Eleft 🐙';
const log = () => {};

let source: Awaited<ReturnType<typeof createUserTestDatabase>>;
let account: Awaited<ReturnType<typeof insertAccount>>;
beforeAll(async () => {
  source = await createUserTestDatabase();
  account = await insertAccount(source.db, { displayName: HOSTILE, tier: "PRO" });
  await insertAccount(source.db);
  await insertEmail(source.db, account.id, "a@example.com", { isPrimary: true });
  await source.db
    .insert(userWatchlist)
    .values({ userId: account.id, entityType: "operator", entityId: account.address });
  await source.sql`insert into eigenwatch.auth_nonces (nonce, browser_hash, expires_at)
    values (${"n".repeat(22)}, ${"0".repeat(64)}, now() + interval '5 minutes')`;
  await source.sql`insert into eigenwatch.audit_events (actor_id, action, detail)
    values (${account.id}, 'tier.changed', ${source.sql.json({ text: HOSTILE })})`;
});
afterAll(() => source.drop());

let folder: string;
let target: Awaited<ReturnType<typeof createEmptyTestDatabase>>;
let sql: postgres.Sql;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "backups-"));
  target = await createEmptyTestDatabase();
  sql = postgres(target.url("migrator"), { max: 1, onnotice: () => {} });
});
afterEach(async () => {
  await sql.end();
  await target.drop();
  await rm(folder, { recursive: true, force: true });
});

const backUpSource = (key?: string) =>
  backUp({ url: source.migratorUrl, to: folder, key, mayUseTools: false, log });
const restoreFrom = (from: string, { key = undefined as string | undefined, mayReplace = false } = {}) =>
  restore({
    from,
    url: target.url("migrator"),
    applicationRole: roles.application,
    key,
    mayReplace,
    log,
  });
const rowsOf = async (client: postgres.Sql, table: string) =>
  (await client.unsafe(`select t::text as row from eigenwatch.${table} t order by 1`)).map(({ row }) => row);
const schemas = async () =>
  (await sql`select nspname as name from pg_namespace where nspname like 'eigenwatch%' order by 1`).map(
    ({ name }) => name,
  );

describe("a backup", () => {
  test("has every row of one snapshot, also of texts that COPY escapes", async () => {
    const { folder: made } = await backUpSource();
    await restoreFrom(made);
    for (const table of ["users", "user_emails", "user_watchlist", "user_preferences"])
      expect(await rowsOf(sql, table), table).toEqual(await rowsOf(source.sql, table));
    const [row] =
      await sql`select detail ->> 'text' as text from eigenwatch.audit_events where actor_id is not null`;
    expect(row?.text).toBe(HOSTILE);
  });

  test("gives the application its rights, the triggers and the journal", async () => {
    const { folder: made } = await backUpSource();
    await restoreFrom(made);
    const application = postgres(target.url("application"), { max: 1 });
    await application`delete from eigenwatch.users where id = ${account.id}`.finally(() => application.end());
    expect(await rowsOf(sql, "user_emails")).toEqual([]);
    const [audit] =
      await sql`select count(*)::int as count from eigenwatch.audit_events where actor_id = ${account.id}`;
    expect(audit?.count).toBe(0);
    await expect(migrateUsers({ url: target.url("migrator") })).resolves.toEqual([]);
  });

  test("ends every session, forgets nonces, and writes the restore down", async () => {
    const { folder: made } = await backUpSource();
    await restoreFrom(made);
    const [row] = await sql`select
      (select count(*)::int from eigenwatch.user_sessions) as sessions,
      (select count(*)::int from eigenwatch.user_sessions where revoked_at is null) as running,
      (select count(*)::int from eigenwatch.auth_nonces) as nonces,
      (select count(*)::int from eigenwatch.audit_events where action = 'accounts.restored') as restored`;
    expect(row).toEqual({ sessions: 2, running: 0, nonces: 0, restored: 1 });
  });

  test("is of one moment while accounts are written", async () => {
    let isDone = false;
    const writing = (async () => {
      for (let count = 0; !isDone && count < 500; count++) {
        const { id } = await insertAccount(source.db);
        await source.sql`delete from eigenwatch.users where id = ${id}`;
      }
    })();
    const { folder: made, manifest } = await backUpSource().finally(() => {
      isDone = true;
    });
    await writing;
    await restoreFrom(made);
    const users = manifest.tables.find(({ name }) => name === "users");
    expect(await rowsOf(sql, "users")).toHaveLength(users?.rowCount ?? -1);
  });

  test("is encrypted with a key, and is read with no other", async () => {
    const key = await generateIdentity();
    const { folder: made } = await backUpSource(key);
    const files = await readdir(made);
    expect(files).toContain("users.copy.gz.age");
    for (const name of files)
      expect((await readFile(join(made, name))).includes(account.address.slice(2)), name).toBe(false);
    await expect(restoreFrom(made)).rejects.toThrow("The backup is encrypted. Set BACKUP_KEY");
    await expect(restoreFrom(made, { key: await generateIdentity() })).rejects.toThrow(
      "BACKUP_KEY is not the key that this backup was made with.",
    );
    expect(await schemas()).toEqual([]);
    await restoreFrom(made, { key });
    expect(await rowsOf(sql, "users")).toEqual(await rowsOf(source.sql, "users"));
  });

  test("in clear is read where a key is set by now", async () => {
    const { folder: made } = await backUpSource();
    await restoreFrom(made, { key: await generateIdentity() });
    expect(await rowsOf(sql, "users")).toEqual(await rowsOf(source.sql, "users"));
  });

  test("keeps the newest ones and removes the others", async () => {
    const made = [];
    for (let count = 0; count < 3; count++) made.push((await backUpSource()).folder);
    expect(await removeOldBackups(folder, 2)).toEqual(made.slice(0, 1));
    expect((await readdir(folder)).map((name) => join(folder, name)).sort()).toEqual(made.slice(1));
  });
});

describe("what is refused in one line, with nothing changed", () => {
  test("one flipped byte, in every file", async () => {
    const { folder: made } = await backUpSource();
    for (const name of await readdir(made)) {
      const path = join(made, name);
      const bytes = await readFile(path);
      const flipped = Buffer.from(bytes);
      flipped[flipped.length >> 1] = (flipped[flipped.length >> 1] ?? 0) ^ 1;
      await writeFile(path, flipped);
      await expect(restoreFrom(made), name).rejects.toThrow(
        /^The backup is (damaged|not whole)|is not a backup/,
      );
      await writeFile(path, bytes);
    }
    expect(await schemas()).toEqual([]);
    await restoreFrom(made);
  });

  test("a missing file, and a folder that is no backup", async () => {
    const { folder: made } = await backUpSource();
    await rm(join(made, "users.copy.gz"));
    await expect(restoreFrom(made)).rejects.toThrow("The backup is not whole: users.copy.gz is missing.");
    await expect(restoreFrom(folder)).rejects.toThrow("is not a backup");
  });

  test("rows that differ from the checksums, so that the database stays as it was", async () => {
    const { folder: made } = await backUpSource();
    await change(made, (manifest) => {
      for (const table of manifest.tables) if (table.name === "users") table.checksum = "1";
    });
    await migrateUsers({ url: target.url("migrator") });
    await expect(restoreFrom(made)).rejects.toThrow("The restored table users differs from the backup");
    expect(await schemas()).toEqual(["eigenwatch", "eigenwatch_jobs", "eigenwatch_migrations"]);
    expect(await rowsOf(sql, "users")).toEqual([]);
  });

  test("a backup of a newer version", async () => {
    const { folder: made } = await backUpSource();
    await change(made, (manifest) => {
      manifest.migrations.push({ when: 9_999_999_999_999, hash: "0".repeat(64) });
    });
    await expect(restoreFrom(made)).rejects.toThrow(
      "A newer version of EigenWatch made this backup: it has 1 migrations",
    );
  });

  test("a database that an instance is connected to", async () => {
    const { folder: made } = await backUpSource();
    const url = source.migratorUrl;
    const options = { from: made, url, applicationRole: undefined, key: undefined, mayReplace: true, log };
    await source.db.execute("select 1");
    await expect(restore(options)).rejects.toThrow("EigenWatch is connected to this database");
  });

  test("a database with accounts, unless they are to be set aside", async () => {
    const { folder: made } = await backUpSource();
    await restoreFrom(made);
    const before = await rowsOf(sql, "users");
    await expect(restoreFrom(made)).rejects.toThrow("This database has accounts already (2).");
    const { aside } = await restoreFrom(made, { mayReplace: true });
    expect(await schemas()).toContain(`eigenwatch${aside}`);
    const { application, migrator } = roles;
    for (const { tooMany } of await checkRoles(target.url("migrator"), { application, migrator }))
      expect(tooMany).toEqual([]);
    expect(await rowsOf(sql, "users")).toEqual(before);
  });
});

test("a backup of an older schema is restored and migrated", async () => {
  const old = await createEmptyTestDatabase();
  const migrations = await mkdtemp(join(tmpdir(), "migrations-"));
  await cp("drizzle/user", migrations, { recursive: true });
  const journal = JSON.parse(await readFile(join(migrations, "meta/_journal.json"), "utf8"));
  const entries = journal.entries.slice(0, 3);
  await writeFile(join(migrations, "meta/_journal.json"), JSON.stringify({ ...journal, entries }));
  await migrateUsers({ url: old.url("migrator"), folder: migrations });
  const client = postgres(old.url("migrator"), { max: 1, onnotice: () => {} });
  await client`insert into eigenwatch.users (wallet_address) values (${account.address})`;
  await client.end();
  const { folder: made, manifest } = await backUp({
    url: old.url("migrator"),
    to: folder,
    key: undefined,
    mayUseTools: false,
    log,
  });
  expect(manifest.migrations).toHaveLength(3);
  await restoreFrom(made);
  const [row] = await sql`select wallet_address as address, watchlist_seen_to as seen from eigenwatch.users`;
  expect(row).toEqual({ address: account.address, seen: null });
  await old.drop();
  await rm(migrations, { recursive: true });
});

/** Changes the manifest of a backup and makes its sums fit, as somebody who means it would. */
async function change(made: string, edit: (manifest: Manifest) => void) {
  const manifest = JSON.parse(await readFile(join(made, "manifest.json"), "utf8"));
  edit(manifest);
  const text = JSON.stringify(manifest);
  const sums = await readFile(join(made, "SHA256SUMS"), "utf8");
  const sha256 = createHash("sha256").update(text).digest("hex");
  await writeFile(join(made, "manifest.json"), text);
  await writeFile(join(made, "SHA256SUMS"), sums.replace(/.*manifest\.json/, `${sha256}  manifest.json`));
}
