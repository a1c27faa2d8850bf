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
  "operators",
  "name",
  "change",
  "allocated",
  "tvs",
  "sets",
  "delegators",
  "commission",
  "slashings",
] as const;

/** The list's state as it stands in the URL: defaults are left out, and what makes no sense counts as absent. */
export const avsParams = {
  q: parseAsString.withDefault(""),
  status: parseAsStringLiteral(["active", "all"]).withDefault("active"),
  sort: parseAsStringLiteral(SORTS).withDefault("operators"),
  ...pagingParams,
  operatorsMin: amountParam(1e6),
  operatorsMax: amountParam(1e6),
  allocatedMin: amountParam(1e15),
  allocatedMax: amountParam(1e15),
  canSlash: parseAsStringLiteral(["yes", "no"]),
  slashed: parseAsStringLiteral(["yes", "no"]),
  operator: addressParam,
};
export type AvsState = inferParserType<typeof avsParams>;
export type AvsSort = (typeof SORTS)[number];

export const loadAvsParams = createLoader(avsParams);
const serialize = createSerializer(avsParams);

/** The link to the list as it is with some of its state changed; a change of what is listed begins at page 1. */
export const hrefWith = (state: AvsState, change: Partial<AvsState>) =>
  serialize("/avs", { ...state, page: 1, ...change });

/** The strict question that the state asks. */
export const toListInput = (state: AvsState) =>
  ({
    ...toPaging(state),
    q: state.q.slice(0, 100) || undefined,
    status: state.status,
    sort: state.sort,
    operatorCount: toBounds(state.operatorsMin, state.operatorsMax),
    allocatedUsd: toBounds(state.allocatedMin, state.allocatedMax),
    canSlash: toBoolean(state.canSlash),
    slashed: toBoolean(state.slashed),
    operator: state.operator ?? undefined,
  }) satisfies RouterInputs["analytics"]["avs"]["list"];
