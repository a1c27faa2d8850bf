import { createLoader, createSerializer, type inferParserType, parseAsStringLiteral } from "nuqs/server";
import { RANGES } from "@/app/_components/charts/ranges";
import { pagingParams, toPaging } from "@/app/_components/tables/search-params";
import { AVS_OPERATOR_COLUMNS } from "@/server/network/figures/avs";
import { freeSort, sortIdsOf } from "@/server/network/lists/list";
import type { RouterInputs, RouterOutputs } from "@/server/trpc/router";
import { supposedLossParams } from "./supposed-loss-params";

/** The page's state as it stands in the URL. */
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

/** The strict question of the operators with what each allocates. */
export const toAllocatorsInput = (address: string, state: AvsPageState) =>
  ({
    address,
    ...toPaging(state),
    sort: state.sort ?? "allocated",
  }) satisfies RouterInputs["analytics"]["avs"]["allocators"];

/** Returns the question for visitors: it asks for no paid figures. */
export const toOperatorsInput = (address: string, state: AvsPageState) =>
  ({
    address,
    ...toPaging(state),
    sort: freeSort(AVS_OPERATOR_COLUMNS, state.sort ?? "tvs", "tvs"),
  }) satisfies RouterInputs["analytics"]["avs"]["operators"];

/** The page with this slashing supposed and nothing else. */
export const lossHref = (address: string, percent: number, setNumber: number | undefined) =>
  createSerializer(supposedLossParams)(`/avs/${address}`, { slash: percent, set: setNumber });

/** The operator sets that something is allocated to. */
export const setNumbersOf = (sets: RouterOutputs["analytics"]["avs"]["sets"]) =>
  sets.filter((set) => (set.operatorCount ?? 0) > 0).map((set) => set.setNumber);

/** The slashing that the page supposes; a set that the AVS does not have counts as absent. */
export const toLossInput = (address: string, state: AvsPageState, setNumbers: number[]) =>
  ({
    address,
    setNumber: state.set !== null && setNumbers.includes(state.set) ? state.set : undefined,
    fraction: state.slash / 100,
  }) satisfies RouterInputs["analytics"]["avs"]["loss"];
