import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, chown, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Engine, findEngine, handOver, runProgram } from "../../db/postgres/embedded/engine";
import { freePort, startServer, stopServer, superuser } from "../../db/postgres/embedded/server";

const PROGRAMS = "/usr/lib/postgresql/15/bin";

export const lacksPostgres15 = () => (existsSync(join(PROGRAMS, "initdb")) ? [] : ["postgresql-15"]);

const SETTINGS = { fsync: "off", synchronous_commit: "off", shared_buffers: "256MB", max_connections: 200 };

async function debianEngine(): Promise<Engine> {
  const { runAs } = await findEngine();
  return { initdb: join(PROGRAMS, "initdb"), pgCtl: join(PROGRAMS, "pg_ctl"), runAs };
}

/** Starts Debian's Postgres 15 in a temporary folder, empty or as `primary`'s streaming replica. */
export async function startDebianPostgres({
  primary,
  settings = {},
}: {
  primary?: { url: (database: string) => string; password: string };
  settings?: Record<string, string | number>;
} = {}) {
  const engine = await debianEngine();
  const folder = await mkdtemp(join(tmpdir(), "eigenwatch-trial-"));
  await handOver(engine, folder);
  if (engine.runAs) await chmod(folder, 0o711);
  const [data, passwordFile] = [join(folder, "data"), join(folder, "password")];
  const password = primary?.password ?? randomBytes(18).toString("base64url");
  if (primary)
    await runProgram(
      engine,
      join(PROGRAMS, "pg_basebackup"),
      [
        "--pgdata",
        data,
        "--write-recovery-conf",
        "--wal-method=stream",
        "--checkpoint=fast",
        "--dbname",
        primary.url("postgres"),
      ],
      folder,
    );
  else {
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (engine.runAs) await chown(passwordFile, engine.runAs.uid, engine.runAs.gid);
    const flags = ["--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256"];
    await runProgram(
      engine,
      engine.initdb,
      [`--pgdata=${data}`, ...flags, `--username=${superuser}`, `--pwfile=${passwordFile}`],
      folder,
    );
    await runProgram(
      engine,
      "/bin/sh",
      ["-c", `echo 'host replication all 127.0.0.1/32 scram-sha-256' >> '${join(data, "pg_hba.conf")}'`],
      folder,
    );
  }
  const port = await freePort();
  const start = async () => await startServer(engine, data, port, { ...SETTINGS, ...settings });
  await start();
  return {
    password,
    url: (database: string) => `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`,
    start,
    halt: async (mode: "fast" | "immediate" = "fast") => await stopServer(engine, data, mode),
    promote: async () => void (await runProgram(engine, engine.pgCtl, ["promote", "-w", "-D", data], folder)),
    log: async () => await readFile(join(data, "server.log"), "utf8"),
    stop: async () => {
      await stopServer(engine, data, "immediate");
      await rm(folder, { recursive: true, force: true });
    },
  };
}
