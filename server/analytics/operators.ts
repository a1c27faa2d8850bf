import { listOperatorFilters } from "@/db/analytics/operator-filters";
import { findOperatorNames } from "@/db/analytics/operator-names";
import {
  findOperator,
  findOperatorScore,
  listOperatorAssets,
  listOperatorHistory,
} from "@/db/analytics/operator-overview";
import { readOperatorRanks } from "@/db/analytics/operator-ranks";
import { countOperators, listOperators, listScreenedOperators } from "@/db/analytics/operators";
import { keptPerRun } from "@/db/analytics/per-run";
import { dayCountOf, range } from "../inputs";
import { found, procedureFor, router } from "../trpc";
import { operatorActivity } from "./operator-activity";
import { operatorAllocationsRouter, operatorWorstCaseRouter } from "./operator-allocations";
import { operatorAvsRouter } from "./operator-avs";
import { operatorCommissionRouter } from "./operator-commission";
import { operatorComparison } from "./operator-comparison";
import { operatorDelegatorsRouter } from "./operator-delegators";
import { operatorListInput, operatorScreenerInput } from "./operator-inputs";
import { operator, operatorOf } from "./operator-of";
import { operatorRiskRouter } from "./operator-risk";
import { operatorStrategiesRouter } from "./operator-strategies";

const ranks = keptPerRun(readOperatorRanks);
const UNRANKED = { tvsRank: null, delegatorRank: null, avsRank: null };

export const operatorsRouter = router({
  list: procedureFor("operatorList")
    .input(operatorListInput)
    .query(({ ctx, input }) => listOperators(ctx.analytics, input, { ...input, ...ctx.download })),
  screener: procedureFor("operatorScreener")
    .input(operatorScreenerInput)
    .query(({ ctx, input }) => listScreenedOperators(ctx.analytics, input, { ...input, ...ctx.download })),
  counts: procedureFor("operatorCounts").query(({ ctx }) => countOperators(ctx.analytics)),
  filters: procedureFor("operatorFilters")
    .input(operatorListInput.pick({ status: true }))
    .query(({ ctx, input }) => listOperatorFilters(ctx.analytics, input.status)),
  overview: procedureFor("operatorOverview")
    .input(operator)
    .query(async ({ ctx, input }) => {
      const [operator, { byAddress, stakedCount }] = await Promise.all([
        findOperator(ctx.analytics, input.address),
        ranks(ctx.analytics),
      ]);
      return { ...found(operator, "operator"), stakedCount, ...(byAddress.get(input.address) ?? UNRANKED) };
    }),
  names: procedureFor("operatorOverview")
    .input(operator)
    .query(async ({ ctx, input }) =>
      findOperatorNames(ctx.analytics, await operatorOf(ctx.analytics, input)),
    ),
  history: procedureFor("operatorHistory")
    .input(operator.extend({ range: range.default("90d") }))
    .query(async ({ ctx, input }) =>
      listOperatorHistory(ctx.analytics, await operatorOf(ctx.analytics, input), dayCountOf(input.range)),
    ),
  assets: procedureFor("operatorAssets")
    .input(operator)
    .query(async ({ ctx, input }) =>
      listOperatorAssets(ctx.analytics, await operatorOf(ctx.analytics, input)),
    ),
  compare: operatorComparison,
  score: procedureFor("operatorScore")
    .input(operator)
    .query(
      async ({ ctx, input }) =>
        (await findOperatorScore(ctx.analytics, await operatorOf(ctx.analytics, input))) ?? null,
    ),
  strategies: operatorStrategiesRouter,
  avs: operatorAvsRouter,
  delegators: operatorDelegatorsRouter,
  allocations: operatorAllocationsRouter,
  worstCase: operatorWorstCaseRouter,
  commission: operatorCommissionRouter,
  risk: operatorRiskRouter,
  activity: operatorActivity,
});
