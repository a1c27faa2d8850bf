import { z } from "zod";
import { listStrategyHistory, listStrategyPrices } from "@/db/analytics/strategies/history";
import { entityCountsOf } from "../network/figures/entity";
import { exposureByAvs } from "../network/figures/exposure";
import { presentOf } from "../network/figures/present";
import {
  allocationsOf,
  HOLDER_COLUMNS,
  strategyHolders,
  strategyOperators,
} from "../network/figures/strategy";
import { daysUntil, strategyDays } from "../network/figures/value-days";
import { freeSortIdsOf, pageOf, sortIdsOf } from "../network/lists/list";
import {
  countStrategies,
  STRATEGY_COLUMNS,
  strategyFilterOf,
  strategyRow,
  strategyRows,
} from "../network/lists/strategies";
import { address, bounds, dayCountOf, range, searched } from "../trpc/inputs";
import { procedureFor, router } from "../trpc/procedure";
import { entity, listed, listProcedure, strategyProcedure } from "./entity-procedures";

const ranged = entity.extend({ range: range.default("1y") });

/** Filters of the strategy list. Bounds are inclusive, in counts and USD. */
const strategyFilter = z.object({
  q: searched(100).optional(),
  status: z.enum(["held", "all"]).default("held"),
  tvsUsd: bounds(1e15),
  operatorCount: bounds(1e6),
  isAllocated: z.boolean().optional(),
  operator: address.optional(),
});

export const strategiesRouter = router({
  list: listProcedure("strategyList", sortIdsOf(STRATEGY_COLUMNS), "tvs")
    .input(strategyFilter)
    .query(({ ctx: { network, page }, input }) =>
      pageOf(strategyRows(network), STRATEGY_COLUMNS, page, strategyFilterOf(network, input)),
    ),
  counts: procedureFor("strategyCounts").query(({ ctx }) => countStrategies(ctx.network)),
  overview: strategyProcedure("strategyOverview").query(({ ctx: { network, strategy } }) => ({
    ...strategyRow(network, strategy),
    entities: entityCountsOf(network, strategy.operators),
  })),
  history: strategyProcedure("strategyHistory")
    .input(ranged)
    .query(async ({ ctx: { analytics, network, strategy }, input }) => {
      const range = daysUntil(network, dayCountOf(input.range));
      return strategyDays(network, strategy, await listStrategyHistory(analytics, strategy.address, range));
    }),
  prices: strategyProcedure("strategyPrices")
    .input(ranged)
    .query(({ ctx, input }) =>
      listStrategyPrices(
        ctx.analytics,
        ctx.strategy.address,
        presentOf(ctx.network),
        dayCountOf(input.range),
      ),
    ),
  avs: strategyProcedure("strategyAvs").query(({ ctx }) =>
    exposureByAvs(ctx.network, allocationsOf(ctx.network, ctx.strategy)),
  ),
  operators: strategyProcedure("strategyOperators")
    .concat(listed(freeSortIdsOf(HOLDER_COLUMNS), "value"))
    .query(({ ctx: { network, strategy, page } }) =>
      pageOf(strategyOperators(network, strategy), HOLDER_COLUMNS, page),
    ),
  holders: strategyProcedure("strategyHolders")
    .concat(listed(sortIdsOf(HOLDER_COLUMNS), "value"))
    .query(({ ctx: { network, strategy, page } }) =>
      pageOf(strategyHolders(network, strategy), HOLDER_COLUMNS, page),
    ),
});
