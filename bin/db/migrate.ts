import { databaseSettings } from "@/server/settings/databases";
import { loadDotEnv } from "@/server/settings/environment";
import { parseConnectionUrl } from "../../db/postgres/connection-url";
import { describeError } from "../../db/postgres/describe-error";
import { SettingError } from "../../db/postgres/setting-error";
import { migrateUsers } from "../../db/user/migrate";

try {
  loadDotEnv();
  const { userUrl, migrationUrl } = databaseSettings();
  if (!userUrl)
    throw new SettingError("Set USER_DATABASE_URL; without it `npm start` migrates its own database.");
  await migrateUsers({
    url: migrationUrl ?? userUrl,
    applicationRole: parseConnectionUrl(userUrl).user,
  });
  console.log("The user database has every migration of this version.");
} catch (error) {
  console.error(describeError(error, "user"));
  process.exitCode = 1;
}
