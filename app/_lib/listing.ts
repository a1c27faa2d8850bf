import {
  createLoader,
  createSerializer,
  type inferParserType,
  type ParserMap,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { addressParam, amountParam, pagingParams, toPaging } from "./search-params";

type Options = Readonly<Record<string, string>>;
type Bounds = { min?: number; max?: number };

/** One way to narrow a list, by what a person gives. `name` is its parameter in the URL. */
export type Filter = Readonly<{ name: string }> &
  Readonly<
    /** Two figures of 0 to `most`, either of them optional: the parameters `…Min` and `…Max`. */
    | { by: "range"; label: string; unit: string; most: number; presets: Readonly<Record<string, Bounds>> }
    /** One that always holds, the first where none is asked for. */
    | { by: "status"; options: Options }
    /** One answer or none, as the chip says it when it is on, and as it is offered where that differs. */
    | { by: "answer"; label: string; options: Readonly<Record<string, string | readonly [string, string]>> }
    /** Any of a few. */
    | { by: "any"; label: string; options: Options }
    /** Picked where the page knows which there are, else brought along by a link. */
    | { by: "address"; label: string }
  >;

export type FilterBy<By extends Filter["by"]> = Extract<Filter, { by: By }>;

/** A list in words: all that narrows and sorts it, in plain data that a page can hand to the browser. */
export type Listing = Readonly<{
  /** What the search looks through, for screen readers. */
  search: string;
  placeholder: string;
  /** The first holds where none is asked for. */
  sorts: readonly [string, ...string[]];
  filters: readonly Filter[];
}>;

/** For a value that is secured. */
export const TVS_PRESETS = {
  "Over $1M": { min: 1e6 },
  "Over $10M": { min: 1e7 },
  "Over $100M": { min: 1e8 },
};

const keysOf = <Key extends string>(options: Readonly<Record<Key, unknown>>) =>
  Object.keys(options) as [Key, ...Key[]];
export const answerParam = <Key extends string>(options: Readonly<Record<Key, unknown>>) =>
  parseAsStringLiteral(keysOf(options));
export const statusParam = <Key extends string>(options: Readonly<Record<Key, unknown>>) =>
  answerParam(options).withDefault(keysOf(options)[0]);
export const anyParam = <Key extends string>(options: Readonly<Record<Key, unknown>>) =>
  parseAsArrayOf(answerParam(options)).withDefault([]);

type KeyOf<F> = F extends { options: Readonly<Record<infer Key extends string, unknown>> } ? Key : never;
type ParamOf<F extends Filter> = F extends { by: "range" }
  ? ReturnType<typeof amountParam>
  : F extends { by: "answer" }
    ? ReturnType<typeof answerParam<KeyOf<F>>>
    : F extends { by: "status" }
      ? ReturnType<typeof statusParam<KeyOf<F>>>
      : F extends { by: "any" }
        ? ReturnType<typeof anyParam<KeyOf<F>>>
        : typeof addressParam;
type FilterParams<Filters extends readonly Filter[]> = {
  [F in Filters[number] as F extends { by: "range" }
    ? `${F["name"]}Min` | `${F["name"]}Max`
    : F["name"]]: ParamOf<F>;
};

function paramsOf(filter: Filter): ParserMap {
  const { name } = filter;
  switch (filter.by) {
    case "range":
      return { [`${name}Min`]: amountParam(filter.most), [`${name}Max`]: amountParam(filter.most) };
    case "answer":
      return { [name]: answerParam(filter.options) };
    case "status":
      return { [name]: statusParam(filter.options) };
    case "any":
      return { [name]: anyParam(filter.options) };
    case "address":
      return { [name]: addressParam };
  }
}

/** The parameters that narrow a list, as they stand in its URL. */
export const filterParams = <const Filters extends readonly Filter[]>(filters: Filters) =>
  Object.assign({}, ...filters.map(paramsOf)) as FilterParams<Filters>;

const arrangement = <Sort extends string>(sorts: readonly [Sort, ...Sort[]]) => ({
  q: parseAsString.withDefault(""),
  sort: parseAsStringLiteral(sorts).withDefault(sorts[0]),
  ...pagingParams,
});
type ListParams<L extends Listing> = ReturnType<typeof arrangement<L["sorts"][number]>> &
  FilterParams<L["filters"]>;

/** The whole state of a list as it stands in its URL: defaults are left out, and what makes no sense counts as absent. */
export const listParams = <const L extends Listing>({ sorts, filters }: L): ListParams<L> => ({
  ...arrangement<L["sorts"][number]>(sorts),
  ...filterParams<L["filters"]>(filters),
});
export type ListState<L extends Listing> = {
  [Name in keyof ListParams<L>]: inferParserType<ListParams<L>[Name]>;
};

/** How a list's state is read from the URL of its page, and written into links to it: a change of it begins at page 1. */
export function listLinks<const L extends Listing>(path: string, listing: L) {
  const params = listParams(listing);
  const serialize = createSerializer<ParserMap>(params);
  return {
    load: createLoader(params),
    hrefWith: (state: ListState<L>, change: Partial<ListState<L>>) =>
      serialize(path, { ...state, page: 1, ...change }),
  };
}

/** What narrows a list now: a search, filters, both or nothing. */
export type Narrowing = { search: boolean; filters: boolean };
export const narrowingOf = ({ filters }: Listing, state: { q: string }): Narrowing => ({
  search: state.q !== "",
  filters: createSerializer<ParserMap>(filterParams(filters))(state) !== "",
});

/** What every list is asked for, whatever narrows it. */
export const toListing = <Sort extends string>(
  state: Parameters<typeof toPaging>[0] & { q: string; sort: Sort },
) => ({ ...toPaging(state), q: state.q.slice(0, 100) || undefined, sort: state.sort });
