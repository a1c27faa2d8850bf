import { createLoader, createSerializer, type inferParserType, parseAsStringLiteral } from "nuqs/server";
import { pagingParams, toPaging } from "@/app/_components/tables/search-params";
import type { RouterInputs } from "@/server/trpc/router";

type Input = RouterInputs["analytics"]["operators"]["avs"]["list"];
const SORTS = [
  "allocated",
  "name",
  "since",
  "days",
  "cycles",
  "sets",
  "commission",
] as const satisfies readonly NonNullable<Input["sort"]>[];
export const AVS_STATUSES = ["active", "past", "all"] as const;

const params = {
  ...pagingParams,
  status: parseAsStringLiteral(AVS_STATUSES).withDefault("active"),
  sort: parseAsStringLiteral(SORTS).withDefault("allocated"),
};
export type AvsState = inferParserType<typeof params>;
export const loadAvsParams = createLoader(params);
const serialize = createSerializer(params);

/** A change of what is listed begins at page 1. */
export const avsHref = (address: string, state: AvsState, change: Partial<AvsState>) =>
  serialize(`/operators/${address}/avs`, { ...state, page: 1, ...change });

export const toAvsInput = (address: string, state: AvsState) =>
  ({ address, status: state.status, sort: state.sort, ...toPaging(state) }) satisfies Input;
