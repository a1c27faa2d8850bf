/** Pages that stand, in the order of the navigation; a path is linked only when it is here. */
export const NAV_ITEMS = [
  { href: "/", label: "Network" },
  { href: "/operators", label: "Operators" },
  { href: "/avs", label: "AVSs" },
  { href: "/strategies", label: "Assets" },
  { href: "/slashing", label: "Slashings" },
] as const;

/** The same for who is signed in. */
export const MEMBER_NAV_ITEMS = [...NAV_ITEMS, { href: "/watchlist", label: "Watchlist" }] as const;

/** Pages outside the navigation that may be linked, such as "/methodology". */
const OTHER_PAGES: readonly string[] = [
  "/compare",
  "/methodology",
  "/status",
  "/pricing",
  "/watchlist",
  "/settings",
];

/** Whether a link to this page leads somewhere. */
export function isBuilt(path: string): boolean {
  const page = path.split(/[?#]/, 1)[0] ?? path;
  return OTHER_PAGES.includes(page) || NAV_ITEMS.some((item) => item.href === page);
}
