import { databaseSettings } from "@/server/settings/databases";
import { loadDotEnv } from "@/server/settings/environment";
import { checkDrift } from "../../db/analytics/drift";
import { describeError } from "../../db/postgres/describe-error";
import { SettingError } from "../../db/postgres/setting-error";

try {
  loadDotEnv();
  const { analyticsUrl } = databaseSettings();
  if (!analyticsUrl) throw new SettingError("Set ANALYTICS_DATABASE_URL to the database to check.");
  const { problems, notes } = await checkDrift(analyticsUrl);
  for (const line of [...problems, ...notes.map((note) => `(${note})`)]) console.log(line);
  console.log(
    problems.length > 0 ? `${problems.length} differences.` : "The analytics database is as expected.",
  );
  process.exitCode = problems.length > 0 ? 1 : 0;
} catch (error) {
  console.error(describeError(error, "analytics"));
  process.exitCode = 1;
}
