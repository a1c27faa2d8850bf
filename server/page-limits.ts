import { clientOf, networkOf } from "./auth/client";
import { type Exceeded, type LimitName, limiter } from "./limits";

/** What counts its calls itself, and what costs nothing: files, and that this process is alive, whoever asks too much. */
const NOT_COUNTED = /^\/(api\/(trpc|auth|csv|logo)\/|api\/health$|_next\/|icon\.svg$)/;
const IMAGE = /\/opengraph-image[^/]*$/;
const SITE_MAP = /^\/sitemap(\.xml$|\/)/;

/** What a request for a page, or for what belongs to one, counts against. A page that searches counts as a search too. */
function limitsOf({ pathname, searchParams }: URL): LimitName[] {
  if (NOT_COUNTED.test(pathname)) return [];
  if (pathname === "/api/health/ready") return ["readiness"];
  if (IMAGE.test(pathname)) return ["image"];
  if (SITE_MAP.test(pathname)) return ["siteMap"];
  return searchParams.getAll("q").some((text) => text.trim() !== "") ? ["page", "search"] : ["page"];
}

/**
 * Counts a request by the network that it comes from, whoever is signed in. `undefined` while it is within its limits;
 * else the limit that is used up, and the headers that the refusal shall carry. While the counter is down, each
 * instance counts for itself.
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
    if (exceeded) return { exceeded, answer };
  }
  return undefined;
}
