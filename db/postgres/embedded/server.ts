import { randomBytes } from "node:crypto";
import { chown, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Engine, handOver, runProgram } from "./engine";

export const superuser = "postgres";

/** Creates a cluster in `folder` (absent or empty): UTF-8, scram passwords, no trust authentication. */
export async function initServer(engine: Engine, folder: string, password: string): Promise<void> {
  await handOver(engine, folder);
  const passwordFile = join(dirname(folder), `.password-${randomBytes(6).toString("hex")}`);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (engine.runAs) await chown(passwordFile, engine.runAs.uid, engine.runAs.gid);
  try {
    const flags = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
    const access = [
      "--auth=scram-sha-256",
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      "--no-instructions",
    ];
    await runProgram(engine, engine.initdb, [`--pgdata=${folder}`, ...flags, ...access], folder);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Starts the cluster in `folder` on 127.0.0.1:`port` and waits until it answers. It outlives this process. */
export async function startServer(
  engine: Engine,
  folder: string,
  port: number,
  settings: Record<string, string | number> = {},
): Promise<void> {
  const fixed = { listen_addresses: "127.0.0.1", unix_socket_directories: "", port, ...settings };
  const options = Object.entries(fixed).map(([name, value]) => `-c ${name}='${value}'`);
  const args = [
    "start",
    "-w",
    "-t",
    "60",
    "-s",
    "-D",
    folder,
    "-l",
    join(folder, "server.log"),
    "-o",
    options.join(" "),
  ];
  await runProgram(engine, engine.pgCtl, args, folder).catch(async () => {
    const log = await readFile(join(folder, "server.log"), "utf8").catch(() => "");
    const reason = log.match(/(?:FATAL|PANIC): .*/g)?.at(-1) ?? "no reason given";
    throw new Error(`Postgres did not start: ${reason}. Its log is ${join(folder, "server.log")}.`);
  });
}

/** Stops the cluster, cutting connections; does nothing when it is not running. */
export async function stopServer(
  engine: Engine,
  folder: string,
  mode: "fast" | "immediate" = "fast",
): Promise<void> {
  if (!(await isServerRunning(engine, folder))) return;
  const args = ["stop", "-w", "-t", "30", "-s", "-m", mode, "-D", folder];
  await runProgram(engine, engine.pgCtl, args, folder).catch(async (error: unknown) => {
    // Not an error if Postgres ended by itself meanwhile.
    if (await isServerRunning(engine, folder)) throw error;
  });
}

/**
 * Returns whether a Postgres serves this folder, no matter which process started it. Waits for one that is starting
 * or stopping; a stopped one does not count.
 */
export async function isServerAnswering(engine: Engine, folder: string): Promise<boolean> {
  for (let tries = 0; tries < 600 && (await isServerRunning(engine, folder)); tries++) {
    const status = (await readPidFile(folder))[7]?.trim();
    if (status === "ready") return true;
    await setTimeout(100);
  }
  return false;
}

/** Returns the port of the Postgres that serves this folder, from its postmaster.pid. */
export async function runningPort(folder: string): Promise<number> {
  return Number((await readPidFile(folder))[3]);
}

async function isServerRunning(engine: Engine, folder: string) {
  return await runProgram(engine, engine.pgCtl, ["status", "-D", folder], folder).then(
    () => true,
    () => false,
  );
}

/**
 * Returns the lines of postmaster.pid: process, folder, start time, port, socket folder, address, shared memory,
 * status.
 */
async function readPidFile(folder: string) {
  const text = await readFile(join(folder, "postmaster.pid"), "utf8").catch(() => "");
  return text.split("\n");
}

/** Returns a port of 127.0.0.1 that is free at this moment. */
export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
