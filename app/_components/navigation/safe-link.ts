import "server-only";
import { parse } from "tldts";

type Declared = "website" | "handle";

/**
 * Matches the characters that a link may contain: no space, backslash, control, look-alike letter or
 * text-reordering character.
 */
const WRITTEN = /^[!-[\]-~]+$/;
const HOST = /^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/;
const SCHEME = /^https?:\/\/(?=[^/])/i;
const HANDLES = ["x.com", "twitter.com"];

/** Returns the URL of a self-declared link, or null if it must be shown as text. */
export function safeLink(text: string | null, declared: Declared): string | null {
  const written = text?.trim() ?? "";
  if (declared === "handle" && /^@\w{1,15}$/.test(written)) return `https://x.com/${written.slice(1)}`;
  if (!WRITTEN.test(written)) return null;
  const hasScheme = SCHEME.test(written);
  const url = URL.parse(hasScheme ? written : `https://${written}`);
  const [, authority = ""] = /^([^/?#]*)/.exec(written.replace(SCHEME, "")) ?? [];
  // The host as written must be the host that the browser opens: no escape, user, port or number.
  if (!url || !isPublicHost(authority)) return null;
  if (!hasScheme && (url.search || url.hash)) return null;
  if (declared === "website") return url.href;
  return HANDLES.includes(url.host) && /^(\/[\w-]+)+\/?$/.test(url.pathname) ? url.href : null;
}

function isPublicHost(authority: string) {
  const host = authority.toLowerCase();
  if (!HOST.test(host) || /(^|\.)xn--/.test(host)) return false;
  const { domain, isIcann, isIp } = parse(host, { allowPrivateDomains: false, extractHostname: false });
  return !isIp && isIcann === true && domain !== null;
}
