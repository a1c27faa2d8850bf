import { resolve } from "node:path";
import type { Command } from "commander";
import { backupKey } from "@/server/settings/backup";
import { parseConnectionUrl } from "../../db/postgres/connection-url";
import { SettingError } from "../../db/postgres/setting-error";
import { openBackup } from "../../db/user/backup/open-backup";
import { restore as restoreBackup } from "../../db/user/backup/restore";
import { defineCommand } from "./command";
import { about, withDatabases } from "./databases";

type Options = { from?: string; replace?: boolean };

export const restore = defineCommand<Options>({
  name: "restore",
  summary: "Restores a backup into the user database.",
  details:
    "Stop EigenWatch first. The rows are compared with the backup, and the migrations of this version run. Every session is ended; nothing is mailed. If anything fails, the database is as it was before.",
  configure: (command: Command) =>
    command
      .option("--from <folder>", "the folder of one backup")
      .option("--replace", "set accounts that are there aside, in schemas of another name"),
  dryRun: "check the files of the backup, and restore nothing",
  run: async ({ from, replace = false }, { log, isDryRun }) => {
    if (!from) throw new SettingError("Name the backup: --from backups/2026-11-30T18-00-00-000Z");
    const folder = resolve(from);
    const key = backupKey();
    if (isDryRun) {
      const manifest = await openBackup(folder, key);
      return {
        lines: [`The backup of ${manifest.createdAt} is whole, and this version can restore it.`],
        data: { manifest },
      };
    }
    return await withDatabases(["user"], "npm run db -- restore", async ({ user }) => {
      const { manifest, aside } = await about("user", () =>
        restoreBackup({
          from: folder,
          url: user.migratorUrl,
          applicationRole: parseConnectionUrl(user.applicationUrl).user,
          key,
          mayReplace: replace,
          log,
        }),
      );
      return {
        lines: [
          `Restored the backup of ${manifest.createdAt}. Everybody has to sign in again.`,
          ...(aside ? [`What was there is in the schemas whose names end in ${aside}.`] : []),
        ],
        data: { manifest, aside: aside ?? null },
      };
    });
  },
});
