import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { createClient } from "@redis/client";
import { freePort } from "../postgres/embedded/server";

/** Redis's program, if this machine has it; npm has no package of it. */
export const redisProgram = [
  "/usr/bin/redis-server",
  "/usr/local/bin/redis-server",
  "/opt/homebrew/bin/redis-server",
].find(existsSync);

export type TestRedis = Awaited<ReturnType<typeof startRedis>>;

/**
 * Starts Redis on a free port of this machine, in a temporary folder; it keeps nothing. `flags` are further settings. `ask`
 * signs in with `password`.
 */
export async function startRedis(flags: string[] = [], password?: string) {
  const folder = await mkdtemp(join(tmpdir(), "redis-"));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const end = async () => {
    if (child?.exitCode === null && child.signalCode === null) {
      const ended = once(child, "close");
      child.kill("SIGKILL");
      await ended;
    }
  };
  const start = async () => {
    const secret = password ? ["--requirepass", password] : [];
    const given = [
      "--port",
      String(port),
      "--bind",
      "127.0.0.1",
      "--dir",
      folder,
      "--save",
      "",
      ...secret,
      ...flags,
    ];
    child = spawn(redisProgram ?? "", given, { stdio: "ignore" });
    await untilListening(url, child);
  };
  await start();
  return {
    url,
    port,
    /** Kills it as a crash would: what it counted is gone. */
    kill: end,
    start,
    /** Stops its process, which answers nothing and keeps its connections, until it is thawed. */
    freeze: () => child?.kill("SIGSTOP"),
    thaw: () => child?.kill("SIGCONT"),
    /** Sends one command, and returns the answer. */
    ask: async (...words: string[]): Promise<unknown> => {
      const client = createClient({ url, password, RESP: 2 });
      await client.connect();
      return await client.sendCommand(words).finally(() => client.destroy());
    },
    stop: async () => {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until it answers anything, also that it wants a password or TLS. */
async function untilListening(url: string, child: ChildProcess) {
  const { port, hostname } = new URL(url);
  for (;;) {
    if (child.exitCode !== null) throw new Error(`Redis ended with ${child.exitCode}.`);
    if (await accepts(hostname, Number(port))) return;
    await setTimeout(20);
  }
}

const accepts = async (host: string, port: number) =>
  await new Promise<boolean>((done) => {
    const socket = connect(port, host, () => {
      socket.destroy();
      done(true);
    });
    socket.once("error", () => done(false));
  });
