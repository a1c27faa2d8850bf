import { z } from "zod";
import {
  findAvsSummary,
  listOperatorAvs,
  listOperatorAvsPeriods,
  OPERATOR_AVS_SORTS,
  OPERATOR_AVS_STATUSES,
} from "@/db/analytics/operator-avs";
import { paging } from "../inputs";
import { procedureFor, router } from "../trpc";
import { dir, operator, operatorOf } from "./operator-of";

export const operatorAvsRouter = router({
  summary: procedureFor("operatorAvsSummary")
    .input(operator)
    .query(async ({ ctx, input }) => findAvsSummary(ctx.analytics, await operatorOf(ctx.analytics, input))),
  list: procedureFor("operatorAvsList")
    .input(
      operator.extend({
        ...paging,
        status: z.enum(OPERATOR_AVS_STATUSES).default("active"),
        sort: z.enum(OPERATOR_AVS_SORTS).default("allocated"),
        dir,
      }),
    )
    .query(async ({ ctx, input }) =>
      listOperatorAvs(ctx.analytics, await operatorOf(ctx.analytics, input), { ...input, ...ctx.download }),
    ),
  periods: procedureFor("operatorAvsList")
    .input(operator)
    .query(async ({ ctx, input }) =>
      listOperatorAvsPeriods(ctx.analytics, await operatorOf(ctx.analytics, input)),
    ),
});
