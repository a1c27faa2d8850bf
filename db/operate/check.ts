import { fileURLToPath } from "node:url";
import { openClient } from "../postgres/client";
import { databaseSettings, loadDotEnv } from "../postgres/env";
import { SettingError } from "../postgres/setting-error";
import { type Drift, findDrift } from "./drift";
import { inOneLine } from "./words";

/** Asks the analytics database behind `url`, as its reader, how it differs from this version's schema. */
export async function checkDrift(url: string): Promise<Drift> {
  const client = openClient(url);
  return await findDrift(client).finally(() => client.end({ timeout: 5 }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
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
    console.error(inOneLine(error, "analytics"));
    process.exitCode = 1;
  }
}
