import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

const HEADER = "x-eigenwatch-remote-address";

/** Next gives a route no socket, so the address travels in a header; the key, which no client knows, proves that we wrote it. */
const kept = globalThis as typeof globalThis & { eigenwatchRemoteAddressKey?: string };
kept.eigenwatchRemoteAddressKey ??= randomUUID();
const prefix = `${kept.eigenwatchRemoteAddressKey} `;

/** Returns the headers of a request together with the address of the other end of its connection. */
export const withRemoteAddress = (
  headers: IncomingHttpHeaders,
  address: string | undefined,
): IncomingHttpHeaders => Object.assign(headers, { [HEADER]: prefix + (address ?? "") });

/** Returns the address of the other end of a request's connection, or `null` when this process did not note it. */
export function remoteAddressOf(headers: Pick<Headers, "get">): string | null {
  const noted = headers.get(HEADER);
  return noted?.startsWith(prefix) ? noted.slice(prefix.length) : null;
}
