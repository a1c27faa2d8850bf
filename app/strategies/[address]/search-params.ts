import { createLoader, createSerializer, type inferParserType, parseAsStringLiteral } from "nuqs/server";
import { RANGES } from "@/app/_components/charts/ranges";
import { pagingParams, toPaging } from "@/app/_components/tables/search-params";
import { HOLDER_COLUMNS } from "@/server/network/figures/strategy";
import { freeSort, sortIdsOf } from "@/server/network/lists/list";
import type { RouterInputs } from "@/server/trpc/router";

/** The URL parameters of the page. */
const strategyPageParams = {
  range: parseAsStringLiteral(RANGES).withDefault("1y"),
  sort: parseAsStringLiteral(sortIdsOf(HOLDER_COLUMNS)).withDefault("value"),
  ...pagingParams,
  rows: pagingParams.rows.withDefault(25),
};
export type StrategyPageState = inferParserType<typeof strategyPageParams>;

export const loadStrategyPageParams = createLoader(strategyPageParams);
const serialize = createSerializer(strategyPageParams);

export const hrefWith = (address: string, state: StrategyPageState, change: Partial<StrategyPageState>) =>
  serialize(`/strategies/${address}`, { ...state, ...change });

/** Returns the input of the holders' list with all its columns. */
export const toHoldersInput = (address: string, state: StrategyPageState) =>
  ({
    address,
    ...toPaging(state),
    sort: state.sort,
  }) satisfies RouterInputs["analytics"]["strategies"]["holders"];

/** Returns the input of the free list, without the filters and orders that need a tier. */
export const toOperatorsInput = (address: string, state: StrategyPageState) =>
  ({
    address,
    ...toPaging(state),
    sort: freeSort(HOLDER_COLUMNS, state.sort, "value"),
  }) satisfies RouterInputs["analytics"]["strategies"]["operators"];
