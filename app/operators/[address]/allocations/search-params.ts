import { createLoader, createSerializer, type inferParserType, parseAsStringLiteral } from "nuqs/server";
import { RANGES } from "@/app/_components/charts/ranges";
import { partParam } from "@/app/_components/tables/search-params";
import type { RouterInputs } from "@/server/trpc/router";

type Sort = NonNullable<RouterInputs["analytics"]["operators"]["allocations"]["list"]["sort"]>;
const SORTS = [
  "value",
  "avs",
  "strategy",
  "magnitude",
  "commission",
  "since",
] as const satisfies readonly Sort[];

export const DEFAULT_RANGE = "1y";

const params = {
  sort: parseAsStringLiteral(SORTS).withDefault("value"),
  dir: parseAsStringLiteral(["asc", "desc"]).withDefault("desc"),
  /** Of the chart. */
  range: parseAsStringLiteral(RANGES).withDefault(DEFAULT_RANGE),
  /** How much every AVS slashes, per cent. */
  slash: partParam.withDefault(100),
};
export type AllocationState = inferParserType<typeof params>;
export const loadAllocationParams = createLoader(params);
const serialize = createSerializer(params);

export const allocationsHref = (address: string, state: AllocationState, change: Partial<AllocationState>) =>
  serialize(`/operators/${address}/allocations`, { ...state, ...change });
