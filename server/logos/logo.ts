import { LRUCache } from "lru-cache";
import type { AnalyticsDb } from "@/db/analytics/analytics-db";
import { findLogoAddress } from "@/db/analytics/network/logos";
import { fetchLogo, type Logo } from "./fetch";

const HOUR = 3_600_000;
const kept = new LRUCache<string, { logo?: Logo }, AnalyticsDb>({
  max: 2000,
  maxSize: 50_000_000,
  sizeCalculation: ({ logo }) => (logo?.bytes.length ?? 0) + 100,
  fetchMethod: async (key, _, { options, context }) => {
    const [kind, address = ""] = key.split(" ");
    const href = await findLogoAddress(context, kind === "avs" ? "avs" : "operator", address);
    const logo = href === undefined ? undefined : await fetchLogo(href);
    options.ttl = logo ? 24 * HOUR : HOUR;
    return { logo };
  },
});

/** Returns the logo of an operator or AVS, cached for a day; a missing one is cached for an hour. */
export const logoOf = async (
  db: AnalyticsDb,
  kind: "operator" | "avs",
  address: string,
): Promise<Logo | undefined> => (await kept.fetch(`${kind} ${address}`, { context: db }))?.logo;
