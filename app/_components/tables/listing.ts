import {
  createLoader,
  createSerializer,
  type inferParserType,
  type ParserMap,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { addressParam, amountParam, pagingParams, slugParam, toPaging } from "./search-params";

type Options = Readonly<Record<string, string>>;
type Bounds = { min?: number; max?: number };

/** One filter of a list. `name` is its parameter in the URL. */
export type Filter = Readonly<{ name: string }> &
  Readonly<
    /** A minimum and a maximum of 0 to `most`, both optional: the parameters `…Min` and `…Max`. */
    | { by: "range"; label: string; unit: string; most: number; presets: Readonly<Record<string, Bounds>> }
    /** A choice that always has a value; the first option is the default. */
    | { by: "status"; options: Options }
    /** One option or none. An option is its text on the chip, or a pair of that and its text in the panel. */
    | { by: "answer"; label: string; options: Readonly<Record<string, string | readonly [string, string]>> }
    /** Any number of a few options. */
    | { by: "any"; label: string; options: Options }
    /** An address, picked where the page knows the options, else given by a link. */
    | { by: "address"; label: string }
    /** A slug, picked from the options that the page knows. */
    | { by: "slug"; label: string }
  >;

export type FilterBy<By extends Filter["by"]> = Extract<Filter, { by: By }>;

/** The search, orders and filters of a list, as plain data that a page can send to the browser. */
export type Listing = Readonly<{
  /** The fields that the search covers, for screen readers. */
  search: string;
  placeholder: string;
  sorts: readonly [string, ...string[]];
  /** The default order. */
  sort: string;
  filters: readonly Filter[];
}>;

/** Presets for a total value secured. */
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
        : F extends { by: "slug" }
          ? typeof slugParam
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
    case "slug":
      return { [name]: slugParam };
  }
}

/** Returns the URL parameters of the filters. */
export const filterParams = <const Filters extends readonly Filter[]>(filters: Filters) =>
  Object.assign({}, ...filters.map(paramsOf)) as FilterParams<Filters>;

const arrangement = <Sort extends string>(sorts: readonly [Sort, ...Sort[]], first: Sort) => ({
  q: parseAsString.withDefault(""),
  sort: parseAsStringLiteral(sorts).withDefault(first),
  ...pagingParams,
});
type ListParams<L extends Listing> = ReturnType<typeof arrangement<L["sorts"][number]>> &
  FilterParams<L["filters"]>;

/** Returns all URL parameters of a list. Defaults are left out, and invalid values count as absent. */
export const listParams = <const L extends Listing>({ sorts, sort, filters }: L): ListParams<L> => ({
  ...arrangement<L["sorts"][number]>(sorts, sort),
  ...filterParams<L["filters"]>(filters),
});
export type ListState<L extends Listing> = {
  [Name in keyof ListParams<L>]: inferParserType<ListParams<L>[Name]>;
};

/**
 * Returns how to read a list's state from its page's URL and how to write links to it. A changed state goes to
 * page 1.
 */
export function listLinks<const L extends Listing>(path: string, listing: L) {
  const params = listParams(listing);
  const serialize = createSerializer<ParserMap>(params);
  return {
    load: createLoader(params),
    hrefWith: (state: ListState<L>, change: Partial<ListState<L>>) =>
      serialize(path, { ...state, page: 1, ...change }),
  };
}

/** Whether a search or a filter is active. */
export type Narrowing = { search: boolean; filters: boolean };
export const narrowingOf = ({ filters }: Listing, state: { q: string }): Narrowing => ({
  search: state.q !== "",
  filters: createSerializer<ParserMap>(filterParams(filters))(state) !== "",
});

/** Returns the input that every list procedure takes: page, order and search. */
export const toListing = <Sort extends string>(
  state: Parameters<typeof toPaging>[0] & { q: string; sort: Sort },
) => ({ ...toPaging(state), q: state.q.slice(0, 100) || undefined, sort: state.sort });
