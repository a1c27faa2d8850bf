import { z } from "zod";
import { findRawConcentration } from "@/db/analytics/concentration";
import {
  findDelegatorSummary,
  listDelegatorBands,
  listDelegatorFlow,
  listOperatorDelegators,
  OPERATOR_DELEGATOR_SORTS,
} from "@/db/analytics/operator-delegators";
import { address, dayCountOf, figure, range, searched } from "../inputs";
import { router } from "../trpc";
import { entity, listed, operatorProcedure } from "./entity-procedures";

const amount = figure(1e15).optional();

export const operatorDelegatorsRouter = router({
  summary: operatorProcedure("operatorDelegatorSummary").query(({ ctx }) =>
    findDelegatorSummary(ctx.analytics, ctx.operator.address),
  ),
  list: operatorProcedure("operatorDelegatorList")
    .concat(listed(OPERATOR_DELEGATOR_SORTS, "value"))
    .input(
      z.object({
        q: searched(42).optional(),
        minUsd: amount,
        maxUsd: amount,
        strategy: address.optional(),
      }),
    )
    .query(({ ctx, input }) => listOperatorDelegators(ctx.analytics, ctx.operator.address, input, ctx.page)),
  flow: operatorProcedure("operatorDelegatorList")
    .input(entity.extend({ range: range.default("1y") }))
    .query(({ ctx, input }) =>
      listDelegatorFlow(ctx.analytics, ctx.operator.address, dayCountOf(input.range)),
    ),
  bands: operatorProcedure("operatorDelegatorList").query(({ ctx }) =>
    listDelegatorBands(ctx.analytics, ctx.operator.address),
  ),
  raw: operatorProcedure("operatorDelegatorRaw").query(
    async ({ ctx }) => (await findRawConcentration(ctx.analytics, ctx.operator.address, "delegator")) ?? null,
  ),
});
