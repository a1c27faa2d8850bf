import { createLoader, createSerializer, type inferParserType, parseAsStringLiteral } from "nuqs/server";
import { sortIdsOf } from "@/server/network/lists/list";
import { OPERATOR_STRATEGY_COLUMNS } from "@/server/network/lists/operator-strategies";

const params = {
  sort: parseAsStringLiteral(sortIdsOf(OPERATOR_STRATEGY_COLUMNS)).withDefault("value"),
  dir: parseAsStringLiteral(["asc", "desc"]).withDefault("desc"),
};
export type StrategyState = inferParserType<typeof params>;
export const loadStrategyParams = createLoader(params);
const serialize = createSerializer(params);

export const strategiesHref = (address: string, state: StrategyState) =>
  serialize(`/operators/${address}/strategies`, state);
