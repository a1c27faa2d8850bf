import { createParser, type inferParserType, parseAsStringLiteral } from "nuqs/server";

/** A figure of 0 to `most` in a URL; anything else counts as absent. */
export const amountParam = (most: number) =>
  createParser({
    parse: (text) => (/^\d+(\.\d+)?$/.test(text) && Number(text) <= most ? Number(text) : null),
    serialize: String,
  });

/** How much a slashing that is supposed takes, in per cent: of nothing it would be none. */
export const LEAST_PART = 0.01;
export const isPart = (percent: number) => percent >= LEAST_PART && percent <= 100;

/** Such a part in a URL; anything else counts as absent. */
export const partParam = createParser({
  parse: (text) => (isPart(Number(text)) ? Number(text) : null),
  serialize: String,
});

/** An address in a URL, in any case. */
export const addressParam = createParser({
  parse: (text) => (/^0x[0-9a-f]{40}$/i.test(text) ? text.toLowerCase() : null),
  serialize: String,
});

/** A page of a list: the last that a procedure takes where a URL goes beyond it. */
const pageParam = createParser({
  parse: (text) => (/^[1-9]\d*$/.test(text) ? Math.min(Number(text), 100_000) : null),
  serialize: String,
});

export const PAGE_SIZES = [25, 50, 100];

const rowsParam = createParser({
  parse: (text) => PAGE_SIZES.find((size) => String(size) === text) ?? null,
  serialize: String,
});

/** Which page of a list, and which way it is sorted. */
export const pagingParams = {
  dir: parseAsStringLiteral(["asc", "desc"]).withDefault("desc"),
  page: pageParam.withDefault(1),
  rows: rowsParam.withDefault(50),
};
type Paging = inferParserType<typeof pagingParams>;

/** The strict paging that the state of a list asks for. */
export const toPaging = ({ page, rows, dir }: Paging) => ({ page, perPage: rows, dir });

/** Bounds typed the wrong way round are turned, not refused. */
export function toBounds(min: number | null, max: number | null, factor = 1) {
  if (min === null && max === null) return undefined;
  const [low, high] = min !== null && max !== null && min > max ? [max, min] : [min, max];
  // 1.1 times 100 is 110, not 110.00000000000001.
  const times = (bound: number) => Math.round(bound * factor * 1e6) / 1e6;
  return {
    min: low === null ? undefined : times(low),
    max: high === null ? undefined : times(high),
  };
}

/** "yes" of a URL, and what stands there for no, as what a question asks. */
export const toBoolean = (said: "yes" | "no" | "never" | null) =>
  said === null ? undefined : said === "yes";
