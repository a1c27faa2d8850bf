import {
  findRawRisk,
  findRiskDetail,
  findRiskSummary,
  listScoreHistory,
  listVolatility,
} from "@/db/analytics/operator-risk";
import { dayCountOf, range } from "../inputs";
import { found, procedureFor, router } from "../trpc";
import { operator, operatorOf } from "./operator-of";

export const operatorRiskRouter = router({
  summary: procedureFor("operatorRiskSummary")
    .input(operator)
    .query(async ({ ctx, input }) => found(await findRiskSummary(ctx.analytics, input.address), "operator")),
  detail: procedureFor("operatorRiskDetail")
    .input(operator)
    .query(
      async ({ ctx, input }) =>
        (await findRiskDetail(ctx.analytics, await operatorOf(ctx.analytics, input))) ?? null,
    ),
  history: procedureFor("operatorRiskDetail")
    .input(operator.extend({ range: range.default("1y") }))
    .query(async ({ ctx, input }) =>
      listScoreHistory(ctx.analytics, await operatorOf(ctx.analytics, input), dayCountOf(input.range)),
    ),
  volatility: procedureFor("operatorRiskDetail")
    .input(operator)
    .query(async ({ ctx, input }) => listVolatility(ctx.analytics, await operatorOf(ctx.analytics, input))),
  raw: procedureFor("operatorRiskRaw")
    .input(operator)
    .query(async ({ ctx, input }) => findRawRisk(ctx.analytics, await operatorOf(ctx.analytics, input))),
});
