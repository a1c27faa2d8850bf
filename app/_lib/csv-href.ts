import type { ListName } from "@/app/api/csv/[list]/lists";

/** Where a list is downloaded as its page shows it: `page` is the page's own link, `of` what the list is of. */
export function csvHref(list: ListName, page = "", of: Record<string, string> = {}): string {
  const query = new URLSearchParams(of);
  for (const [key, value] of new URLSearchParams(page.split("?")[1])) query.append(key, value);
  return query.size > 0 ? `/api/csv/${list}?${query}` : `/api/csv/${list}`;
}
