/** The tabs of an operator in their order. Its header, skeleton and titles, the sitemap and the journeys read them. */
export const TABS = [
  { path: "", label: "Overview" },
  { path: "strategies", label: "Strategies" },
  { path: "avs", label: "AVSs", count: "avsCount" },
  { path: "delegators", label: "Delegators", count: "delegatorCount" },
  { path: "allocations", label: "Allocations" },
  { path: "commission", label: "Commission" },
  { path: "risk", label: "Risk" },
  { path: "activity", label: "Activity" },
] as const;
export type Tab = (typeof TABS)[number];

/** Returns the path of an operator's tab. */
export const tabHref = (address: string, { path }: Pick<Tab, "path">): string =>
  `/operators/${address}${path && `/${path}`}`;
