import { resolve } from "node:path";
import { generateIdentity } from "age-encryption";
import type { Command } from "commander";
import { backupKey } from "@/server/settings/backup";
import { describeError } from "../../db/postgres/describe-error";
import { SettingError } from "../../db/postgres/setting-error";
import { backUp, removeOldBackups } from "../../db/user/backup/back-up";
import { defineCommand } from "./command";
import { about, withDatabases } from "./databases";
import { pause } from "./pause";

type Options = { to?: string; every?: string; keep?: string; copy?: boolean; makeKey?: boolean };

const UNITS = { m: 60, h: 3600, d: 86_400 };
const MOST_SECONDS = 366 * 86_400;

export const backup = defineCommand<Options>({
  name: "backup",
  summary: "Backs up the user database into a new folder.",
  details:
    "On a server it uses pg_dump where this machine has one of the server's version, else COPY; the embedded database is always copied. Both take one snapshot, while EigenWatch runs. Rows that live for minutes (nonces, codes, rate limits) are left out. With BACKUP_KEY the files are encrypted in the age format.",
  configure: (command: Command) =>
    command
      .option("--to <folder>", "the folder of all backups; each gets a folder of its own in it")
      .option("--every <time>", "stay, and back up again after this time, such as 30m, 12h or 1d")
      .option("--keep <number>", "remove all but the newest backups, once a new one is whole")
      .option("--copy", "use COPY, even where there is a pg_dump")
      .option("--make-key", "print a new key for BACKUP_KEY, and back up nothing"),
  run: async ({ to, every, keep, copy, makeKey }, { log }) => {
    if (makeKey) {
      const key = await generateIdentity();
      return { lines: [key], data: { key } };
    }
    if (!to) throw new SettingError("Name the folder of the backups: --to backups");
    const seconds = every === undefined ? undefined : secondsOf(every);
    const newest = keep === undefined ? undefined : numberOf(keep);
    const key = backupKey();
    const once = async () =>
      await withDatabases(["user"], "npm run db -- backup", async ({ user: { migratorUrl, isOurs } }) => {
        const mayUseTools = !copy && !isOurs;
        const { folder, manifest } = await about("user", () =>
          backUp({ url: migratorUrl, to: resolve(to), key, mayUseTools, log }),
        );
        const removed = newest === undefined ? [] : await removeOldBackups(resolve(to), newest);
        const rows = manifest.tables.reduce((sum, { rowCount }) => sum + rowCount, 0);
        return {
          lines: [
            `Backed up ${rows} rows of ${manifest.tables.length} tables into ${folder}${key ? ", encrypted" : ", not encrypted: BACKUP_KEY is not set"}.`,
            ...removed.map((path) => `Removed ${path}.`),
          ],
          data: { folder, removed, manifest },
        };
      });
    if (seconds === undefined) return await once();
    // One that fails is told and does not end the schedule: the next may find the database back.
    for (;;) {
      await once().then(
        ({ lines }) => lines.map(log),
        (error: unknown) => log(`No backup: ${describeError(error, "user")}`),
      );
      await pause(seconds);
    }
  },
});

function secondsOf(text: string): number {
  const [, count, unit] = /^(\d+)([mhd])$/.exec(text) ?? [];
  const seconds = Number(count) * UNITS[unit as keyof typeof UNITS];
  if (!(seconds >= 60 && seconds <= MOST_SECONDS))
    throw new SettingError(`--every ${text} is no time from 1m to 366d. Write 30m, 12h or 1d.`);
  return seconds;
}

function numberOf(text: string): number {
  const count = /^\d+$/.test(text) ? Number(text) : 0;
  if (count < 1) throw new SettingError(`--keep ${text} is not a number of backups. Write 1 or more.`);
  return count;
}
