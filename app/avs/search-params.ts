import { type Listing, type ListState, listLinks, toListing } from "@/app/_components/tables/listing";
import { toBoolean, toBounds } from "@/app/_components/tables/search-params";
import { AVS_COLUMNS } from "@/server/network/lists/avs";
import { sortIdsOf } from "@/server/network/lists/list";
import type { RouterInputs } from "@/server/trpc/router";

export const AVS_LISTING = {
  search: "Search AVSs by name or address",
  placeholder: "Name or address",
  sorts: sortIdsOf(AVS_COLUMNS),
  sort: "operators",
  filters: [
    { name: "status", by: "status", options: { active: "In use", all: "All" } },
    {
      name: "operators",
      by: "range",
      label: "Operators",
      unit: "operators",
      most: 1e6,
      presets: { "At least 5": { min: 5 }, "At least 20": { min: 20 }, "At least 50": { min: 50 } },
    },
    {
      name: "allocated",
      by: "range",
      label: "Allocated",
      unit: "USD",
      most: 1e15,
      presets: { "Over $100K": { min: 1e5 }, "Over $1M": { min: 1e6 } },
    },
    {
      name: "canSlash",
      by: "answer",
      label: "Can slash",
      options: { yes: "Can or may slash", no: "Can slash nothing" },
    },
    { name: "slashed", by: "answer", label: "Slashed", options: { yes: "Has slashed", no: "Never slashed" } },
    { name: "operator", by: "address", label: "Secured by" },
  ],
} as const satisfies Listing;
export type AvsState = ListState<typeof AVS_LISTING>;

export const { load: loadAvsParams, hrefWith } = listLinks("/avs", AVS_LISTING);

/** Returns the procedure's input for the state of the page. */
export const toListInput = (state: AvsState) =>
  ({
    ...toListing(state),
    status: state.status,
    operatorCount: toBounds(state.operatorsMin, state.operatorsMax),
    allocatedUsd: toBounds(state.allocatedMin, state.allocatedMax),
    canSlash: toBoolean(state.canSlash),
    slashed: toBoolean(state.slashed),
    operator: state.operator ?? undefined,
  }) satisfies RouterInputs["analytics"]["avs"]["list"];
