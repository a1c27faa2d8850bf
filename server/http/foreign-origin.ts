import { site } from "../auth/settings";

export const MUST_BE_OURS = `This call must come from EigenWatch's own pages at ${site.origin}.`;

/**
 * True when a browser says that a call comes from the page of another site. A browser that says nothing, and a client
 * that is none, passes. `ours` is the configured site: what a request or the framework says of our host is not asked.
 */
export function isForeign(headers: Headers, ours = site): boolean {
  const fetchSite = headers.get("sec-fetch-site");
  if (fetchSite !== null && fetchSite !== "same-origin" && fetchSite !== "none") return true;
  const origin = headers.get("origin");
  return origin !== null && originOf(origin) !== ours.origin;
}

/** Returns an origin in lower case and without its default port; `undefined` for "null" and all that is none. */
const originOf = (text: string) =>
  /^https?:\/\/[^/\\?#@\s]+$/i.test(text) ? URL.parse(text)?.origin : undefined;
