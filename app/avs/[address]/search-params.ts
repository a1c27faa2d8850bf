import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsStringLiteral,
} from "nuqs/server";
import { RANGES } from "@/app/_components/charts/ranges";
import { pagingParams, partParam, toPaging } from "@/app/_components/tables/search-params";
import type { RouterInputs, RouterOutputs } from "@/server/trpc/router";

const SORTS = ["tvs", "name", "delegators", "since", "allocated", "commission"] as const;

/** The simulated slashing: how many per cent, and of which operator set; all of them when it is absent. */
export const lossParams = {
  slash: partParam.withDefault(10),
  set: parseAsInteger,
};

/** The page's state as it stands in the URL. */
const avsPageParams = {
  ...lossParams,
  range: parseAsStringLiteral(RANGES).withDefault("all"),
  sort: parseAsStringLiteral(SORTS),
  ...pagingParams,
  rows: pagingParams.rows.withDefault(25),
};
export type AvsPageState = inferParserType<typeof avsPageParams>;
export type OperatorSort = (typeof SORTS)[number];

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
    sort:
      state.sort === null || state.sort === "allocated" || state.sort === "commission" ? "tvs" : state.sort,
  }) satisfies RouterInputs["analytics"]["avs"]["operators"];

/** The page with this slashing supposed and nothing else. */
export const lossHref = (address: string, percent: number, setNumber: number | undefined) =>
  createSerializer(lossParams)(`/avs/${address}`, { slash: percent, set: setNumber });

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
