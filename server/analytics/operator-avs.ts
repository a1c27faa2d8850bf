import { z } from "zod";
import { listOperatorAvsPeriods } from "@/db/analytics/operators/avs-periods";
import { presentOf } from "../network/figures/present";
import { freeSortIdsOf, pageOf, sortIdsOf } from "../network/lists/list";
import {
  avsSummary,
  avsWithStatus,
  OPERATOR_AVS_COLUMNS,
  OPERATOR_AVS_STATUSES,
  operatorAvs,
  operatorAvsDetail,
} from "../network/lists/operator-avs";
import { router } from "../trpc/procedure";
import { listed, operatorProcedure } from "./entity-procedures";

const withStatus = z.object({ status: z.enum(OPERATOR_AVS_STATUSES).default("active") });

export const operatorAvsRouter = router({
  summary: operatorProcedure("operatorAvsSummary").query(({ ctx }) => avsSummary(ctx.network, ctx.operator)),
  list: operatorProcedure("operatorAvsList")
    .concat(listed(freeSortIdsOf(OPERATOR_AVS_COLUMNS), "since"))
    .input(withStatus)
    .query(({ ctx: { network, operator, page }, input: { status } }) =>
      pageOf(operatorAvs(network, operator), OPERATOR_AVS_COLUMNS, page, avsWithStatus(status)),
    ),
  detail: operatorProcedure("operatorAvsDetail")
    .concat(listed(sortIdsOf(OPERATOR_AVS_COLUMNS), "allocated"))
    .input(withStatus)
    .query(({ ctx: { network, operator, page }, input: { status } }) =>
      pageOf(operatorAvsDetail(network, operator), OPERATOR_AVS_COLUMNS, page, avsWithStatus(status)),
    ),
  periods: operatorProcedure("operatorAvsDetail").query(({ ctx }) =>
    listOperatorAvsPeriods(ctx.analytics, ctx.operator.address, presentOf(ctx.network)),
  ),
});
