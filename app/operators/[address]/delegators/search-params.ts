import { createLoader, createSerializer, type inferParserType, parseAsStringLiteral } from "nuqs/server";
import { RANGES } from "@/app/_components/charts/ranges";
import { type Listing, listParams, toListing } from "@/app/_components/tables/listing";
import { toBounds } from "@/app/_components/tables/search-params";
import { DELEGATOR_COLUMNS } from "@/server/network/lists/delegators";
import { sortIdsOf } from "@/server/network/lists/list";
import type { RouterInputs } from "@/server/trpc/router";

export const DELEGATOR_LISTING = {
  search: "Search delegators by address",
  placeholder: "Address or part of it",
  sorts: sortIdsOf(DELEGATOR_COLUMNS),
  sort: "value",
  filters: [
    {
      name: "usd",
      by: "range",
      label: "Value",
      unit: "USD",
      most: 1e15,
      presets: { "Over $1K": { min: 1e3 }, "Over $100K": { min: 1e5 }, "Over $1M": { min: 1e6 } },
    },
    { name: "strategy", by: "address", label: "Has stake in" },
  ],
} as const satisfies Listing;

const params = {
  ...listParams(DELEGATOR_LISTING),
  range: parseAsStringLiteral(RANGES).withDefault("1y"),
};
export type DelegatorState = inferParserType<typeof params>;
export const loadDelegatorParams = createLoader(params);
const serialize = createSerializer(params);

/** Returns the link to the delegators tab with a changed state, which starts at page 1. */
export const delegatorsHref = (address: string, state: DelegatorState, change: Partial<DelegatorState>) =>
  serialize(`/operators/${address}/delegators`, { ...state, page: 1, ...change });

export function toDelegatorInput(address: string, state: DelegatorState) {
  const bounds = toBounds(state.usdMin, state.usdMax);
  return {
    address,
    ...toListing(state),
    q: state.q.trim().slice(0, 42) || undefined,
    minUsd: bounds?.min,
    maxUsd: bounds?.max,
    strategy: state.strategy ?? undefined,
  } satisfies RouterInputs["analytics"]["operators"]["delegators"]["list"];
}
