import { z } from "zod";
import {
  ENTITY_OPERATOR_COLUMNS,
  entityAvs,
  entityOperators,
  entitySlashings,
} from "../network/figures/entity";
import {
  countKnownEntities,
  ENTITY_COLUMNS,
  entityFilterOf,
  entityRow,
  entityRows,
} from "../network/lists/entities";
import { pageOf, sortIdsOf } from "../network/lists/list";
import { searched, slug } from "../trpc/inputs";
import { found, procedureFor, router } from "../trpc/procedure";
import type { AnalyticsFeature } from "../trpc/tiers";
import { listed, listProcedure } from "./entity-procedures";

const entityFilter = z.object({
  q: searched(100).optional(),
  kind: z.enum(["all", "brand", "node-operator"]).default("all"),
});

/** A procedure about one known entity: `ctx.entity`, or NOT_FOUND. */
const knownEntityProcedure = (feature: AnalyticsFeature) =>
  procedureFor(feature)
    .input(z.object({ slug }))
    .use(({ ctx, input, next }) =>
      next({ ctx: { entity: found(ctx.network.entities.get(input.slug), "entity") } }),
    );

export const entitiesRouter = router({
  list: listProcedure("entityList", sortIdsOf(ENTITY_COLUMNS), "tvs")
    .input(entityFilter)
    .query(({ ctx: { network, page }, input }) =>
      pageOf(entityRows(network), ENTITY_COLUMNS, page, entityFilterOf(input)),
    ),
  counts: procedureFor("entityList").query(({ ctx }) => countKnownEntities(ctx.network)),
  overview: knownEntityProcedure("entityOverview").query(({ ctx }) => entityRow(ctx.network, ctx.entity)),
  operators: knownEntityProcedure("entityOverview")
    .concat(listed(sortIdsOf(ENTITY_OPERATOR_COLUMNS), "value"))
    .query(({ ctx: { network, entity, page } }) =>
      pageOf(entityOperators(network, entity), ENTITY_OPERATOR_COLUMNS, page),
    ),
  avs: knownEntityProcedure("entityOverview").query(({ ctx }) => entityAvs(ctx.network, ctx.entity)),
  slashings: knownEntityProcedure("entityOverview").query(({ ctx }) =>
    entitySlashings(ctx.network, ctx.entity),
  ),
});
