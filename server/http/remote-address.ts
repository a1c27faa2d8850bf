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

/** Headers by which proxies name a client or themselves. */
const FORWARDING =
  /^(forwarded|forwarded-for|via|x-forwarded.*|x-(real|client|cluster-client)-ip|(cf-connecting|true-client|fastly-client)-ip)$/;
const BY_PROXY = " by-proxy";

/**
 * Returns a request's headers with the remote address of its connection added, and whether a proxy forwarded it. Next
 * adds x-forwarded-for to every request afterwards.
 */
export function withRemoteAddress(
  headers: IncomingHttpHeaders,
  address: string | undefined,
): IncomingHttpHeaders {
  const mark = Object.keys(headers).some((name) => FORWARDING.test(name)) ? BY_PROXY : "";
  return Object.assign(headers, { [HEADER]: prefix + (address ?? "") + mark });
}

/** Returns the remote address of a request's connection, or `null` when this process did not add it. */
export function remoteAddressOf(headers: Pick<Headers, "get">): string | null {
  const noted = headers.get(HEADER);
  return noted?.startsWith(prefix) ? noted.slice(prefix.length).replace(BY_PROXY, "") : null;
}

/** Returns whether the request came without a header of a proxy; false when this process did not note it. */
export const isDirect = (headers: Pick<Headers, "get">): boolean =>
  remoteAddressOf(headers) !== null && !headers.get(HEADER)?.endsWith(BY_PROXY);
