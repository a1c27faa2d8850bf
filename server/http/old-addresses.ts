/** Paths that have another name now, by their old name. A path or key that is renamed gets an entry here. */
const PATHS: Readonly<Record<string, string>> = { "/slashing": "/slashings" };

/** Query keys that have another name now, each with the pages and files that had it; `*` is an address. */
const KEYS = [
  {
    old: "asset",
    now: "strategy",
    on: [
      "/operators",
      "/operators/*/delegators",
      "/slashings",
      "/api/csv/operators",
      "/api/csv/delegators",
      "/api/csv/slashings",
    ],
  },
];

/** Values that have another name now, each with its query key. */
const VALUES = [
  { key: "verdict", old: "stake-burnt", now: "stake-burned", on: ["/operators", "/api/csv/operators"] },
];

/** Returns the path and query that an old link stands for today; `null` where nothing of it was renamed. */
export function newAddressOf({ pathname, search }: Pick<URL, "pathname" | "search">): string | null {
  const path = PATHS[pathname] ?? pathname;
  let parts = search.slice(1).split("&");
  for (const { old, now, on } of KEYS) {
    if (!on.some((page) => isPage(path, page))) continue;
    const hasNew = parts.some((part) => keyOf(part) === now);
    parts = parts.flatMap((part) => {
      if (keyOf(part) !== old) return part;
      // A link with both keys means the new one, which the page reads.
      return hasNew ? [] : now + part.slice(old.length);
    });
  }
  for (const { key, old, now, on } of VALUES)
    if (on.some((page) => isPage(path, page)))
      parts = parts.map((part) => (keyOf(part) === key ? part.replaceAll(old, now) : part));
  const query = parts.join("&");
  const address = query ? `${path}?${query}` : path;
  return address === pathname + (search === "?" ? "" : search) ? null : address;
}

const keyOf = (part: string) => part.split("=", 1)[0];

function isPage(path: string, page: string): boolean {
  const [names, wanted] = [path.split("/"), page.split("/")];
  return names.length === wanted.length && wanted.every((name, at) => name === "*" || name === names[at]);
}
