import { NAV_ITEMS } from "@/app/_components/shell/nav-items";
import { api } from "@/app/_trpc/server";
import { TABS, tabHref } from "@/app/operators/[address]/tabs";
import { env } from "@/server/env";

const OTHERS = ["/methodology", "/status", "/pricing", "/compare", "/move", "/cascade"];

/** Serves one sitemap: the pages, or those of some entities of a kind. */
export async function GET(_: Request, { params }: RouteContext<"/sitemap/[part]">): Promise<Response> {
  const paths = await pathsOf((await params).part);
  if (!paths || paths.length === 0) return new Response("There is no such map.\n", { status: 404 });
  const urls = paths.map((path) => `<url><loc>${new URL(path, env.PUBLIC_URL)}</loc></url>`);
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join("\n")}</urlset>\n`;
  return new Response(body, {
    headers: { "content-type": "application/xml; charset=utf-8", "cache-control": "public, max-age=3600" },
  });
}

async function pathsOf(name: string): Promise<string[] | undefined> {
  if (name === "pages.xml") return [...NAV_ITEMS.map(({ href }) => href), ...OTHERS];
  const [, kind, part] = /^(operators|avs|strategies|entities)-(\d{1,4})\.xml$/.exec(name) ?? [];
  if (kind !== "operators" && kind !== "avs" && kind !== "strategies" && kind !== "entities")
    return undefined;
  const addresses = await api.analytics.search.addresses({ kind, part: Number(part) });
  return addresses
    .filter((one) => kind === "entities" || /^0x[0-9a-f]{40}$/.test(one))
    .flatMap((one) => (kind === "operators" ? TABS.map((tab) => tabHref(one, tab)) : [`/${kind}/${one}`]));
}
