import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { addressParam, amountParam, pagingParams, toBounds, toPaging } from "@/app/_lib/search-params";
import type { RouterInputs } from "@/server/router";

const SORTS = [
  "tvs",
  "name",
  "status",
  "change",
  "delegators",
  "avs",
  "commission",
  "utilization",
  "risk",
  "days",
  "slashings",
  "score",
] as const;
const LEVELS = ["LOW", "MEDIUM", "HIGH", "CRITICAL"] as const;

/** The list's state as it stands in the URL: defaults are left out, and what makes no sense counts as absent. */
export const operatorParams = {
  q: parseAsString.withDefault(""),
  status: parseAsStringLiteral(["active", "inactive", "all"]).withDefault("active"),
  sort: parseAsStringLiteral(SORTS).withDefault("tvs"),
  ...pagingParams,
  tvsMin: amountParam(1e15),
  tvsMax: amountParam(1e15),
  delegatorsMin: amountParam(1e9),
  delegatorsMax: amountParam(1e9),
  avsMin: amountParam(1e6),
  avsMax: amountParam(1e6),
  /** Per cent, as people say it. */
  commissionMin: amountParam(100),
  commissionMax: amountParam(100),
  slashed: parseAsStringLiteral(["yes", "never"]),
  permissioned: parseAsStringLiteral(["yes", "no"]),
  asset: addressParam,
  avs: addressParam,
  risk: parseAsArrayOf(parseAsStringLiteral(LEVELS)).withDefault([]),
};
export type OperatorState = inferParserType<typeof operatorParams>;
export type OperatorSort = (typeof SORTS)[number];

export const loadOperatorParams = createLoader(operatorParams);
const operatorsHref = createSerializer(operatorParams);

/** The link to the list as it is with some of its state changed; a change of what is listed begins at page 1. */
export const hrefWith = (state: OperatorState, change: Partial<OperatorState>) =>
  operatorsHref("/operators", { ...state, page: 1, ...change });

/** The strict question that the state asks. The score and risk levels belong to the screener only. */
export function toScreenerInput(state: OperatorState) {
  return {
    q: state.q.slice(0, 100) || undefined,
    status: state.status,
    sort: state.sort,
    ...toPaging(state),
    tvsUsd: toBounds(state.tvsMin, state.tvsMax),
    delegatorCount: toBounds(state.delegatorsMin, state.delegatorsMax),
    avsCount: toBounds(state.avsMin, state.avsMax),
    commissionBps: toBounds(state.commissionMin, state.commissionMax, 100),
    slashed: state.slashed === null ? undefined : state.slashed === "yes",
    permissioned: state.permissioned === null ? undefined : state.permissioned === "yes",
    strategy: state.asset ?? undefined,
    avs: state.avs ?? undefined,
    riskLevels: state.risk.length > 0 ? state.risk : undefined,
  } satisfies RouterInputs["analytics"]["operators"]["screener"];
}

/** The same for those who may not use the screener: what is priced is left out, not asked. */
export function toListInput(state: OperatorState) {
  const { riskLevels: _, sort, ...input } = toScreenerInput(state);
  return {
    ...input,
    sort: sort === "score" ? "tvs" : sort,
  } satisfies RouterInputs["analytics"]["operators"]["list"];
}
