import { createLoader, createSerializer, type inferParserType, parseAsStringLiteral } from "nuqs/server";
import type { RouterInputs } from "@/server/trpc/router";

type Sort = NonNullable<RouterInputs["analytics"]["operators"]["strategies"]["list"]["sort"]>;
const SORTS = [
  "value",
  "name",
  "allocated",
  "utilization",
  "delegators",
  "slashed",
] as const satisfies readonly Sort[];

const params = {
  sort: parseAsStringLiteral(SORTS).withDefault("value"),
  dir: parseAsStringLiteral(["asc", "desc"]).withDefault("desc"),
};
export type StrategyState = inferParserType<typeof params>;
export const loadStrategyParams = createLoader(params);
const serialize = createSerializer(params);

export const strategiesHref = (address: string, state: StrategyState) =>
  serialize(`/operators/${address}/strategies`, state);
