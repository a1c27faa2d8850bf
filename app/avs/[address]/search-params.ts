import { createLoader, createSerializer, type inferParserType, parseAsStringLiteral } from "nuqs/server";
import { RANGES } from "@/app/_components/charts/ranges";
import { pagingParams, toPaging } from "@/app/_components/tables/search-params";
import { AVS_OPERATOR_COLUMNS } from "@/server/network/figures/avs";
import { freeSort, sortIdsOf } from "@/server/network/lists/list";
import type { RouterInputs, RouterOutputs } from "@/server/trpc/router";
import { supposedLossParams } from "./supposed-loss-params";

/** The URL parameters of an AVS's page. */
const avsPageParams = {
  ...supposedLossParams,
  range: parseAsStringLiteral(RANGES).withDefault("all"),
  sort: parseAsStringLiteral(sortIdsOf(AVS_OPERATOR_COLUMNS)),
  ...pagingParams,
  rows: pagingParams.rows.withDefault(25),
};
export type AvsPageState = inferParserType<typeof avsPageParams>;

export const loadAvsPageParams = createLoader(avsPageParams);
const serialize = createSerializer(avsPageParams);

export const hrefWith = (address: string, state: AvsPageState, change: Partial<AvsPageState>) =>
  serialize(`/avs/${address}`, { ...state, ...change });

/** Returns the input of the operators' list with their allocations. */
export const toAllocatorsInput = (address: string, state: AvsPageState) =>
  ({
    address,
    ...toPaging(state),
    sort: state.sort ?? "allocated",
  }) satisfies RouterInputs["analytics"]["avs"]["allocators"];

/** Returns the input of the operators' list without paid figures. */
export const toOperatorsInput = (address: string, state: AvsPageState) =>
  ({
    address,
    ...toPaging(state),
    sort: freeSort(AVS_OPERATOR_COLUMNS, state.sort ?? "tvs", "tvs"),
  }) satisfies RouterInputs["analytics"]["avs"]["operators"];

/** Returns the link to an AVS's page with this supposed slashing. */
export const lossHref = (address: string, percent: number, setNumber: number | undefined) =>
  createSerializer(supposedLossParams)(`/avs/${address}`, { slash: percent, set: setNumber });

/** Returns the numbers of the operator sets that have an allocation. */
export const setNumbersOf = (sets: RouterOutputs["analytics"]["avs"]["sets"]) =>
  sets.filter((set) => (set.operatorCount ?? 0) > 0).map((set) => set.setNumber);

/** Returns the slashing that the page supposes. A set that the AVS does not have counts as absent. */
export const toLossInput = (address: string, state: AvsPageState, setNumbers: number[]) =>
  ({
    address,
    setNumber: state.set !== null && setNumbers.includes(state.set) ? state.set : undefined,
    fraction: state.slash / 100,
  }) satisfies RouterInputs["analytics"]["avs"]["loss"];
