import { connect, createServer, isIPv6, type Socket } from "node:net";

/**
 * A way to a database, from one of this machine's addresses, whose open connections can go silent, as those of a
 * machine without power; new ones work.
 */
export async function silenceable(target: string, from = "127.0.0.1") {
  const open: Socket[] = [];
  let isFrozen = false;
  const server = createServer((client) => {
    if (isFrozen) {
      open.push(client.on("error", () => {}));
      return;
    }
    const upstream = connect(Number(new URL(target).port), "127.0.0.1");
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) socket.on("error", () => {});
    open.push(client, upstream);
  });
  await new Promise<void>((done) => server.listen(0, from, done));
  const address = server.address();
  const url = new URL(target);
  url.hostname = isIPv6(from) ? `[${from}]` : from;
  if (address && typeof address === "object") url.port = String(address.port);
  const silence = () => {
    for (const socket of open.splice(0)) socket.unpipe().removeAllListeners("data").pause();
  };
  return {
    url: url.toString(),
    silence,
    /** Takes new connections too, and answers none. */
    freeze: () => {
      isFrozen = true;
      silence();
    },
    /** Ends every connection and takes no new one, as a server that stopped. */
    close: () => {
      server.close();
      for (const socket of open.splice(0)) socket.destroy();
    },
    /** Takes connections again where it did before. */
    open: async () => {
      await new Promise<void>((done) => server.listen(Number(url.port), from, done));
    },
  };
}
