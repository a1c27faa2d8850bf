import { type Environment, readSettings } from "./read";

/** Returns the key of backups; undefined leaves them in clear. Throws SettingError for a key that is none. */
export const backupKey = (environment?: Environment) => readSettings(environment, ["BACKUP_KEY"]).BACKUP_KEY;
