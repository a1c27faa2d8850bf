import { z } from "zod";
import { listOperatorAllocated } from "@/db/analytics/allocation-history";
import { findRawConcentration, findSpread } from "@/db/analytics/concentration";
import { findWorstCase, findWorstCaseDetail } from "@/db/analytics/operator-worst-case";
import { dayCountOf, fraction, range } from "../inputs";
import {
  allocationShares,
  allocationSummary,
  OPERATOR_ALLOCATION_COLUMNS,
  operatorAllocations,
  pendingAllocations,
} from "../network/figures/operator-allocations";
import { allocatedDays, daysUntil, slashedHistoriesOf } from "../network/figures/value-days";
import { idsOf, sorted } from "../network/lists/list";
import { router } from "../trpc";
import { direction, entity, operatorProcedure } from "./entity-procedures";

const slash = entity.extend({ fraction: fraction.default(1) });

export const operatorAllocationsRouter = router({
  summary: operatorProcedure("operatorAllocationSummary").query(({ ctx }) =>
    allocationSummary(ctx.network, ctx.operator),
  ),
  history: operatorProcedure("operatorAllocationHistory")
    .input(entity.extend({ range: range.default("1y") }))
    .query(async ({ ctx: { analytics, network, operator }, input }) => {
      const range = daysUntil(network, dayCountOf(input.range));
      const slashed = slashedHistoriesOf(network, operator);
      const kept = await listOperatorAllocated(analytics, operator.address, range, slashed);
      return allocatedDays(network, kept, operator.allocated);
    }),
  list: operatorProcedure("operatorAllocationList")
    .input(z.object({ sort: z.enum(idsOf(OPERATOR_ALLOCATION_COLUMNS)).default("value"), dir: direction }))
    .query(({ ctx: { network, operator }, input: { sort, dir } }) => [
      ...sorted(operatorAllocations(network, operator), OPERATOR_ALLOCATION_COLUMNS, sort, dir),
    ]),
  pending: operatorProcedure("operatorAllocationList").query(({ ctx }) =>
    pendingAllocations(ctx.network, ctx.operator),
  ),
  shares: operatorProcedure("operatorAllocationList").query(async ({ ctx }) => ({
    ...allocationShares(ctx.network, ctx.operator),
    spread: (await findSpread(ctx.analytics, ctx.operator.address, "avs")) ?? null,
  })),
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
