import { resolve } from "node:path";
import type { Command } from "commander";
import { backupKey } from "@/server/settings/backup";
import { SettingError } from "../../db/postgres/setting-error";
import { verifyBackup as verify } from "../../db/user/backup/verify";
import { defineCommand } from "./command";

export const verifyBackup = defineCommand({
  name: "verify-backup",
  summary: "Restores a backup into a scratch database and compares every table.",
  details:
    "Starts an embedded Postgres in a temporary folder for it, and asks no server. A changed byte, a missing file and a wrong key are found.",
  configure: (command: Command) => command.argument("[folder]", "the folder of one backup"),
  run: async (_, { log }, [folder]) => {
    if (!folder) throw new SettingError("Name the backup: verify-backup backups/2026-11-30T18-00-00-000Z");
    const manifest = await verify(resolve(folder), backupKey(), log);
    const rows = manifest.tables.reduce((sum, { rowCount }) => sum + rowCount, 0);
    return {
      lines: [
        `The backup of ${manifest.createdAt} can be restored: ${rows} rows of ${manifest.tables.length} tables are as they were.`,
      ],
      data: { manifest },
    };
  },
});
