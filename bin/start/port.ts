import { createServer } from "node:net";
import { setTimeout } from "node:timers/promises";

/**
 * Returns whether the port is free. get-port would not say that a port may not be opened: it answers with another one.
 * A server whose launcher died gets a moment to stop.
 */
export async function isPortFree(port: number): Promise<boolean> {
  for (let tries = 0; tries < 15; tries++) {
    if (await isFreeNow(port)) return true;
    await setTimeout(100);
  }
  return false;
}

async function isFreeNow(port: number) {
  for (const host of ["::", "0.0.0.0", "127.0.0.1"]) if (!(await canListen(port, host))) return false;
  return true;
}

async function canListen(port: number, host: string): Promise<boolean> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EAFNOSUPPORT" || error.code === "EADDRNOTAVAIL") resolve(true);
      else if (error.code === "EADDRINUSE") resolve(false);
      else reject(error);
    });
    server.listen({ port, host, ipv6Only: host === "::" }, () => server.close(() => resolve(true)));
  });
}
