import { createLoader, createSerializer, type inferParserType, parseAsStringLiteral } from "nuqs/server";
import { RANGES } from "@/app/_components/charts/ranges";
import { partParam } from "@/app/_components/tables/search-params";
import { sortIdsOf } from "@/server/network/lists/list";
import { OPERATOR_ALLOCATION_COLUMNS } from "@/server/network/lists/operator-allocations";

export const DEFAULT_RANGE = "1y";

const params = {
  sort: parseAsStringLiteral(sortIdsOf(OPERATOR_ALLOCATION_COLUMNS)).withDefault("value"),
  dir: parseAsStringLiteral(["asc", "desc"]).withDefault("desc"),
  /** The time range of the chart. */
  range: parseAsStringLiteral(RANGES).withDefault(DEFAULT_RANGE),
  /** The part that every AVS slashes in the worst case, in per cent. */
  slash: partParam.withDefault(100),
};
export type AllocationState = inferParserType<typeof params>;
export const loadAllocationParams = createLoader(params);
const serialize = createSerializer(params);

export const allocationsHref = (address: string, state: AllocationState, change: Partial<AllocationState>) =>
  serialize(`/operators/${address}/allocations`, { ...state, ...change });
