import { type Listing, type ListState, listLinks, toListing } from "@/app/_components/tables/listing";
import { toBounds } from "@/app/_components/tables/search-params";
import { sortIdsOf } from "@/server/network/lists/list";
import { SLASHING_COLUMNS } from "@/server/network/lists/slashings";
import type { RouterInputs } from "@/server/trpc/router";

export const SLASHING_LISTING = {
  search: "Search slashings by operator, AVS, reason or transaction",
  placeholder: "Operator, AVS, reason",
  sorts: sortIdsOf(SLASHING_COLUMNS),
  sort: "time",
  filters: [
    {
      name: "loss",
      by: "range",
      label: "Loss",
      unit: "USD",
      most: 1e15,
      presets: { "Over $1M": { min: 1e6 }, "Over $10M": { min: 1e7 } },
    },
    { name: "operator", by: "address", label: "Of operator" },
    { name: "avs", by: "address", label: "By AVS" },
    { name: "strategy", by: "address", label: "Of strategy" },
  ],
} as const satisfies Listing;
export type SlashingState = ListState<typeof SLASHING_LISTING>;

export const { load: loadSlashingParams, hrefWith } = listLinks("/slashings", SLASHING_LISTING);

/** Returns the procedure's input for the state of the page. */
export const toListInput = (state: SlashingState) =>
  ({
    ...toListing(state),
    operator: state.operator ?? undefined,
    avs: state.avs ?? undefined,
    strategy: state.strategy ?? undefined,
    lostUsd: toBounds(state.lossMin, state.lossMax),
  }) satisfies RouterInputs["analytics"]["slashing"]["list"];

export const isNarrowed = ({ q, operator, avs, strategy, lostUsd }: ReturnType<typeof toListInput>) =>
  [q, operator, avs, strategy, lostUsd].some((filter) => filter !== undefined);
