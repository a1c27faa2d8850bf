import { createLoader, createSerializer, type inferParserType, parseAsStringLiteral } from "nuqs/server";
import { pagingParams, toPaging } from "@/app/_components/tables/search-params";
import { freeSort, sortIdsOf } from "@/server/network/lists/list";
import { OPERATOR_AVS_COLUMNS } from "@/server/network/lists/operator-avs";
import type { RouterInputs } from "@/server/trpc/router";

type Inputs = RouterInputs["analytics"]["operators"]["avs"];
export const AVS_STATUSES = ["active", "past", "all"] as const;

const params = {
  ...pagingParams,
  status: parseAsStringLiteral(AVS_STATUSES).withDefault("active"),
  sort: parseAsStringLiteral(sortIdsOf(OPERATOR_AVS_COLUMNS)),
};
export type AvsState = inferParserType<typeof params>;
export const loadAvsParams = createLoader(params);
const serialize = createSerializer(params);

/** Returns the link to the AVS tab with a changed state, which starts at page 1. */
export const avsHref = (address: string, state: AvsState, change: Partial<AvsState>) =>
  serialize(`/operators/${address}/avs`, { ...state, page: 1, ...change });

/** Returns the input of the AVS list with paid figures. */
export const toDetailInput = (address: string, state: AvsState) =>
  ({
    address,
    status: state.status,
    ...toPaging(state),
    sort: state.sort ?? "allocated",
  }) satisfies Inputs["detail"];

/** Returns the input of the AVS list without paid figures. */
export const toAvsInput = (address: string, state: AvsState) =>
  ({
    ...toDetailInput(address, state),
    sort: freeSort(OPERATOR_AVS_COLUMNS, state.sort ?? "since", "since"),
  }) satisfies Inputs["list"];
