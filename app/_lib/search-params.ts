import { createParser, parseAsInteger, parseAsStringLiteral } from "nuqs/server";

/** A figure of 0 to `most` in a URL; anything else counts as absent. */
export const amountParam = (most: number) =>
  createParser({
    parse: (text) => (/^\d+(\.\d+)?$/.test(text) && Number(text) <= most ? Number(text) : null),
    serialize: String,
  });

/** An address in a URL, in any case. */
export const addressParam = createParser({
  parse: (text) => (/^0x[0-9a-f]{40}$/i.test(text) ? text.toLowerCase() : null),
  serialize: String,
});

const PAGE_SIZES = [25, 50, 100];

/** Which page of a list, and which way it is sorted. */
export const pagingParams = {
  dir: parseAsStringLiteral(["asc", "desc"]).withDefault("desc"),
  page: parseAsInteger.withDefault(1),
  rows: parseAsInteger.withDefault(50),
};

/** The strict paging that the state of a list asks for. */
export const toPaging = ({
  page,
  rows,
  dir,
}: {
  page: number;
  rows: number;
  dir: "asc" | "desc";
}): { page: number; perPage: number; dir: "asc" | "desc" } => ({
  page: Math.min(Math.max(page, 1), 100_000),
  perPage: PAGE_SIZES.includes(rows) ? rows : 50,
  dir,
});

/** Bounds typed the wrong way round are turned, not refused. */
export function toBounds(min: number | null, max: number | null, factor = 1) {
  if (min === null && max === null) return undefined;
  const [low, high] = min !== null && max !== null && min > max ? [max, min] : [min, max];
  return {
    min: low === null ? undefined : low * factor,
    max: high === null ? undefined : high * factor,
  };
}

/** "yes" and "no" of a URL as what a question asks. */
export const toBoolean = (said: "yes" | "no" | null) => (said === null ? undefined : said === "yes");
