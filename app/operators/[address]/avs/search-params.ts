import { createLoader, createSerializer, type inferParserType, parseAsStringLiteral } from "nuqs/server";
import { pagingParams, toPaging } from "@/app/_components/tables/search-params";
import { sortIdsOf } from "@/server/network/lists/list";
import { OPERATOR_AVS_COLUMNS } from "@/server/network/lists/operator-avs";
import type { RouterInputs } from "@/server/trpc/router";

type Input = RouterInputs["analytics"]["operators"]["avs"]["list"];
export const AVS_STATUSES = ["active", "past", "all"] as const;

const params = {
  ...pagingParams,
  status: parseAsStringLiteral(AVS_STATUSES).withDefault("active"),
  sort: parseAsStringLiteral(sortIdsOf(OPERATOR_AVS_COLUMNS)).withDefault("allocated"),
};
export type AvsState = inferParserType<typeof params>;
export const loadAvsParams = createLoader(params);
const serialize = createSerializer(params);

/** A change of what is listed begins at page 1. */
export const avsHref = (address: string, state: AvsState, change: Partial<AvsState>) =>
  serialize(`/operators/${address}/avs`, { ...state, page: 1, ...change });

export const toAvsInput = (address: string, state: AvsState) =>
  ({ address, status: state.status, sort: state.sort, ...toPaging(state) }) satisfies Input;
