import { z } from "zod";
import {
  findAvsSummary,
  listOperatorAvs,
  listOperatorAvsPeriods,
  OPERATOR_AVS_SORTS,
  OPERATOR_AVS_STATUSES,
} from "@/db/analytics/operator-avs";
import { router } from "../trpc";
import { listed, operatorProcedure } from "./entity-procedures";

export const operatorAvsRouter = router({
  summary: operatorProcedure("operatorAvsSummary").query(({ ctx }) =>
    findAvsSummary(ctx.analytics, ctx.operator.address),
  ),
  list: operatorProcedure("operatorAvsList")
    .concat(listed(OPERATOR_AVS_SORTS, "allocated"))
    .input(z.object({ status: z.enum(OPERATOR_AVS_STATUSES).default("active") }))
    .query(({ ctx, input: { status } }) =>
      listOperatorAvs(ctx.analytics, ctx.operator.address, { ...ctx.page, status }),
    ),
  periods: operatorProcedure("operatorAvsList").query(({ ctx }) =>
    listOperatorAvsPeriods(ctx.analytics, ctx.operator.address),
  ),
});
