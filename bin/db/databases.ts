import { resolve } from "node:path";
import { databaseSettings } from "@/server/settings/databases";
import { launcherSettings } from "@/server/settings/launcher";
import { type DatabaseName, describeError } from "../../db/postgres/describe-error";
import { type ClusterUrls, joinCluster, openCluster } from "../../db/postgres/embedded/cluster";
import { readSecrets } from "../../db/postgres/embedded/secrets";
import { SettingError } from "../../db/postgres/setting-error";
import { asCommand, holdDataFolder, isCommand } from "../start/data-folder";
import { migratorSettingOf } from "../start/poolers";

/** The URLs of this installation's databases. `isOurs` means the embedded Postgres of `npm start`. */
type Databases = {
  analytics: { readerUrl: string; isOurs: boolean };
  user: {
    applicationUrl: string;
    migratorUrl: string;
    /** The setting that has the migrator's URL. */
    migratorSetting: string;
    isOurs: boolean;
  };
};

/**
 * Returns the result of `work`, which is given the databases with these names. Starts our own Postgres for the
 * duration if a name has no URL in the settings and `npm start` is not running. `command` names the work to others.
 */
export async function withDatabases<Name extends DatabaseName, T>(
  names: Name[],
  command: string,
  work: (databases: Pick<Databases, Name>) => Promise<T>,
): Promise<T> {
  const { analyticsUrl, userUrl, userDirectUrl, migrationUrl } = databaseSettings();
  const given = { analytics: analyticsUrl, user: userUrl };
  const isMissing = names.some((name) => !given[name]);
  const { cluster, close } = isMissing ? await openOurs(command) : { cluster: undefined, close: undefined };
  try {
    const databases: Databases = {
      analytics: {
        readerUrl: analyticsUrl ?? cluster?.analyticsReaderUrl ?? "",
        isOurs: !analyticsUrl,
      },
      user: {
        applicationUrl: userUrl ?? cluster?.userApplicationUrl ?? "",
        migratorUrl: userUrl ? (migrationUrl ?? userDirectUrl ?? userUrl) : (cluster?.userMigratorUrl ?? ""),
        migratorSetting: migratorSettingOf({ userUrl, userDirectUrl, migrationUrl }),
        isOurs: !userUrl,
      },
    };
    return await work(databases);
  } finally {
    await close?.();
  }
}

/** Returns the result of `work` on one database. Throws one line that names the database and its setting. */
export async function about<T>(name: DatabaseName, work: () => Promise<T>, setting?: string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new SettingError(describeError(error, name, setting));
  }
}

/**
 * Returns the URLs of the embedded databases, and how to leave them as they were found: running or stopped. Those of a
 * running instance are used as they are. Commands wait for each other.
 */
async function openOurs(command: string): Promise<{ cluster: ClusterUrls; close: () => Promise<void> }> {
  const { dataDir } = launcherSettings();
  if (!(await readSecrets(resolve(dataDir, "cluster.json"))))
    throw new SettingError(
      `There is no database in ${dataDir}. Set ANALYTICS_DATABASE_URL and USER_DATABASE_URL, or run npm start first.`,
    );
  const lock = await holdDataFolder(dataDir, asCommand(command), (line) => console.error(line));
  if ("heldBy" in lock) {
    const cluster = isCommand(lock.heldBy) ? undefined : await joinCluster(dataDir);
    if (cluster) return { cluster, close: async () => {} };
    throw new SettingError(
      `The databases in ${dataDir} are in use by ${lock.heldBy}, and cannot be reached. Try again later.`,
    );
  }
  // A signal that comes while Postgres starts waits for that: Postgres would outlive us.
  const opening = openCluster(dataDir);
  const leave = async () => {
    const cluster = await opening.catch(() => undefined);
    if (cluster && !cluster.adopted) await cluster.stop();
    await lock.release();
  };
  const stop = () => void leave().finally(() => process.exit(130));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
  const close = async () => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.removeListener(signal, stop);
    await leave();
  };
  return {
    cluster: await opening.catch(async (error: unknown) => {
      await close();
      throw error;
    }),
    close,
  };
}
