import pTimeout from "p-timeout";
import { readSystemSettings } from "@/db/user/system-settings";
import { sessions } from "../auth/viewer";
import { userDatabase } from "../databases";
import { databaseSettings } from "../settings/databases";
import { keepSettings, makeSettingsKeeper } from "./keeper";
import { siteSettingsOf } from "./site-settings";

const PATIENCE_MILLISECONDS = 1000;

/** Begins to keep the settings of the site, unless there is no user database. Waits a second at most for the first answer. */
export async function startKeepingSettings(): Promise<void> {
  if (!databaseSettings().userUrl) return;
  const keeper = makeSettingsKeeper(
    async () => siteSettingsOf(await readSystemSettings(userDatabase().db)),
    () => sessions().hears(),
  );
  keepSettings(keeper);
  await pTimeout(keeper.refresh(), { milliseconds: PATIENCE_MILLISECONDS }).catch(() => {});
}
