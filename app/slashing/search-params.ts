import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { addressParam, amountParam, pagingParams, toBounds, toPaging } from "@/app/_lib/search-params";
import type { RouterInputs } from "@/server/router";

const SORTS = ["time", "loss", "fraction", "operator", "avs"] as const;

/** The list's state as it stands in the URL: defaults are left out, and what makes no sense counts as absent. */
export const slashingParams = {
  q: parseAsString.withDefault(""),
  sort: parseAsStringLiteral(SORTS).withDefault("time"),
  ...pagingParams,
  lossMin: amountParam(1e15),
  lossMax: amountParam(1e15),
  operator: addressParam,
  avs: addressParam,
  asset: addressParam,
};
export type SlashingState = inferParserType<typeof slashingParams>;
export type SlashingSort = (typeof SORTS)[number];

export const loadSlashingParams = createLoader(slashingParams);
const serialize = createSerializer(slashingParams);

/** The link to the list as it is with some of its state changed; a change of what is listed begins at page 1. */
export const hrefWith = (state: SlashingState, change: Partial<SlashingState>) =>
  serialize("/slashing", { ...state, page: 1, ...change });

/** The strict question that the state asks. */
export const toListInput = (state: SlashingState) =>
  ({
    ...toPaging(state),
    q: state.q.slice(0, 100) || undefined,
    sort: state.sort,
    operator: state.operator ?? undefined,
    avs: state.avs ?? undefined,
    strategy: state.asset ?? undefined,
    lostUsd: toBounds(state.lossMin, state.lossMax),
  }) satisfies RouterInputs["analytics"]["slashing"]["list"];
