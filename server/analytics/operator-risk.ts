import { findRawRisk, findRiskDetail, listScoreHistory, listVolatility } from "@/db/analytics/operator-risk";
import { dayCountOf, range } from "../inputs";
import { operatorRisk } from "../network/figures/operator";
import { router } from "../trpc";
import { entity, operatorProcedure } from "./entity-procedures";

export const operatorRiskRouter = router({
  summary: operatorProcedure("operatorRiskSummary").query(({ ctx }) => operatorRisk(ctx.operator)),
  detail: operatorProcedure("operatorRiskDetail").query(
    async ({ ctx }) => (await findRiskDetail(ctx.analytics, ctx.operator.address)) ?? null,
  ),
  history: operatorProcedure("operatorRiskDetail")
    .input(entity.extend({ range: range.default("1y") }))
    .query(({ ctx, input }) =>
      listScoreHistory(ctx.analytics, ctx.operator.address, dayCountOf(input.range)),
    ),
  volatility: operatorProcedure("operatorRiskDetail").query(({ ctx }) =>
    listVolatility(ctx.analytics, ctx.operator.address),
  ),
  raw: operatorProcedure("operatorRiskRaw").query(({ ctx }) =>
    findRawRisk(ctx.analytics, ctx.operator.address),
  ),
});
