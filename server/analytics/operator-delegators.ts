import { z } from "zod";
import { findRawConcentration } from "@/db/analytics/concentration";
import {
  findDelegatorSummary,
  listDelegatorBands,
  listDelegatorFlow,
  listOperatorDelegators,
  OPERATOR_DELEGATOR_SORTS,
} from "@/db/analytics/operator-delegators";
import { address, dayCountOf, figure, paging, range, searched } from "../inputs";
import { procedureFor, router } from "../trpc";
import { dir, operator, operatorOf } from "./operator-of";

const amount = figure(1e15).optional();

export const operatorDelegatorsRouter = router({
  summary: procedureFor("operatorDelegatorSummary")
    .input(operator)
    .query(async ({ ctx, input }) =>
      findDelegatorSummary(ctx.analytics, await operatorOf(ctx.analytics, input)),
    ),
  list: procedureFor("operatorDelegatorList")
    .input(
      operator.extend({
        ...paging,
        q: searched(42).optional(),
        minUsd: amount,
        maxUsd: amount,
        strategy: address.optional(),
        sort: z.enum(OPERATOR_DELEGATOR_SORTS).default("value"),
        dir,
      }),
    )
    .query(async ({ ctx, input }) =>
      listOperatorDelegators(ctx.analytics, await operatorOf(ctx.analytics, input), input, {
        ...input,
        ...ctx.download,
      }),
    ),
  flow: procedureFor("operatorDelegatorList")
    .input(operator.extend({ range: range.default("1y") }))
    .query(async ({ ctx, input }) =>
      listDelegatorFlow(ctx.analytics, await operatorOf(ctx.analytics, input), dayCountOf(input.range)),
    ),
  bands: procedureFor("operatorDelegatorList")
    .input(operator)
    .query(async ({ ctx, input }) =>
      listDelegatorBands(ctx.analytics, await operatorOf(ctx.analytics, input)),
    ),
  raw: procedureFor("operatorDelegatorRaw")
    .input(operator)
    .query(
      async ({ ctx, input }) =>
        (await findRawConcentration(ctx.analytics, await operatorOf(ctx.analytics, input), "delegator")) ??
        null,
    ),
});
