import { listScoreDays } from "@/db/analytics/operators/score-days";
import { operatorRisk } from "../network/figures/operator";
import { rawRisk, riskDetail, scoreHistory, volatilityOf } from "../network/figures/risk";
import { daysUntil } from "../network/figures/value-days";
import { dayCountOf, range } from "../trpc/inputs";
import { router } from "../trpc/procedure";
import { entity, operatorProcedure } from "./entity-procedures";

export const operatorRiskRouter = router({
  summary: operatorProcedure("operatorRiskSummary").query(({ ctx }) => operatorRisk(ctx.operator)),
  detail: operatorProcedure("operatorRiskDetail").query(({ ctx }) => riskDetail(ctx.network, ctx.operator)),
  history: operatorProcedure("operatorRiskDetail")
    .input(entity.extend({ range: range.default("1y") }))
    .query(async ({ ctx: { analytics, network, operator }, input }) =>
      scoreHistory(
        await listScoreDays(analytics, operator.address, daysUntil(network, dayCountOf(input.range))),
      ),
    ),
  volatility: operatorProcedure("operatorRiskDetail").query(({ ctx }) => volatilityOf(ctx.operator)),
  raw: operatorProcedure("operatorRiskRaw").query(async ({ ctx: { analytics, network, operator } }) =>
    rawRisk(operator, await listScoreDays(analytics, operator.address, daysUntil(network, undefined))),
  ),
});
