import { FEATURES, type Feature, isAccountFeature, type Price } from "@/server/trpc/tiers";

/** The groups of features, by the beginning of their names; the first match wins. */
const GROUPS: [title: string, isIn: (feature: Feature) => boolean][] = [
  ["Your account", isAccountFeature],
  ["Network and search", (feature) => /^(network|entitySearch|search|slashing)/.test(feature)],
  ["Operators", (feature) => /^operator/.test(feature)],
  ["AVSs", (feature) => /^avs/.test(feature)],
  ["Strategies", (feature) => /^strateg/.test(feature)],
  ["Stakers", (feature) => /^(staker|own)/.test(feature)],
  ["And more", () => true],
];
/** The order of the groups: public pages first, the account last. */
const ORDER = [1, 2, 3, 4, 5, 6, 0];

export type PriceLine = Price & { feature: Feature };

/** Returns the price list in groups, each from the lowest tier up. Empty groups are left out. */
export function priceGroups(): { title: string; lines: PriceLine[] }[] {
  const lines = (Object.keys(FEATURES) as Feature[]).map((feature) => ({ feature, ...FEATURES[feature] }));
  const groupOf = ({ feature }: PriceLine) => GROUPS.findIndex(([, isIn]) => isIn(feature));
  return ORDER.flatMap((at) => {
    const own = lines.filter((line) => groupOf(line) === at);
    return own.length > 0 ? [{ title: GROUPS[at]?.[0] ?? "", lines: own.sort(byTier) }] : [];
  });
}

const RANK = { VISITOR: 0, FREE: 1, PRO: 2, ENTERPRISE: 3 };
const byTier = (a: PriceLine, b: PriceLine) => RANK[a.tier] - RANK[b.tier];
