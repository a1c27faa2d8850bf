import type { ListName } from "@/app/api/csv/[list]/sources";

/**
 * Returns the URL that downloads a list as its page shows it. `page` is the page's link, `of` the subject of the
 * list.
 */
export function csvHref(list: ListName, page = "", of: Record<string, string> = {}): string {
  const query = new URLSearchParams(of);
  for (const [key, value] of new URLSearchParams(page.split("?")[1])) query.append(key, value);
  return query.size > 0 ? `/api/csv/${list}?${query}` : `/api/csv/${list}`;
}
