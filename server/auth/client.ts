import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import Bowser from "bowser";
import ipaddr from "ipaddr.js";
import proxyAddress from "proxy-addr";
import { env } from "../env";
import { remoteAddressOf } from "../http/remote-address";
import { log } from "../log";

/** The origin of a request, shown to the account's owner; `null` is unknown. */
export interface Client {
  ip: string | null;
  /** The browser and system, such as "Firefox on Linux". */
  device: string | null;
}

/** Returns the origin of a request: the address of its connection, or the client that a trusted proxy names. */
export function clientOf(headers: Headers, trusted = env.TRUSTED_PROXY): Client {
  return { ip: addressOf(headers, trusted), device: deviceOf(headers.get("user-agent")) };
}

/**
 * Returns the client's address. Each trusted proxy vouches for the entry that it added on the right; entries
 * further left are not trusted.
 */
function addressOf(headers: Pick<Headers, "get">, trusted: string[]): string | null {
  const remote = plainAddress(remoteAddressOf(headers) ?? "");
  const named = (headers.get("x-forwarded-for") ?? "").split(",").map(plainAddress);
  if (trusted.length === 0) {
    if (remote !== null) warnOfProxy(named, remote);
    return remote;
  }
  const request = {
    socket: { remoteAddress: remote ?? "" },
    headers: { "x-forwarded-for": named.map((address) => address ?? "unknown").join(",") },
  };
  // proxy-addr reads only these parts of a request.
  const chain = proxyAddress.all(request as unknown as IncomingMessage, trustOf(trusted));
  // When no proxy names a client, the last known address is that of the proxy itself.
  return chain.findLast((address) => isIP(address) !== 0) ?? null;
}

const kept = globalThis as typeof globalThis & { eigenwatchWarnedOfProxy?: boolean };

/**
 * Warns once that a proxy's header is not trusted. A header with the connection's own address alone was added by Next.
 */
function warnOfProxy(named: (string | null)[], remote: string): void {
  if (kept.eigenwatchWarnedOfProxy || named.every((entry) => entry === null || entry === remote)) return;
  kept.eigenwatchWarnedOfProxy = true;
  log.warn(
    "requests arrive with x-forwarded-for, and TRUSTED_PROXY is empty: everybody who comes through one proxy shares one rate limit; set TRUSTED_PROXY to the addresses of your proxies",
  );
}

const trusts = new Map<string[], ReturnType<typeof proxyAddress.compile>>();

function trustOf(trusted: string[]) {
  const trust = trusts.get(trusted) ?? proxyAddress.compile(trusted);
  trusts.set(trusted, trust);
  return trust;
}

/**
 * Returns an address in its shortest spelling, without port, brackets or zone, and a mapped IPv4 as IPv4; `null`
 * for any other text. Gateways write "198.51.100.1:4711" and "[2001:db8::1]:443".
 */
function plainAddress(text: string): string | null {
  const [, bracketed, v4] = /^\[([^\]]+)\](?::\d{1,5})?$|^([\d.]+):\d{1,5}$/.exec(text.trim()) ?? [];
  const bare = (bracketed ?? v4 ?? text.trim()).replace(/%.*$/, "");
  return isIP(bare) === 0 ? null : ipaddr.process(bare).toString();
}

/** Returns the network that limits count by: an IPv4 address, or the /64 that one IPv6 subscriber has. */
export function networkOf(ip: string | null): string {
  const address = plainAddress(ip ?? "");
  if (address === null) return "unknown";
  if (isIP(address) === 4) return address;
  const parts = ipaddr.IPv6.parse(address).parts.slice(0, 4);
  return `${parts.map((part) => part.toString(16)).join(":")}::/64`;
}

/** Returns the network of a request of Node's HTTP server, by the rules of `clientOf`. */
export function networkOfRequest({ headers }: IncomingMessage, trusted = env.TRUSTED_PROXY): string {
  const get = (name: string) => [headers[name] ?? []].flat().join(", ") || null;
  return networkOf(addressOf({ get }, trusted));
}

/** Returns the browser and system, or a program's name for itself. */
function deviceOf(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const { browser, os } = Bowser.parse(userAgent.slice(0, 512));
  const known = [browser.name, os.name].filter(Boolean).join(" on ");
  const named = known || /^[a-z][\w.-]{0,39}(?=\/)/i.exec(userAgent)?.[0];
  return named ? named.replace(/[^\w .()+/-]/g, "").slice(0, 80) : null;
}
