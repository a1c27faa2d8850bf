import { assertReadOnly } from "../analytics/guard";
import { ensureDemo } from "../demo/load";
import { type Cluster, openCluster } from "../postgres/embedded/cluster";
import { databaseSettings, launcherSettings } from "../postgres/env";
import { checkDrift } from "./check";
import { migrateUsers } from "./migrate";
import type { Undo } from "./start-serve";
import { inOneLine } from "./words";

/** What the web server is told, by the names of its settings. */
export type DatabaseUrls = { ANALYTICS_DATABASE_URL: string; USER_DATABASE_URL: string };

/** True when at least one database is not given, so that our own Postgres has to run. */
export const needsCluster = () => {
  const { analyticsUrl, userUrl } = databaseSettings();
  return !analyticsUrl || !userUrl;
};

/**
 * Opens both databases and makes them ready to serve: migrates the user database, fills the demo where the analytics
 * database is our own, and refuses an analytics role that could write. Throws one line on failure.
 */
export async function openDatabases(
  log: (line: string) => void,
  later: (undo: Undo) => void,
): Promise<DatabaseUrls> {
  const settings = databaseSettings();
  const { dataDir, demoScale } = launcherSettings();
  const cluster = needsCluster() ? await openCluster(dataDir, log) : undefined;
  if (cluster) later(cluster.stop);

  const userUrl = settings.userUrl ?? need(cluster).userApplicationUrl;
  const migratorUrl = settings.userUrl
    ? (settings.migrationUrl ?? settings.userUrl)
    : need(cluster).userMigratorUrl;
  const applicationRole = decodeURIComponent(new URL(userUrl).username);
  await saying("user", migrateUsers({ url: migratorUrl, applicationRole }));

  if (!settings.analyticsUrl)
    await ensureDemo({ url: need(cluster).analyticsOwnerUrl, scale: demoScale, log });
  const analyticsUrl = settings.analyticsUrl ?? need(cluster).analyticsReaderUrl;
  if (settings.allowWritableAnalytics)
    log("ALLOW_WRITABLE_ANALYTICS is set: the analytics role is not checked.");
  else await saying("analytics", assertReadOnly(analyticsUrl));
  await warnOfDrift(analyticsUrl, log);
  return { ANALYTICS_DATABASE_URL: analyticsUrl, USER_DATABASE_URL: userUrl };
}

function need(cluster: Cluster | undefined): Cluster {
  if (!cluster) throw new Error("No Postgres of our own runs.");
  return cluster;
}

async function warnOfDrift(url: string, log: (line: string) => void) {
  const { problems } = await saying("analytics", checkDrift(url));
  if (problems.length === 0) return;
  const shown = problems.slice(0, 3).join(" ");
  log(
    `Warning: the analytics database is not as this version expects. ${shown} \`npm run db:check\` names all.`,
  );
}

async function saying<T>(which: "analytics" | "user", work: Promise<T>): Promise<T> {
  return await work.catch((error) => {
    throw new Error(inOneLine(error, which));
  });
}
