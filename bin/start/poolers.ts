import type { databaseSettings } from "@/server/settings/databases";
import { parseConnectionUrl } from "../../db/postgres/connection-url";
import { isTransactionPooled } from "../../db/postgres/detect-pooler";
import { SettingError } from "../../db/postgres/setting-error";

type Urls = Pick<ReturnType<typeof databaseSettings>, "userUrl" | "userDirectUrl" | "migrationUrl">;

/** Returns the URL that migrates: without one of its own, the direct one, since a pooler loses the migrator's lock. */
export const migratorUrlOf = ({ userUrl, userDirectUrl, migrationUrl }: Urls) =>
  migrationUrl ?? userDirectUrl ?? userUrl;

/** Returns the name of the setting that has that URL. */
export function migratorSettingOf({ userDirectUrl, migrationUrl }: Urls): string {
  if (migrationUrl) return "MIGRATION_DATABASE_URL";
  return userDirectUrl ? "USER_DATABASE_DIRECT_URL" : "USER_DATABASE_URL";
}

/**
 * Throws a SettingError, in one line that names the setting, if the user database's URLs do not fit together: LISTEN and
 * migrations need a way around a transaction pooler.
 */
export function refusePooledUrls({ userUrl, userDirectUrl, migrationUrl }: Urls): void {
  const isPooled = (url: string | undefined) => url !== undefined && parseConnectionUrl(url).isPooled;
  if (isPooled(userUrl) && !userDirectUrl)
    throw new SettingError(
      "USER_DATABASE_DIRECT_URL is not set, but USER_DATABASE_URL leads to a transaction pooler (pgbouncer=true). Set it to the same database without the pooler, which LISTEN needs.",
    );
  for (const [name, url] of Object.entries({
    USER_DATABASE_DIRECT_URL: userDirectUrl,
    MIGRATION_DATABASE_URL: migrationUrl,
  }))
    if (isPooled(url))
      throw new SettingError(
        `${name} has pgbouncer=true, but must lead to the database itself and not to a transaction pooler.`,
      );
}

/**
 * Throws a SettingError that names the setting if a URL that is not said to be pooled leads to a transaction pooler,
 * also to one that ignores our settings. Throws if nothing answers.
 */
export async function refuseHiddenPooler(
  name: string,
  url: string | undefined,
  remedy = "Add pgbouncer=true to it.",
): Promise<void> {
  if (!url || parseConnectionUrl(url).isPooled || !(await isTransactionPooled(url))) return;
  throw new SettingError(`${name} leads to a transaction pooler. ${remedy}`);
}

/** Throws a SettingError for the first URL of the user database that leads to a pooler and does not say so. */
export async function refuseHiddenPoolers(
  { userUrl, userDirectUrl, migrationUrl }: Urls,
  onAsk: (setting: string) => void = () => {},
): Promise<void> {
  const around = "Set it to the same database without the pooler.";
  const asked = [
    ["USER_DATABASE_URL", userUrl],
    ["USER_DATABASE_DIRECT_URL", userDirectUrl, around],
    ["MIGRATION_DATABASE_URL", migrationUrl, around],
  ] as const;
  for (const [setting, url, remedy] of asked) {
    onAsk(setting);
    await refuseHiddenPooler(setting, url, remedy);
  }
}
