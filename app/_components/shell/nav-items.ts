/** The links of the navigation, in order. */
export const NAV_ITEMS = [
  { href: "/", label: "Network" },
  { href: "/operators", label: "Operators" },
  { href: "/avs", label: "AVSs" },
  { href: "/strategies", label: "Strategies" },
  { href: "/entities", label: "Entities" },
  { href: "/slashings", label: "Slashings" },
] as const;

/** The links for signed-in people. */
export const MEMBER_NAV_ITEMS = [...NAV_ITEMS, { href: "/watchlist", label: "Watchlist" }] as const;
