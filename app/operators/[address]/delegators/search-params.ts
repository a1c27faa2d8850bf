import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { RANGES } from "@/app/_lib/ranges";
import { addressParam, amountParam, pagingParams, toBounds, toPaging } from "@/app/_lib/search-params";
import type { RouterInputs } from "@/server/router";

type Input = RouterInputs["analytics"]["operators"]["delegators"]["list"];
const SORTS = ["value", "strategies", "since", "address"] as const satisfies readonly NonNullable<
  Input["sort"]
>[];

export const delegatorParams = {
  ...pagingParams,
  q: parseAsString.withDefault(""),
  usdMin: amountParam(1e15),
  usdMax: amountParam(1e15),
  asset: addressParam,
  sort: parseAsStringLiteral(SORTS).withDefault("value"),
  range: parseAsStringLiteral(RANGES).withDefault("1y"),
};
export type DelegatorState = inferParserType<typeof delegatorParams>;
export const loadDelegatorParams = createLoader(delegatorParams);
const serialize = createSerializer(delegatorParams);

/** A change of what is listed begins at page 1. */
export const delegatorsHref = (address: string, state: DelegatorState, change: Partial<DelegatorState>) =>
  serialize(`/operators/${address}/delegators`, { ...state, page: 1, ...change });

export function toDelegatorInput(address: string, state: DelegatorState) {
  const bounds = toBounds(state.usdMin, state.usdMax);
  return {
    address,
    q: state.q.trim().slice(0, 42) || undefined,
    minUsd: bounds?.min,
    maxUsd: bounds?.max,
    strategy: state.asset ?? undefined,
    sort: state.sort,
    ...toPaging(state),
  } satisfies Input;
}
