import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import {
  addressParam,
  amountParam,
  pagingParams,
  toBoolean,
  toBounds,
  toPaging,
} from "@/app/_lib/search-params";
import type { RouterInputs } from "@/server/router";

const SORTS = [
  "tvs",
  "symbol",
  "change",
  "price",
  "rate",
  "operators",
  "delegators",
  "allocated",
  "avs",
] as const;

/** The list's state as it stands in the URL: defaults are left out, and what makes no sense counts as absent. */
export const strategyParams = {
  q: parseAsString.withDefault(""),
  status: parseAsStringLiteral(["held", "all"]).withDefault("held"),
  sort: parseAsStringLiteral(SORTS).withDefault("tvs"),
  ...pagingParams,
  tvsMin: amountParam(1e15),
  tvsMax: amountParam(1e15),
  operatorsMin: amountParam(1e6),
  operatorsMax: amountParam(1e6),
  allocated: parseAsStringLiteral(["yes", "no"]),
  operator: addressParam,
};
export type StrategyState = inferParserType<typeof strategyParams>;
export type StrategySort = (typeof SORTS)[number];

export const loadStrategyParams = createLoader(strategyParams);
const serialize = createSerializer(strategyParams);

/** The link to the list as it is with some of its state changed; a change of what is listed begins at page 1. */
export const hrefWith = (state: StrategyState, change: Partial<StrategyState>) =>
  serialize("/strategies", { ...state, page: 1, ...change });

/** The strict question that the state asks. */
export const toListInput = (state: StrategyState) =>
  ({
    ...toPaging(state),
    q: state.q.slice(0, 100) || undefined,
    status: state.status,
    sort: state.sort,
    tvsUsd: toBounds(state.tvsMin, state.tvsMax),
    operatorCount: toBounds(state.operatorsMin, state.operatorsMax),
    isAllocated: toBoolean(state.allocated),
    operator: state.operator ?? undefined,
  }) satisfies RouterInputs["analytics"]["strategies"]["list"];
