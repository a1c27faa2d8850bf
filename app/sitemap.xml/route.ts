import { api } from "@/app/_trpc/server";
import { MAP_ROWS } from "@/server/analytics/search";
import { env } from "@/server/env";

/** Serves the sitemap index: one map of the pages, and as many of each kind as its addresses need. */
export async function GET(): Promise<Response> {
  const counts = await api.analytics.search.addressCounts();
  const parts = counts.flatMap(({ kind, count }) =>
    Array.from({ length: Math.ceil(count / MAP_ROWS) }, (_, part) => `${kind}-${part}.xml`),
  );
  const maps = ["pages.xml", ...parts].map(
    (name) => `<sitemap><loc>${new URL(`/sitemap/${name}`, env.PUBLIC_URL)}</loc></sitemap>`,
  );
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${maps.join("\n")}</sitemapindex>\n`;
  return new Response(body, {
    headers: { "content-type": "application/xml; charset=utf-8", "cache-control": "public, max-age=3600" },
  });
}
