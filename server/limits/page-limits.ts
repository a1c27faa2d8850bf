import { clientOf, networkOf } from "../auth/client";
import { isBuildFile } from "../http/build-files";
import { metrics } from "../metrics/metrics";
import { limiter } from "./limiter";
import type { Exceeded, LimitName } from "./limits";

/** Routes that are not rate-limited here: they count their own calls, or cost nothing. */
const NOT_COUNTED =
  /^\/(api\/(trpc|auth|csv)\/|api\/health$|(icon\.svg|favicon\.ico|apple-touch-icon\.png)$)/;
const IMAGE = /\/opengraph-image[^/]*$/;
const LOGO = /^\/api\/logo(\/|$)/;
const SITE_MAP = /^\/sitemap(\.xml$|\/)/;

/** Returns the limits that a request counts against. A page that searches also counts as a search. */
function limitsOf({ pathname, searchParams }: URL): LimitName[] {
  if (NOT_COUNTED.test(pathname) || isBuildFile(pathname)) return [];
  if (pathname === "/api/health/ready") return ["readiness"];
  if (pathname === "/api/metrics") return ["metrics"];
  if (IMAGE.test(pathname)) return ["image"];
  if (LOGO.test(pathname)) return ["logo"];
  if (SITE_MAP.test(pathname)) return ["siteMap"];
  return searchParams.getAll("q").some((text) => text.trim() !== "") ? ["page", "search"] : ["page"];
}

/**
 * Counts a request by its network. Returns `undefined` within the limits, else the limit that is used up and the
 * headers of the refusal.
 */
export async function excessOf(
  url: URL,
  headers: Headers,
  limits = limiter,
): Promise<{ exceeded: Exceeded; answer: Headers } | undefined> {
  const names = limitsOf(url);
  if (names.length === 0) return undefined;
  const network = networkOf(clientOf(headers).ip);
  const answer = new Headers({ "cache-control": "no-store" });
  for (const name of names) {
    const { exceeded } = await limits().spend(name, network, 1, answer);
    if (!exceeded) continue;
    metrics().refusals.inc({ at: "page", code: "TOO_MANY_REQUESTS" });
    return { exceeded, answer };
  }
  return undefined;
}
