import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

const HEADER = "x-eigenwatch-remote-address";

/**
 * The secret that proves that we wrote the address header: Next gives a route no socket, so the address travels
 * in a header, which a client could forge.
 */
const kept = globalThis as typeof globalThis & { eigenwatchRemoteAddressKey?: string };
kept.eigenwatchRemoteAddressKey ??= randomUUID();
const prefix = `${kept.eigenwatchRemoteAddressKey} `;

/** Returns a request's headers with the remote address of its connection added. */
export const withRemoteAddress = (
  headers: IncomingHttpHeaders,
  address: string | undefined,
): IncomingHttpHeaders => Object.assign(headers, { [HEADER]: prefix + (address ?? "") });

/** Returns the remote address of a request's connection, or `null` when this process did not add it. */
export function remoteAddressOf(headers: Pick<Headers, "get">): string | null {
  const noted = headers.get(HEADER);
  return noted?.startsWith(prefix) ? noted.slice(prefix.length) : null;
}
