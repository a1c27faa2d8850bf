import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertAccount } from "../../db/testing/accounts";
import { createUserTestDatabase } from "../../db/testing/databases";
import { killDbAt, runDb } from "../testing/run-db";

let database: Awaited<ReturnType<typeof createUserTestDatabase>>;
let folder: string;
beforeAll(async () => {
  database = await createUserTestDatabase();
  await insertAccount(database.db);
  folder = await mkdtemp(join(tmpdir(), "backups-"));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const db = (settings: Record<string, string>, ...words: string[]) =>
  runDb({ USER_DATABASE_URL: database.migratorUrl, ...settings }, ...words);

test("backs up a server's database, verifies it elsewhere, and finds a flipped byte", async () => {
  const key = (await db({}, "backup", "--make-key")).out.trim();
  const made = await db({ BACKUP_KEY: key }, "backup", "--to", folder, "--json");
  expect(made.code, made.err).toBe(0);
  const { folder: backup, manifest } = JSON.parse(made.out);
  expect(manifest).toMatchObject({ isEncrypted: true });

  const verified = await db({ BACKUP_KEY: key }, "verify-backup", backup);
  expect(verified.out).toMatch(/can be restored: 2 rows of \d+ tables are as they were\./);

  const path = join(backup, (await readdir(backup)).find((name) => name.endsWith(".age")) ?? "");
  const bytes = await readFile(path);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  await writeFile(path, bytes);
  const damaged = await db({ BACKUP_KEY: key }, "verify-backup", backup);
  expect([damaged.code, damaged.out]).toEqual([1, ""]);
  expect(damaged.err).toMatch(
    /^The backup is damaged: \S+ is not as it was written\. Use another backup\.\n$/,
  );
});

test("leaves nothing that looks like a backup where it is killed half-way, and the next one works", async () => {
  const own = await mkdtemp(join(tmpdir(), "backups-"));
  const words = ["backup", "--to", own, "--copy", "--keep", "1", "--json"];
  await killDbAt(/^users: /, { USER_DATABASE_URL: database.migratorUrl }, ...words);
  const [left = "", ...more] = await readdir(own);
  expect([left, more]).toEqual([expect.stringMatching(/^\.partial-/), []]);
  expect(await readdir(join(own, left))).toContain("users.copy.gz");
  const refused = await db({}, "verify-backup", join(own, left));
  expect([refused.code, refused.out]).toEqual([1, ""]);
  expect(refused.err).toMatch(/^\S+ is not a backup: it has no SHA256SUMS .*\n$/);

  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  await utimes(join(own, left), yesterday, yesterday);
  const next = JSON.parse((await db({}, ...words)).out);
  expect(await readdir(own)).toEqual([basename(next.folder)]);
  expect((await db({}, "verify-backup", next.folder)).code).toBe(0);
  await rm(own, { recursive: true });
});

test("refuses words that make no sense in one line", async () => {
  for (const [words, line] of [
    [["backup"], "Name the folder of the backups: --to backups\n"],
    [
      ["backup", "--to", folder, "--every", "1x"],
      "--every 1x is no time from 1m to 366d. Write 30m, 12h or 1d.\n",
    ],
    [["backup", "--to", folder, "--keep", "0"], "--keep 0 is not a number of backups. Write 1 or more.\n"],
    [["verify-backup"], "Name the backup: verify-backup backups/2026-11-30T18-00-00-000Z\n"],
    [["restore"], "Name the backup: --from backups/2026-11-30T18-00-00-000Z\n"],
  ] as const) {
    const { code, err } = await db({}, ...words);
    expect([code, err]).toEqual([1, line]);
  }
  const broken = { BACKUP_KEY: "AGE-SECRET-KEY-1REPLACE" };
  expect((await db(broken, "backup", "--to", folder)).err).toMatch(
    /^BACKUP_KEY is not a whole age identity\./,
  );
  expect((await db({ BACKUP_KEY: "secret" }, "backup", "--to", folder)).err).toMatch(
    /^BACKUP_KEY must be an age identity, as `npm run db -- backup --make-key` prints it\.?\n$/,
  );
});
