import { createLoader, createSerializer, type inferParserType, parseAsStringLiteral } from "nuqs/server";
import { pagingParams, toPaging } from "@/app/_components/tables/search-params";
import { ENTITY_OPERATOR_COLUMNS } from "@/server/network/figures/entity";
import { sortIdsOf } from "@/server/network/lists/list";
import type { RouterInputs } from "@/server/trpc/router";

/** The URL parameters of the page. */
const entityPageParams = {
  sort: parseAsStringLiteral(sortIdsOf(ENTITY_OPERATOR_COLUMNS)).withDefault("value"),
  ...pagingParams,
  rows: pagingParams.rows.withDefault(25),
};
export type EntityPageState = inferParserType<typeof entityPageParams>;

export const loadEntityPageParams = createLoader(entityPageParams);
const serialize = createSerializer(entityPageParams);

export const hrefWith = (slug: string, state: EntityPageState, change: Partial<EntityPageState>) =>
  serialize(`/entities/${slug}`, { ...state, ...change });

/** Returns the input of the list of an entity's operators. */
export const toOperatorsInput = (slug: string, state: EntityPageState) =>
  ({
    slug,
    ...toPaging(state),
    sort: state.sort,
  }) satisfies RouterInputs["analytics"]["entities"]["operators"];
