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

/** A change of what is listed begins at page 1. */
export const avsHref = (address: string, state: AvsState, change: Partial<AvsState>) =>
  serialize(`/operators/${address}/avs`, { ...state, page: 1, ...change });

/** The question for those who may see the paid figures. */
export const toDetailInput = (address: string, state: AvsState) =>
  ({
    address,
    status: state.status,
    ...toPaging(state),
    sort: state.sort ?? "allocated",
  }) satisfies Inputs["detail"];

/** The question for everybody else: it asks for no paid figures. */
export const toAvsInput = (address: string, state: AvsState) =>
  ({
    ...toDetailInput(address, state),
    sort: freeSort(OPERATOR_AVS_COLUMNS, state.sort ?? "since", "since"),
  }) satisfies Inputs["list"];
