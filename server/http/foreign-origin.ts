import { site } from "../auth/settings";

export const MUST_BE_OURS = `This call must come from EigenWatch's own pages at ${site.origin}.`;

/**
 * Returns whether a browser reports that a call comes from a page of another site. A request without that
 * information, such as a program's, passes. `ours` is the configured site; headers about our own host are not
 * trusted.
 */
export function isForeign(headers: Headers, ours = site): boolean {
  const fetchSite = headers.get("sec-fetch-site");
  if (fetchSite !== null && fetchSite !== "same-origin" && fetchSite !== "none") return true;
  const origin = headers.get("origin");
  return origin !== null && originOf(origin) !== ours.origin;
}

/** Returns an origin in lower case without its default port; `undefined` for "null" and anything else. */
const originOf = (text: string) =>
  /^https?:\/\/[^/\\?#@\s]+$/i.test(text) ? URL.parse(text)?.origin : undefined;
