import pTimeout from "p-timeout";
import { databaseSettings } from "@/server/settings/databases";
import { launcherSettings } from "@/server/settings/launcher";
import { checkAnalytics } from "../../db/analytics/client";
import { checkDrift } from "../../db/analytics/drift";
import { ensureDemo } from "../../db/demo/load";
import { isRefusedSetting, isUnreachable } from "../../db/postgres/connection-errors";
import { parseConnectionUrl } from "../../db/postgres/connection-url";
import { type DatabaseName, describeError } from "../../db/postgres/describe-error";
import { type Cluster, openCluster } from "../../db/postgres/embedded/cluster";
import { TlsError } from "../../db/postgres/tls";
import { warnOfRights } from "../../db/roles/check";
import { checkUser } from "../../db/user/client";
import { migrateUsers } from "../../db/user/migrations/migrate";
import {
  migratorSettingOf,
  migratorUrlOf,
  refuseHiddenPooler,
  refuseHiddenPoolers,
  refusePooledUrls,
} from "./poolers";
import type { Undo } from "./serve";

/** The database settings of the web server. */
type DatabaseUrls = { ANALYTICS_DATABASE_URL: string; USER_DATABASE_URL: string };

export type Databases = {
  urls: DatabaseUrls;
  /** Databases that did not answer; each is prepared once it does. */
  away: DatabaseName[];
};

/** A database, and the work that makes it ready to serve. */
type Preparation = {
  name: DatabaseName;
  prepare: () => Promise<void>;
  /** The setting of the URL in use, if it is not the database's usual one. */
  setting?: string | undefined;
};

type Surroundings = {
  log: (line: string) => void;
  /** Registers how to stop a part. */
  later: (undo: Undo) => void;
  /** Waits; resolves to false when nothing is to be started any more. */
  wait: (seconds: number) => Promise<boolean>;
};

const PATIENCE_MILLISECONDS = 15_000;
const LONGEST_SECONDS = 5;
const MISSING = {
  user: "Until it answers, everybody is a visitor.",
  analytics: "Until it answers, pages have no figures.",
};

/** Returns whether at least one database has no URL, so that our own Postgres has to run. */
export const needsCluster = () => {
  const { analyticsUrl, userUrl } = databaseSettings();
  return !analyticsUrl || !userUrl;
};

/**
 * Opens both databases and makes them ready to serve: migrates the user database, fills the demo where the analytics
 * database is our own, and refuses an analytics role that could write. A database that is away is prepared when it
 * answers. Throws one line when a setting is wrong, or when our own Postgres fails.
 */
export async function openDatabases({ log, later, wait }: Surroundings): Promise<Databases> {
  const settings = databaseSettings();
  refusePooledUrls(settings);
  const { dataDir, demoScale } = launcherSettings();
  const cluster = needsCluster() ? await openCluster(dataDir, log) : undefined;
  if (cluster) later(cluster.stop);

  const userUrl = settings.userUrl ?? need(cluster).userApplicationUrl;
  const migratorUrl = migratorUrlOf(settings) ?? need(cluster).userMigratorUrl;
  const applicationRole = parseConnectionUrl(userUrl).user;
  const analyticsUrl = settings.analyticsUrl ?? need(cluster).analyticsReaderUrl;
  const mayWrite = settings.allowWritableAnalytics;
  if (mayWrite) log("ALLOW_WRITABLE_ANALYTICS is set: the analytics role is not checked.");

  const user: Preparation = {
    name: "user",
    prepare: async () => {
      await refuseHiddenPoolers(settings, (setting) => {
        user.setting = setting;
      });
      user.setting = migratorSettingOf(settings);
      await migrateUsers({ url: migratorUrl, applicationRole, log });
      user.setting = undefined;
      await pTimeout(checkUser(userUrl), { milliseconds: PATIENCE_MILLISECONDS });
      await sayRights("application", userUrl, log);
    },
  };
  const analytics: Preparation = {
    name: "analytics",
    prepare: async () => {
      await refuseHiddenPooler("ANALYTICS_DATABASE_URL", settings.analyticsUrl);
      const { compiles } = await pTimeout(checkAnalytics(analyticsUrl, { allowWritable: mayWrite }), {
        milliseconds: PATIENCE_MILLISECONDS,
      });
      if (compiles) log(warnOfJit(parseConnectionUrl(analyticsUrl).user));
      await pTimeout(warnOfDrift(analyticsUrl, log), { milliseconds: PATIENCE_MILLISECONDS });
      await sayRights("reader", analyticsUrl, log);
    },
  };
  const away: DatabaseName[] = [];
  const open = async (preparation: Preparation, isOurs: boolean) => {
    if (isOurs) return await need(cluster).explain("preparing the databases", preparation.prepare);
    if (await isPrepared(preparation, log)) return;
    away.push(preparation.name);
    void prepareLater(preparation, { log, wait });
  };
  await open(user, !settings.userUrl);
  if (!settings.analyticsUrl)
    await need(cluster).explain(
      "loading the demo",
      async () => void (await ensureDemo({ url: need(cluster).analyticsOwnerUrl, scale: demoScale, log })),
    );
  await open(analytics, !settings.analyticsUrl);
  cluster?.keepRunning(log);
  return { urls: { ANALYTICS_DATABASE_URL: analyticsUrl, USER_DATABASE_URL: userUrl }, away };
}

function need(cluster: Cluster | undefined): Cluster {
  if (!cluster) throw new Error("Our own Postgres is not running.");
  return cluster;
}

/** Returns false when the database is away, and logs the consequence. Throws one line when a setting is wrong. */
async function isPrepared(preparation: Preparation, log: (line: string) => void): Promise<boolean> {
  const { name, prepare } = preparation;
  try {
    await prepare();
    return true;
  } catch (error) {
    const line = describeError(error, name, preparation.setting);
    if (!isAway(error)) throw new Error(line);
    log(`${line} ${MISSING[name]}`);
    return false;
  }
}

/**
 * Returns false for an error that only another setting can fix; anything else that cannot be reached may come
 * back.
 */
function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof TlsError || isRefusedSetting(error)) return false;
  const isUnknownHost = "code" in error && error.code === "ENOTFOUND";
  return (isUnreachable(error) && !isUnknownHost) || error.name === "TimeoutError";
}

/** Prepares a database as soon as it answers, and logs every new reason why it does not. */
async function prepareLater(
  preparation: Preparation,
  { log, wait }: Pick<Surroundings, "log" | "wait">,
): Promise<void> {
  const { name, prepare } = preparation;
  let said = "";
  for (let tries = 0; await wait(Math.min(1 + tries / 4, LONGEST_SECONDS)); tries++)
    try {
      await prepare();
      log(`The ${name} database answers.`);
      return;
    } catch (error) {
      const line = describeError(error, name, preparation.setting);
      if (line !== said && !isAway(error)) log(line);
      said = line;
    }
}

const warnOfJit = (role: string) =>
  `Warning: JIT is on for the analytics role: Postgres compiles statements for longer than they take. Run: alter role ${role} set jit = off`;

/** Logs rights that a role has too many or too few. */
async function sayRights(role: "reader" | "application", url: string, log: (line: string) => void) {
  const line = await pTimeout(warnOfRights(role, url), { milliseconds: PATIENCE_MILLISECONDS });
  if (line) log(line);
}

async function warnOfDrift(url: string, log: (line: string) => void) {
  const { problems } = await checkDrift(url);
  if (problems.length === 0) return;
  const shown = problems.slice(0, 3).join(" ");
  log(
    `Warning: the schema of the analytics database is not the one of this version. ${shown} \`npm run db -- check\` names all.`,
  );
}
