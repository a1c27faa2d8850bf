import { randomBytes } from "node:crypto";
import { access, chmod, mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import postgres from "postgres";
import { hasOneDatabase } from "../env";
import { type Engine, findEngine, reachableFolder } from "./engine";
import { keepServerRunning } from "./keep-running";
import { clusterProblem, lengthOf } from "./problem";
import {
  ensureAnalyticsDatabase,
  ensureRoles,
  ensureUserDatabase,
  openAnalyticsToReader,
  openDatabaseToUsers,
  roles,
} from "./roles";
import { newSecrets, readSecrets, type Secrets, writeSecrets } from "./secrets";
import {
  freePort,
  initServer,
  isServerAnswering,
  runningPort,
  startServer,
  stopServer,
  superuser,
} from "./server";

type Names = { analytics: string; users: string };

/** Tests of an installation with one database for both use another one, beside the two. */
const namesOf = (isOne: boolean): Names =>
  isOne
    ? { analytics: "eigenwatch", users: "eigenwatch" }
    : { analytics: "eigenlayer_analytics", users: "eigenwatch_users" };

/** How long an instance that has just begun may take until it starts Postgres. */
const [MOST_TRIES, TRY_MILLISECONDS] = [75, 200];

const settings = {
  shared_buffers: "256MB",
  max_connections: 100,
  max_wal_size: "1GB",
  wal_level: "minimal",
  max_wal_senders: 0,
  checkpoint_timeout: "15min",
};

export type ClusterUrls = {
  /** The URL of the role that owns the analytics database; only the demo's loader uses it. */
  analyticsOwnerUrl: string;
  analyticsReaderUrl: string;
  userMigratorUrl: string;
  userApplicationUrl: string;
};

export type Cluster = ClusterUrls & {
  /** True when the Postgres of an earlier, killed process was still running and was taken over. */
  adopted: boolean;
  /** Restarts Postgres whenever it ends by itself, until it is stopped. */
  keepRunning: (log: (line: string) => void) => void;
  /** Runs work that needs this Postgres. Throws one line with the reason when the work fails because Postgres did. */
  explain: <T>(doing: string, work: () => Promise<T>) => Promise<T>;
  stop: () => Promise<void>;
};

/**
 * Returns the two databases in a Postgres of our own under `dataDir`: created at the first call, started at later
 * ones, taken over when still running. It listens on 127.0.0.1 alone; its passwords are in `cluster.json` (0600).
 * A first call that was killed half-way leaves nothing that the next one trusts.
 */
export async function openCluster(dataDir: string, log: (line: string) => void = () => {}): Promise<Cluster> {
  const wanted = resolve(dataDir);
  await mkdir(wanted, { recursive: true });
  const engine = await findEngine();
  const folder = await reachableFolder(engine, wanted);
  if (folder !== wanted)
    log(`Postgres does not run as root, and its user cannot enter ${wanted}: its files are in ${folder}.`);
  if (engine.runAs) await chmod(folder, 0o711);

  const data = join(folder, "postgres");
  const files = { data, log: join(data, "server.log"), secrets: join(wanted, "cluster.json") };
  const explain = async <T>(doing: string, work: () => Promise<T>) => {
    const since = await lengthOf(files.log);
    return await work().catch(async (error: unknown) => {
      const line = await clusterProblem(error, files, doing, since);
      throw line === undefined ? error : new Error(line);
    });
  };
  const { secrets, adopted, port } = await explain("starting", async () => {
    const secrets = await ensureData(engine, data, files.secrets, log);
    const adopted = await isServerAnswering(engine, data);
    const port = adopted ? await runningPort(data) : await start(engine, data, files.secrets, secrets);
    return { secrets, adopted, port };
  });
  const stopping = new AbortController();
  const names = namesOf(hasOneDatabase());
  await explain("making its databases", async () => {
    const adminUrl = (database: string) => urlAt(port, superuser, secrets.passwords.superuser, database);
    await ensureDatabases(adminUrl, secrets, names);
  });
  return {
    ...urlsAt(port, secrets, names),
    adopted,
    keepRunning: (log) =>
      void keepServerRunning(
        data,
        async () => await startServer(engine, data, port, settings),
        log,
        stopping.signal,
      ),
    explain,
    stop: async () => {
      stopping.abort();
      await stopServer(engine, data);
    },
  };
}

/**
 * Returns the URLs of a Postgres that another process starts and stops, and changes nothing. Waits for one that is
 * starting; undefined if none answers.
 */
export async function joinCluster(dataDir: string): Promise<ClusterUrls | undefined> {
  const wanted = resolve(dataDir);
  const engine = await findEngine();
  const data = join(await reachableFolder(engine, wanted), "postgres");
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const secrets = await readSecrets(join(wanted, "cluster.json"));
    if (secrets && (await isServerAnswering(engine, data)))
      return urlsAt(await runningPort(data), secrets, namesOf(hasOneDatabase()));
    await setTimeout(TRY_MILLISECONDS);
  }
  return undefined;
}

