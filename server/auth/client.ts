import { BlockList, isIP } from "node:net";
import Bowser from "bowser";
import type { Client } from "../context";
import { env } from "../env";
import { log } from "../log";
import { peerOf } from "./peer";

/** Where a request comes from: the other end of its connection, or, behind a trusted proxy, whom that one names. */
export function clientOf(headers: Headers, trusted = env.TRUSTED_PROXY): Client {
  return { ip: addressOf(headers, trusted), device: deviceOf(headers.get("user-agent")) };
}

/** Read from the right: each trusted proxy vouches for the entry before its own, and nobody for those further left. */
function addressOf(headers: Headers, trusted: string[]): string | null {
  let address = plain(peerOf(headers));
  const named = (headers.get("x-forwarded-for") ?? "").split(",").map((entry) => plain(entry.trim()));
  if (trusted.length === 0) {
    if (address !== null) warnOfProxy(named, address);
    return address;
  }
  const proxies = listOf(trusted);
  while (address !== null && proxies.check(address, familyOf(address))) {
    const next = named.pop();
    if (!next) break;
    address = next;
  }
  return address;
}

const kept = globalThis as typeof globalThis & { eigenwatchWarnedOfProxy?: boolean };

/** Next names the other end of a connection itself where nothing else did: that is no sign of a proxy. */
function warnOfProxy(named: (string | null)[], peer: string): void {
  if (kept.eigenwatchWarnedOfProxy || named.every((entry) => entry === null || entry === peer)) return;
  kept.eigenwatchWarnedOfProxy = true;
  log.warn(
    "requests arrive with x-forwarded-for, and TRUSTED_PROXY is empty: whoever comes through one proxy shares one rate limit; set TRUSTED_PROXY to the addresses of your proxies",
  );
}

const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");
const lists = new Map<string[], BlockList>();

function listOf(trusted: string[]): BlockList {
  const known = lists.get(trusted);
  if (known) return known;
  const proxies = new BlockList();
  for (const entry of trusted) {
    const [address = "", bits] = entry.split("/");
    if (bits === undefined) proxies.addAddress(address, familyOf(address));
    else proxies.addSubnet(address, Number(bits), familyOf(address));
  }
  lists.set(trusted, proxies);
  return proxies;
}

/** An address without port or zone, IPv4 written as such; `null` when it is none. */
function plain(text: string | null): string | null {
  if (text === null) return null;
  const bare = text.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  return isIP(bare) === 0 ? null : bare;
}

/** What a limit is counted by: an IPv4 address, or the /64 that one subscriber holds of IPv6. */
export function networkOf(ip: string | null): string {
  if (ip === null) return "unknown";
  if (isIP(ip) !== 6) return ip;
  const { hostname } = new URL(`http://[${ip}]`);
  const [head = "", tail] = hostname.slice(1, -1).split("::");
  const before = head ? head.split(":") : [];
  const after = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  return `${[...before, ...Array(zeros).fill("0"), ...after].slice(0, 4).join(":")}::/64`;
}

/** Browser and system, or what a program calls itself. */
function deviceOf(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const { browser, os } = Bowser.parse(userAgent.slice(0, 512));
  const known = [browser.name, os.name].filter(Boolean).join(" on ");
  const named = known || /^[a-z][\w.-]{0,39}(?=\/)/i.exec(userAgent)?.[0];
  return named ? named.replace(/[^\w .()+/-]/g, "").slice(0, 80) : null;
}
