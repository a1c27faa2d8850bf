import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import type { RouterInputs } from "@/server/router";

const amount = (most: number) =>
  createParser({
    parse: (text) => (/^\d+(\.\d+)?$/.test(text) && Number(text) <= most ? Number(text) : null),
    serialize: String,
  });
const address = createParser({
  parse: (text) => (/^0x[0-9a-f]{40}$/i.test(text) ? text.toLowerCase() : null),
  serialize: String,
});
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
const PAGE_SIZES = [25, 50, 100];

/** The list's state as it stands in the URL: defaults are left out, and what makes no sense counts as absent. */
export const operatorParams = {
  q: parseAsString.withDefault(""),
  status: parseAsStringLiteral(["active", "inactive", "all"]).withDefault("active"),
  sort: parseAsStringLiteral(SORTS).withDefault("tvs"),
  dir: parseAsStringLiteral(["asc", "desc"]).withDefault("desc"),
  page: parseAsInteger.withDefault(1),
  rows: parseAsInteger.withDefault(50),
  tvsMin: amount(1e15),
  tvsMax: amount(1e15),
  delegatorsMin: amount(1e9),
  delegatorsMax: amount(1e9),
  avsMin: amount(1e6),
  avsMax: amount(1e6),
  /** Per cent, as people say it. */
  commissionMin: amount(100),
  commissionMax: amount(100),
  slashed: parseAsStringLiteral(["yes", "never"]),
  permissioned: parseAsStringLiteral(["yes", "no"]),
  asset: address,
  avs: address,
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
    dir: state.dir,
    page: Math.min(Math.max(state.page, 1), 100_000),
    perPage: PAGE_SIZES.includes(state.rows) ? state.rows : 50,
    tvsUsd: bounds(state.tvsMin, state.tvsMax),
    delegatorCount: bounds(state.delegatorsMin, state.delegatorsMax),
    avsCount: bounds(state.avsMin, state.avsMax),
    commissionBps: bounds(state.commissionMin, state.commissionMax, 100),
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

/** Bounds typed the wrong way round are turned, not refused. */
function bounds(min: number | null, max: number | null, factor = 1) {
  if (min === null && max === null) return undefined;
  const [low, high] = min !== null && max !== null && min > max ? [max, min] : [min, max];
  return {
    min: low === null ? undefined : low * factor,
    max: high === null ? undefined : high * factor,
  };
}
