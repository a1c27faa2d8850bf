import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsStringLiteral,
} from "nuqs/server";
import { KINDS } from "@/app/_components/activity/kinds";
import { pagingParams, toPaging } from "@/app/_components/tables/search-params";
import type { RouterInputs } from "@/server/trpc/router";

type Input = RouterInputs["analytics"]["operators"]["activity"];
const params = {
  page: pagingParams.page,
  rows: pagingParams.rows,
  kind: parseAsArrayOf(parseAsStringLiteral(KINDS)).withDefault([]),
};
export type ActivityState = inferParserType<typeof params>;
export const loadActivityParams = createLoader(params);
const serialize = createSerializer(params);

/** Returns the link to the activity tab with a changed state, which starts at page 1. */
export const activityHref = (address: string, state: ActivityState, change: Partial<ActivityState>) =>
  serialize(`/operators/${address}/activity`, { ...state, page: 1, ...change });

export function toActivityInput(address: string, state: ActivityState) {
  const { page, perPage } = toPaging({ ...state, dir: "desc" });
  const kinds = [...new Set(state.kind)];
  return { address, page, perPage, kinds: kinds.length > 0 ? kinds : undefined } satisfies Input;
}
