import { IncomingMessage, Server } from "node:http";

const HEADER = "x-eigenwatch-peer";
const kept = globalThis as typeof globalThis & { eigenwatchStampsPeers?: boolean };

/**
 * Next gives a route no socket, and forwards what a client says of its own address. So every request of this process is
 * stamped with the other end of its connection before anything else sees it; what a client put there is overwritten.
 */
export function stampPeers(): void {
  if (kept.eigenwatchStampsPeers) return;
  kept.eigenwatchStampsPeers = true;
  const emit = Server.prototype.emit;
  Server.prototype.emit = function (this: Server, event: string | symbol, ...args: unknown[]): boolean {
    const [request] = args;
    if (event === "request" && request instanceof IncomingMessage)
      request.headers[HEADER] = request.socket.remoteAddress ?? "";
    return Reflect.apply(emit, this, [event, ...args]);
  };
}

/** The other end of a request's connection, or `null` where requests are not stamped. */
export const peerOf = (headers: Headers) => (kept.eigenwatchStampsPeers ? headers.get(HEADER) : null);
