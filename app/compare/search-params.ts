import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { RANGES } from "@/app/_components/charts/ranges";
import type { RouterOutputs } from "@/server/trpc/router";
import { QUANTITIES } from "@/server/trpc/tiers";

const params = {
  operators: parseAsString.withDefault(""),
  range: parseAsStringLiteral(RANGES).withDefault("1y"),
};
export type CompareState = inferParserType<typeof params>;
export const loadCompareParams = createLoader(params);
const serialize = createSerializer(params);

export const compareHref = (state: CompareState, change: Partial<CompareState>) =>
  serialize("/compare", { ...state, ...change });

/** Returns the different addresses of the link, as many as may be compared. */
export const operatorsOf = ({ operators }: CompareState): string[] =>
  [...new Set(operators.toLowerCase().match(/0x[0-9a-f]{40}\b/g) ?? [])].slice(0, QUANTITIES.compared.PRO);

type Compared = RouterOutputs["analytics"]["operators"]["compare"];

/** Returns the operators that were found, each with its figures and its ranks. */
export const comparedOf = ({ operators, standings }: Pick<Compared, "operators" | "standings">) =>
  operators.flatMap((figures) => {
    const standing = standings.find(({ address }) => address === figures.address);
    return standing ? [{ ...figures, ...standing }] : [];
  });
