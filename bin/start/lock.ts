import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Lock = { release: () => Promise<void> };
export type Holder = { heldBy: string };

/**
 * Takes a lock by name on this machine, until it is released or the process ends in any way. When another process
 * holds it, returns that process's description of itself.
 */
export async function holdLock(name: string, whoAmI: string): Promise<Lock | Holder> {
  const address = lockAddress(name);
  for (let tries = 0; tries < 5; tries++) {
    const server = await listen(address, whoAmI);
    if (server) return { release: async () => await new Promise((done) => server.close(() => done())) };
    const heldBy = await ask(address);
    if (heldBy !== undefined) return { heldBy };
    // Only a socket file can outlive its process; abstract sockets and pipes cannot.
    if (process.platform !== "linux") await rm(address, { force: true });
  }
  return { heldBy: "a process that does not answer" };
}

function lockAddress(name: string) {
  const key = `eigenwatch-${createHash("sha256").update(name).digest("hex").slice(0, 24)}`;
  if (process.platform === "linux") return `\0${key}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\${key}`;
  return join(tmpdir(), `${key}.sock`);
}

async function listen(address: string, whoAmI: string): Promise<Server | undefined> {
  return await new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.on("error", () => {}).end(whoAmI));
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => resolve(server.unref()));
  });
}

async function ask(address: string): Promise<string | undefined> {
  return await new Promise((resolve) => {
    let said = "";
    const socket = connect(address);
    socket.setTimeout(2000, () => socket.destroy());
    socket.setEncoding("utf8").on("data", (text) => {
      said += text;
    });
    socket.once("error", () => {});
    socket.once("close", () => resolve(said || undefined));
  });
}
