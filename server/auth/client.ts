import { BlockList, isIP } from "node:net";
import Bowser from "bowser";
import type { Client } from "../context";
import { env } from "../env";
import { peerOf } from "./peer";

const proxies = new BlockList();
for (const entry of env.TRUSTED_PROXY) {
  const [address = "", bits] = entry.split("/");
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  if (bits === undefined) proxies.addAddress(address, family);
  else proxies.addSubnet(address, Number(bits), family);
}
const isProxy = (address: string) => proxies.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

/** Where a request comes from: the other end of its connection, or, behind a trusted proxy, whom that one names. */
export function clientOf(headers: Headers): Client {
  return { ip: addressOf(headers), device: deviceOf(headers.get("user-agent")) };
}

/** Read from the right: each trusted proxy vouches for the entry before its own, and nobody for those further left. */
function addressOf(headers: Headers): string | null {
  let address = plain(peerOf(headers));
  const named = (headers.get("x-forwarded-for") ?? "").split(",").map((entry) => plain(entry.trim()));
  while (address !== null && isProxy(address)) {
    const next = named.pop();
    if (!next) break;
    address = next;
  }
  return address;
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

function deviceOf(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const { browser, os } = Bowser.parse(userAgent.slice(0, 512));
  const known = [browser.name, os.name].filter(Boolean).join(" on ");
  return known ? known.replace(/[^\w .()+/-]/g, "").slice(0, 80) : null;
}
