import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsFloat,
  parseAsStringLiteral,
} from "nuqs/server";
import type { RouterInputs } from "@/server/router";

type Sort = NonNullable<RouterInputs["analytics"]["operators"]["allocations"]["list"]["sort"]>;
const SORTS = [
  "value",
  "avs",
  "strategy",
  "magnitude",
  "commission",
  "since",
] as const satisfies readonly Sort[];

const params = {
  sort: parseAsStringLiteral(SORTS).withDefault("value"),
  dir: parseAsStringLiteral(["asc", "desc"]).withDefault("desc"),
  /** How much every AVS slashes, per cent. */
  slash: parseAsFloat.withDefault(100),
};
export type AllocationState = inferParserType<typeof params>;
const load = createLoader(params);
const serialize = createSerializer(params);

/** The state of the tab; a slash that makes no sense counts as all. */
export async function loadAllocationParams(search: Parameters<typeof load>[0]): Promise<AllocationState> {
  const state = await load(search);
  return { ...state, slash: state.slash >= 0 && state.slash <= 100 ? state.slash : 100 };
}

export const allocationsHref = (address: string, state: AllocationState, change: Partial<AllocationState>) =>
  serialize(`/operators/${address}/allocations`, { ...state, ...change });
