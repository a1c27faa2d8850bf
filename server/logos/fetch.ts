import { lookup } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

const MOST_BYTES = 1_000_000;
const MOST_REDIRECTS = 3;
const PATIENCE_MILLISECONDS = 3000;

export interface Logo {
  type: string;
  bytes: Buffer;
}

/** All public IPv6 addresses. Addresses outside of it may be another spelling of an IPv4 address. */
const GLOBAL_IPV6 = ipaddr.parseCIDR("2000::/3");
/** This address looks public, but gives a cloud's own machines their secrets. */
const CLOUD_HOST = "168.63.129.16";

/**
 * Returns whether an address is public: not of this machine, this network, its links, or a cloud's metadata
 * service.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast") return false;
  return parsed.kind() === "ipv6" ? parsed.match(GLOBAL_IPV6) : parsed.toString() !== CLOUD_HOST;
}

/** Returns the image type by the bytes, ignoring the server's header. SVG can run scripts and is not accepted. */
function typeOf(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 12);
  if (head.subarray(0, 8).equals(Buffer.from("89504e470d0a1a0a", "hex"))) return "image/png";
  if (head.subarray(0, 3).equals(Buffer.from("ffd8ff", "hex"))) return "image/jpeg";
  if (/^GIF8[79]a/.test(head.toString("latin1"))) return "image/gif";
  const text = head.toString("latin1");
  if (text.startsWith("RIFF") && text.endsWith("WEBP")) return "image/webp";
  return undefined;
}

/**
 * Returns an image from an untrusted URL, or `undefined` when it is no image, too large, too slow or at a
 * forbidden address. Each redirect is checked again, and the connection uses the very address that was checked,
 * so that a second DNS answer changes nothing. `allow` checks resolved addresses, `signal` ends a slow request.
 */
export async function fetchLogo(
  href: string,
  allow = isPublic,
  signal = AbortSignal.timeout(PATIENCE_MILLISECONDS),
): Promise<Logo | undefined> {
  try {
    let url = URL.parse(href);
    for (let hop = 0; url && hop <= MOST_REDIRECTS; hop += 1) {
      const answer = await ask(url, allow, signal);
      if (answer instanceof URL) url = answer;
      else return answer;
    }
  } catch {
    return undefined;
  }
  return undefined;
}

function ask(url: URL, allow: (address: string) => boolean, signal: AbortSignal) {
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  if (ipaddr.isValid(literal) && !allow(literal)) return undefined;
  const checked: LookupFunction = (host, options, done) =>
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, "", 4);
      const [first] = found;
      if (!first || !found.every(({ address }) => allow(address)))
        return done(new Error("This address is not public."), "", 4);
      if (options.all) return done(null, found);
      done(null, first.address, first.family);
    });
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise<Logo | URL | undefined>((resolve, reject) => {
    const request = send(
      url,
      { lookup: checked, signal, agent: false, headers: { accept: "image/*", "user-agent": "EigenWatch" } },
      (response) => {
        const { statusCode = 0, headers } = response;
        if (statusCode >= 300 && statusCode < 400 && headers.location) {
          response.destroy();
          return resolve(URL.parse(headers.location, url) ?? undefined);
        }
        if (statusCode !== 200 || Number(headers["content-length"] ?? 0) > MOST_BYTES) {
          response.destroy();
          return resolve(undefined);
        }
        const parts: Buffer[] = [];
        let size = 0;
        response.on("data", (part: Buffer) => {
          size += part.length;
          parts.push(part);
          if (size <= MOST_BYTES) return;
          response.destroy();
          resolve(undefined);
        });
        response.on("error", reject);
        response.on("end", () => {
          const bytes = Buffer.concat(parts);
          const type = typeOf(bytes);
          resolve(type ? { type, bytes } : undefined);
        });
      },
    );
    request.on("error", reject);
    request.end();
  });
}
