import { listDeclaredNames } from "@/db/analytics/operators/declared-names";
import { listOperatorHistories } from "@/db/analytics/operators/histories";
import { operatorOverview, operatorScore } from "../network/figures/operator";
import { operatorNames } from "../network/figures/operator-names";
import { daysUntil, operatorDays } from "../network/figures/value-days";
import { operatorLeaving } from "../network/leaving/operator-leaving";
import { freeSortIdsOf, pageOf, sortIdsOf } from "../network/lists/list";
import {
  countOperators,
  OPERATOR_COLUMNS,
  operatorChoices,
  operatorFilterOf,
  operatorRows,
  screenedOperatorRows,
} from "../network/lists/operators";
import { moveBetween, stakeLike } from "../network/moving/move";
import { operatorVerdict } from "../network/verdict/operator-verdict";
import { address, dayCountOf, range } from "../trpc/inputs";
import { found, procedureFor, router } from "../trpc/procedure";
import { entity, listProcedure, operatorProcedure } from "./entity-procedures";
import { ifReachable } from "./if-reachable";
import { operatorActivity } from "./operator-activity";
import { operatorAllocationsRouter, operatorWorstCaseRouter } from "./operator-allocations";
import { operatorAvsRouter } from "./operator-avs";
import { operatorCommissionRouter } from "./operator-commission";
import { operatorComparison } from "./operator-comparison";
import { operatorDelegatorsRouter } from "./operator-delegators";
import { operatorFilter } from "./operator-inputs";
import { operatorRiskRouter } from "./operator-risk";
import { operatorStrategiesRouter } from "./operator-strategies";

export const operatorsRouter = router({
  list: listProcedure("operatorList", freeSortIdsOf(OPERATOR_COLUMNS), "tvs")
    .input(operatorFilter)
    .query(({ ctx: { network, page }, input }) =>
      pageOf(operatorRows(network), OPERATOR_COLUMNS, page, operatorFilterOf(network, input)),
    ),
  screener: listProcedure("operatorScreener", sortIdsOf(OPERATOR_COLUMNS), "tvs")
    .input(operatorFilter)
    .query(({ ctx: { network, page }, input }) =>
      pageOf(screenedOperatorRows(network), OPERATOR_COLUMNS, page, operatorFilterOf(network, input)),
    ),
  counts: procedureFor("operatorCounts").query(({ ctx }) => countOperators(ctx.network)),
  filters: procedureFor("operatorFilters")
    .input(operatorFilter.pick({ status: true }))
    .query(({ ctx, input }) => operatorChoices(ctx.network, input.status)),
  overview: operatorProcedure("operatorOverview").query(({ ctx }) =>
    operatorOverview(ctx.network, ctx.operator),
  ),
  verdict: operatorProcedure("operatorVerdict").query(({ ctx }) =>
    operatorVerdict(ctx.network, ctx.operator),
  ),
  leaving: operatorProcedure("operatorLeaving").query(({ ctx }) =>
    operatorLeaving(ctx.network, ctx.operator),
  ),
  move: operatorProcedure("operatorMove")
    .input(entity.extend({ to: address }))
    .query(({ ctx: { network, operator }, input }) =>
      moveBetween(
        network,
        operator,
        found(network.operators.get(input.to), "operator"),
        stakeLike(network, operator),
      ),
    ),
  names: operatorProcedure("operatorOverview").query(async ({ ctx }) =>
    operatorNames(
      ctx.network,
      ctx.operator,
      (await ifReachable(listDeclaredNames(ctx.analytics, ctx.operator.address))) ?? [],
    ),
  ),
  history: operatorProcedure("operatorHistory")
    .input(entity.extend({ range: range.default("90d") }))
    .query(async ({ ctx: { analytics, network, operator }, input }) => {
      const range = daysUntil(network, dayCountOf(input.range));
      const [kept] = await listOperatorHistories(analytics, [operator.address], range);
      return operatorDays(network, operator, kept?.days ?? []);
    }),
  compare: operatorComparison,
  score: operatorProcedure("operatorScore").query(({ ctx }) => operatorScore(ctx.operator)),
  strategies: operatorStrategiesRouter,
  avs: operatorAvsRouter,
  delegators: operatorDelegatorsRouter,
  allocations: operatorAllocationsRouter,
  worstCase: operatorWorstCaseRouter,
  commission: operatorCommissionRouter,
  risk: operatorRiskRouter,
  activity: operatorActivity,
});
