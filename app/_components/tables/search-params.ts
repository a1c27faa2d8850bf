import { createParser, type inferParserType, parseAsStringLiteral } from "nuqs/server";

/** Returns the parser of a number of 0 to `most`; anything else counts as absent. */
export const amountParam = (most: number) =>
  createParser({
    parse: (text) => (/^\d+(\.\d+)?$/.test(text) && Number(text) <= most ? Number(text) : null),
    serialize: String,
  });

/** The smallest slashing that can be simulated, in per cent. */
export const LEAST_PART = 0.01;
export const isPart = (percent: number) => percent >= LEAST_PART && percent <= 100;

/** Parses the part that a simulated slashing takes, in per cent; anything else counts as absent. */
export const partParam = createParser({
  parse: (text) => (isPart(Number(text)) ? Number(text) : null),
  serialize: String,
});

/** Parses an address in any case. */
export const addressParam = createParser({
  parse: (text) => (/^0x[0-9a-f]{40}$/i.test(text) ? text.toLowerCase() : null),
  serialize: String,
});

/** Parses the slug of an entity. */
export const slugParam = createParser({
  parse: (text) => (/^[a-z0-9-]{1,60}$/.test(text) ? text : null),
  serialize: String,
});

/** Parses a page number; one beyond the last that a procedure accepts becomes that last one. */
const pageParam = createParser({
  parse: (text) => (/^[1-9]\d*$/.test(text) ? Math.min(Number(text), 100_000) : null),
  serialize: String,
});

export const PAGE_SIZES = [25, 50, 100];

const rowsParam = createParser({
  parse: (text) => PAGE_SIZES.find((size) => String(size) === text) ?? null,
  serialize: String,
});

/** The page of a list, its size and its direction. */
export const pagingParams = {
  dir: parseAsStringLiteral(["asc", "desc"]).withDefault("desc"),
  page: pageParam.withDefault(1),
  rows: rowsParam.withDefault(50),
};
type Paging = inferParserType<typeof pagingParams>;

/** Returns the input of a procedure for the page of a list. */
export const toPaging = ({ page, rows, dir }: Paging) => ({ page, perPage: rows, dir });

/** Returns the bounds times `factor`, in the right order even if typed the wrong way round. */
export function toBounds(min: number | null, max: number | null, factor = 1) {
  if (min === null && max === null) return undefined;
  const [low, high] = min !== null && max !== null && min > max ? [max, min] : [min, max];
  // Rounds, so that 1.1 times 100 is 110 and not 110.00000000000001.
  const times = (bound: number) => Math.round(bound * factor * 1e6) / 1e6;
  return {
    min: low === null ? undefined : times(low),
    max: high === null ? undefined : times(high),
  };
}

/** Returns whether a filter's answer in the URL means yes; undefined without one. */
export const toBoolean = (said: "yes" | "no" | "never" | null) =>
  said === null ? undefined : said === "yes";
