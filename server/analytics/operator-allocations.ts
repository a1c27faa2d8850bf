import { z } from "zod";
import { listOperatorAllocated } from "@/db/analytics/operators/allocated";
import { allocatedDays, valuedApart } from "../network/figures/allocated-days";
import { rawConcentration, spreadOf } from "../network/figures/risk";
import { daysUntil } from "../network/figures/value-days";
import { lossByAvs, lossByStrategy } from "../network/figures/worst-case";
import { sorted, sortIdsOf } from "../network/lists/list";
import {
  allocationShares,
  allocationSummary,
  OPERATOR_ALLOCATION_COLUMNS,
  operatorAllocations,
  pendingAllocations,
} from "../network/lists/operator-allocations";
import { slashableByAvs } from "../network/lists/slashable-by-avs";
import { dayCountOf, fraction, range } from "../trpc/inputs";
import { router } from "../trpc/procedure";
import { direction, entity, operatorProcedure } from "./entity-procedures";
import { largestLosers, lossSummary } from "./supposed-losses";

const slash = entity.extend({ fraction: fraction.default(1) });

export const operatorAllocationsRouter = router({
  summary: operatorProcedure("operatorAllocationSummary").query(({ ctx }) =>
    allocationSummary(ctx.network, ctx.operator),
  ),
  slashable: operatorProcedure("operatorSlashable").query(({ ctx }) =>
    slashableByAvs(ctx.network, ctx.operator),
  ),
  history: operatorProcedure("operatorAllocationHistory")
    .input(entity.extend({ range: range.default("1y") }))
    .query(async ({ ctx: { analytics, network, operator }, input }) => {
      const range = daysUntil(network, dayCountOf(input.range));
      const apart = valuedApart(network, (part) => part.operator === operator.address);
      const kept = await listOperatorAllocated(analytics, operator.address, range, apart);
      return allocatedDays(network, kept, operator.allocated);
    }),
  list: operatorProcedure("operatorAllocationList")
    .input(
      z.object({ sort: z.enum(sortIdsOf(OPERATOR_ALLOCATION_COLUMNS)).default("value"), dir: direction }),
    )
    .query(({ ctx: { network, operator }, input: { sort, dir } }) => [
      ...sorted(operatorAllocations(network, operator), OPERATOR_ALLOCATION_COLUMNS, sort, dir),
    ]),
  pending: operatorProcedure("operatorAllocationList").query(({ ctx }) =>
    pendingAllocations(ctx.network, ctx.operator),
  ),
  shares: operatorProcedure("operatorAllocationList").query(({ ctx }) => ({
    ...allocationShares(ctx.network, ctx.operator),
    spread: spreadOf(ctx.operator, "avs"),
  })),
  raw: operatorProcedure("operatorAllocationRaw").query(({ ctx }) => rawConcentration(ctx.operator, "avs")),
});

export const operatorWorstCaseRouter = router({
  summary: operatorProcedure("operatorWorstCase")
    .input(slash)
    .query(({ ctx, input }) => lossSummary(ctx, { operator: ctx.operator.address }, input.fraction)),
  detail: operatorProcedure("operatorWorstCaseDetail")
    .input(slash)
    .query(async ({ ctx, input: { fraction } }) => {
      const scope = { operator: ctx.operator.address };
      return {
        byAvs: lossByAvs(ctx.network, scope, fraction),
        byStrategy: lossByStrategy(ctx.network, scope, fraction),
        ...(await largestLosers(ctx, scope, fraction)),
      };
    }),
});
