import { z } from "zod";
import { exposureByAvs } from "@/db/analytics/exposure";
import { keptPerRun } from "@/db/analytics/per-run";
import { countStrategies, findStrategy, listStrategies, STRATEGY_SORTS } from "@/db/analytics/strategies";
import { listStrategyHistory, listStrategyPrices } from "@/db/analytics/strategies-history";
import {
  listStrategyHolders,
  listStrategyOperators,
  STRATEGY_HOLDER_SORTS,
  STRATEGY_OPERATOR_SORTS,
} from "@/db/analytics/strategies-operators";
import { address, bounds, dayCountOf, paging, range, searched } from "../inputs";
import { found, procedureFor, router } from "../trpc";
import { strategyOf } from "./entity-of";

const strategy = z.object({ address });
const ranged = strategy.extend({ range: range.default("1y") });
const counts = keptPerRun(countStrategies);
const dir = z.enum(["asc", "desc"]).default("desc");

/** What anybody may ask of the strategy list. Bounds are inclusive, in counts and USD. */
const strategyListInput = z.object({
  q: searched(100).optional(),
  status: z.enum(["held", "all"]).default("held"),
  tvsUsd: bounds(1e15),
  operatorCount: bounds(1e6),
  isAllocated: z.boolean().optional(),
  operator: address.optional(),
  ...paging,
  sort: z.enum(STRATEGY_SORTS).default("tvs"),
  dir,
});

export const strategiesRouter = router({
  list: procedureFor("strategyList")
    .input(strategyListInput)
    .query(({ ctx, input }) => listStrategies(ctx.analytics, input, { ...input, ...ctx.download })),
  counts: procedureFor("strategyCounts").query(({ ctx }) => counts(ctx.analytics)),
  overview: procedureFor("strategyOverview")
    .input(strategy)
    .query(async ({ ctx, input }) => found(await findStrategy(ctx.analytics, input.address), "strategy")),
  history: procedureFor("strategyHistory")
    .input(ranged)
    .query(async ({ ctx, input }) =>
      listStrategyHistory(ctx.analytics, await strategyOf(ctx.analytics, input), dayCountOf(input.range)),
    ),
  prices: procedureFor("strategyPrices")
    .input(ranged)
    .query(async ({ ctx, input }) =>
      listStrategyPrices(ctx.analytics, await strategyOf(ctx.analytics, input), dayCountOf(input.range)),
    ),
  avs: procedureFor("strategyAvs")
    .input(strategy)
    .query(async ({ ctx, input }) =>
      exposureByAvs(ctx.analytics, { strategy: await strategyOf(ctx.analytics, input) }),
    ),
  operators: procedureFor("strategyOperators")
    .input(strategy.extend({ ...paging, sort: z.enum(STRATEGY_OPERATOR_SORTS).default("value"), dir }))
    .query(async ({ ctx, input }) =>
      listStrategyOperators(ctx.analytics, await strategyOf(ctx.analytics, input), {
        ...input,
        ...ctx.download,
      }),
    ),
  holders: procedureFor("strategyHolders")
    .input(strategy.extend({ ...paging, sort: z.enum(STRATEGY_HOLDER_SORTS).default("value"), dir }))
    .query(async ({ ctx, input }) =>
      listStrategyHolders(ctx.analytics, await strategyOf(ctx.analytics, input), {
        ...input,
        ...ctx.download,
      }),
    ),
});