const urlAt = (port: number, user: string, password: string, database: string) =>
  `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;

function urlsAt(port: number, { passwords }: Secrets, { analytics, users }: Names): ClusterUrls {
  return {
    analyticsOwnerUrl: urlAt(port, roles.owner, passwords.owner, analytics),
    analyticsReaderUrl: urlAt(port, roles.reader, passwords.reader, analytics),
    userMigratorUrl: urlAt(port, roles.migrator, passwords.migrator, users),
    userApplicationUrl: urlAt(port, roles.application, passwords.application, users),
  };
}

/** Creates the data folder. It gets its name only once initdb has finished in another folder. */
async function ensureData(
  engine: Engine,
  data: string,
  file: string,
  log: (line: string) => void,
): Promise<Secrets> {
  const secrets = await readSecrets(file);
  if (await exists(join(data, "PG_VERSION"))) {
    if (secrets) return secrets;
    throw new Error(
      `${file} is missing, and with it the passwords of ${data}. Restore it, or remove both to start with empty databases.`,
    );
  }
  log("Making a new Postgres.");
  const fresh = secrets ?? (await newSecrets());
  await writeSecrets(file, fresh);
  // The initdb of an earlier, killed start may still be writing: its folder is not ours, and removing it may
  // fail.
  for (const name of await readdir(dirname(data)))
    if (/^(postgres\.new-|\.password-)/.test(name))
      await rm(join(dirname(data), name), { recursive: true, force: true }).catch(() => {});
  const half = `${data}.new-${randomBytes(4).toString("hex")}`;
  await rm(data, { recursive: true, force: true });
  await initServer(engine, half, fresh.passwords.superuser);
  await rename(half, data);
  return fresh;
}

async function start(engine: Engine, data: string, file: string, secrets: Secrets) {
  try {
    await startServer(engine, data, secrets.port, settings);
    return secrets.port;
  } catch {
    // Another process may have taken the port. If the port was not the cause, Postgres reports the real one.
    const port = await freePort();
    await startServer(engine, data, port, settings);
    await writeSecrets(file, { ...secrets, port });
    return port;
  }
}

async function ensureDatabases(
  adminUrl: (database: string) => string,
  { passwords }: Secrets,
  { analytics, users }: Names,
) {
  const quiet = { max: 1, connect_timeout: 10, onnotice: () => {} };
  const admin = postgres(adminUrl("postgres"), quiet);
  try {
    await ensureRoles(admin, passwords);
    await ensureAnalyticsDatabase(admin, analytics);
    if (users === analytics) await openDatabaseToUsers(admin, users);
    else await ensureUserDatabase(admin, users);
  } finally {
    await admin.end({ timeout: 5 });
  }
  const inside = postgres(adminUrl(analytics), quiet);
  await openAnalyticsToReader(inside).finally(() => inside.end({ timeout: 5 }));
}

async function exists(path: string) {
  return await access(path).then(
    () => true,
    () => false,
  );
}
