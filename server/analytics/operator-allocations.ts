import { z } from "zod";
import { listOperatorAllocated } from "@/db/analytics/allocation-history";
import { findRawConcentration } from "@/db/analytics/concentration";
import {
  findAllocationShares,
  findAllocationSummary,
  listOperatorAllocations,
  listPendingAllocations,
  OPERATOR_ALLOCATION_SORTS,
} from "@/db/analytics/operator-allocations";
import { findWorstCase, findWorstCaseDetail } from "@/db/analytics/operator-worst-case";
import { dayCountOf, fraction, range } from "../inputs";
import { router } from "../trpc";
import { direction, entity, operatorProcedure } from "./entity-procedures";

const slash = entity.extend({ fraction: fraction.default(1) });

export const operatorAllocationsRouter = router({
  summary: operatorProcedure("operatorAllocationSummary").query(({ ctx }) =>
    findAllocationSummary(ctx.analytics, ctx.operator.address),
  ),
  history: operatorProcedure("operatorAllocationHistory")
    .input(entity.extend({ range: range.default("1y") }))
    .query(({ ctx, input }) =>
      listOperatorAllocated(ctx.analytics, ctx.operator.address, dayCountOf(input.range)),
    ),
  list: operatorProcedure("operatorAllocationList")
    .input(entity.extend({ sort: z.enum(OPERATOR_ALLOCATION_SORTS).default("value"), dir: direction }))
    .query(({ ctx, input }) => listOperatorAllocations(ctx.analytics, ctx.operator.address, input)),
  pending: operatorProcedure("operatorAllocationList").query(({ ctx }) =>
    listPendingAllocations(ctx.analytics, ctx.operator.address),
  ),
  shares: operatorProcedure("operatorAllocationList").query(({ ctx }) =>
    findAllocationShares(ctx.analytics, ctx.operator.address),
  ),
  raw: operatorProcedure("operatorAllocationRaw").query(
    async ({ ctx }) => (await findRawConcentration(ctx.analytics, ctx.operator.address, "avs")) ?? null,
  ),
});

export const operatorWorstCaseRouter = router({
  summary: operatorProcedure("operatorWorstCase")
    .input(slash)
    .query(({ ctx, input }) => findWorstCase(ctx.analytics, ctx.operator.address, input.fraction)),
  detail: operatorProcedure("operatorWorstCaseDetail")
    .input(slash)
    .query(({ ctx, input }) => findWorstCaseDetail(ctx.analytics, ctx.operator.address, input.fraction)),
});
