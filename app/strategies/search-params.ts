import {
  type Listing,
  type ListState,
  listLinks,
  TVS_PRESETS,
  toListing,
} from "@/app/_components/tables/listing";
import { toBoolean, toBounds } from "@/app/_components/tables/search-params";
import { sortIdsOf } from "@/server/network/lists/list";
import { STRATEGY_COLUMNS } from "@/server/network/lists/strategies";
import type { RouterInputs } from "@/server/trpc/router";

export const STRATEGY_LISTING = {
  search: "Search strategies by symbol, name or address",
  placeholder: "Symbol, name, address",
  sorts: sortIdsOf(STRATEGY_COLUMNS),
  sort: "tvs",
  filters: [
    { name: "status", by: "status", options: { held: "Held", all: "All" } },
    { name: "tvs", by: "range", label: "TVS", unit: "USD", most: 1e15, presets: TVS_PRESETS },
    {
      name: "operators",
      by: "range",
      label: "Operators",
      unit: "operators",
      most: 1e6,
      presets: { "At least 10": { min: 10 }, "At least 100": { min: 100 } },
    },
    {
      name: "allocated",
      by: "answer",
      label: "At stake",
      options: { yes: "Allocated to AVSs", no: "Not allocated" },
    },
    { name: "operator", by: "address", label: "Held by" },
  ],
} as const satisfies Listing;
export type StrategyState = ListState<typeof STRATEGY_LISTING>;

export const { load: loadStrategyParams, hrefWith } = listLinks("/strategies", STRATEGY_LISTING);

/** Returns the procedure's input for the state of the page. */
export const toListInput = (state: StrategyState) =>
  ({
    ...toListing(state),
    status: state.status,
    tvsUsd: toBounds(state.tvsMin, state.tvsMax),
    operatorCount: toBounds(state.operatorsMin, state.operatorsMax),
    isAllocated: toBoolean(state.allocated),
    operator: state.operator ?? undefined,
  }) satisfies RouterInputs["analytics"]["strategies"]["list"];
