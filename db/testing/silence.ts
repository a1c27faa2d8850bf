import { connect, createServer, isIPv6, type Socket } from "node:net";

/**
 * Returns a relay to a database, on one of this machine's addresses. Its open connections can go silent, like those
 * of a machine that lost power; new ones work.
 */
export async function silenceable(target: string, from = "127.0.0.1") {
  const open: Socket[] = [];
  let isFrozen = false;
  let leadsTo = target;
  const server = createServer((client) => {
    if (isFrozen) {
      open.push(client.on("error", () => {}));
      return;
    }
    const upstream = connect(Number(new URL(leadsTo).port), "127.0.0.1");
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
    /** Silences all connections: new ones are accepted, and none is answered. */
    freeze: () => {
      isFrozen = true;
      silence();
    },
    /** Ends every connection and accepts no new one, as a stopped server does. */
    close: () => {
      server.close();
      for (const socket of open.splice(0)) socket.destroy();
    },
    /** Ends every connection; new ones lead to another database. */
    leadTo: (other: string) => {
      leadsTo = other;
      for (const socket of open.splice(0)) socket.destroy();
    },
    /** Accepts and answers connections again at the same address. Those that were silenced end. */
    open: async () => {
      isFrozen = false;
      for (const socket of open.splice(0)) socket.destroy();
      if (server.listening) return;
      await new Promise<void>((done) => server.listen(Number(url.port), from, done));
    },
  };
}
