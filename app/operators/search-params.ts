import {
  type Listing,
  type ListState,
  listLinks,
  TVS_PRESETS,
  toListing,
} from "@/app/_components/tables/listing";
import { toBoolean, toBounds } from "@/app/_components/tables/search-params";
import { freeSort, sortIdsOf } from "@/server/network/lists/list";
import { OPERATOR_COLUMNS } from "@/server/network/lists/operators";
import { VERDICT_LABEL } from "@/server/network/verdict/words";
import type { RouterInputs } from "@/server/trpc/router";

export const OPERATOR_LISTING = {
  search: "Search operators by name or address",
  placeholder: "Name or address",
  sorts: sortIdsOf(OPERATOR_COLUMNS),
  sort: "tvs",
  filters: [
    {
      name: "status",
      by: "status",
      options: {
        listed: "Active or with stake",
        staked: "With stake",
        active: "Active",
        inactive: "Inactive",
        all: "All",
      },
    },
    { name: "tvs", by: "range", label: "TVS", unit: "USD", most: 1e15, presets: TVS_PRESETS },
    {
      name: "delegators",
      by: "range",
      label: "Delegators",
      unit: "delegators",
      most: 1e9,
      presets: { "Over 10": { min: 10 }, "Over 100": { min: 100 }, "Over 1,000": { min: 1000 } },
    },
    {
      name: "avs",
      by: "range",
      label: "AVSs",
      unit: "AVSs",
      most: 1e6,
      presets: { "At least 1": { min: 1 }, "At least 5": { min: 5 }, "At least 10": { min: 10 } },
    },
    {
      name: "commission",
      by: "range",
      label: "PI split",
      unit: "%",
      most: 100,
      presets: { "Up to 5 %": { max: 5 }, "Up to 10 %": { max: 10 } },
    },
    { name: "avs", by: "address", label: "Secures" },
    { name: "strategy", by: "address", label: "Holds" },
    { name: "entity", by: "slug", label: "Belongs to" },
    {
      name: "slashed",
      by: "answer",
      label: "Slashed",
      options: { yes: ["Slashed", "Slashed at least once"], never: "Never slashed" },
    },
    {
      name: "permissioned",
      by: "answer",
      label: "Permission",
      options: {
        no: ["Open to all", "Open to every staker"],
        yes: ["Permissioned", "Asks an approver first"],
      },
    },
    { name: "verdict", by: "any", label: "Verdict", options: VERDICT_LABEL },
  ],
} as const satisfies Listing;
export type OperatorState = ListState<typeof OPERATOR_LISTING>;

export const { load: loadOperatorParams, hrefWith } = listLinks("/operators", OPERATOR_LISTING);

/**
 * Returns the screener's input for the state of the page, with the order by score, which only the screener
 * has.
 */
export const toScreenerInput = (state: OperatorState) =>
  ({
    ...toListing(state),
    status: state.status,
    tvsUsd: toBounds(state.tvsMin, state.tvsMax),
    delegatorCount: toBounds(state.delegatorsMin, state.delegatorsMax),
    avsCount: toBounds(state.avsMin, state.avsMax),
    commissionBps: toBounds(state.commissionMin, state.commissionMax, 100),
    slashed: toBoolean(state.slashed),
    permissioned: toBoolean(state.permissioned),
    strategy: state.strategy ?? undefined,
    avs: state.avs ?? undefined,
    entity: state.entity ?? undefined,
    verdicts: state.verdict.length > 0 ? state.verdict : undefined,
  }) satisfies RouterInputs["analytics"]["operators"]["screener"];

/** Returns the list's input for viewers without the screener: the filters that need it are left out. */
export function toListInput(state: OperatorState) {
  const { sort, ...input } = toScreenerInput(state);
  return {
    ...input,
    sort: freeSort(OPERATOR_COLUMNS, sort, "tvs"),
  } satisfies RouterInputs["analytics"]["operators"]["list"];
}
