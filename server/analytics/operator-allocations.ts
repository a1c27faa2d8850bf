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
import { procedureFor, router } from "../trpc";
import { dir, operator, operatorOf } from "./operator-of";

const slash = operator.extend({ fraction: fraction.default(1) });

export const operatorAllocationsRouter = router({
  summary: procedureFor("operatorAllocationSummary")
    .input(operator)
    .query(async ({ ctx, input }) =>
      findAllocationSummary(ctx.analytics, await operatorOf(ctx.analytics, input)),
    ),
  history: procedureFor("operatorAllocationHistory")
    .input(operator.extend({ range: range.default("1y") }))
    .query(async ({ ctx, input }) =>
      listOperatorAllocated(ctx.analytics, await operatorOf(ctx.analytics, input), dayCountOf(input.range)),
    ),
  list: procedureFor("operatorAllocationList")
    .input(operator.extend({ sort: z.enum(OPERATOR_ALLOCATION_SORTS).default("value"), dir }))
    .query(async ({ ctx, input }) =>
      listOperatorAllocations(ctx.analytics, await operatorOf(ctx.analytics, input), input),
    ),
  pending: procedureFor("operatorAllocationList")
    .input(operator)
    .query(async ({ ctx, input }) =>
      listPendingAllocations(ctx.analytics, await operatorOf(ctx.analytics, input)),
    ),
  shares: procedureFor("operatorAllocationList")
    .input(operator)
    .query(async ({ ctx, input }) =>
      findAllocationShares(ctx.analytics, await operatorOf(ctx.analytics, input)),
    ),
  raw: procedureFor("operatorAllocationRaw")
    .input(operator)
    .query(
      async ({ ctx, input }) =>
        (await findRawConcentration(ctx.analytics, await operatorOf(ctx.analytics, input), "avs")) ?? null,
    ),
});

export const operatorWorstCaseRouter = router({
  summary: procedureFor("operatorWorstCase")
    .input(slash)
    .query(async ({ ctx, input }) =>
      findWorstCase(ctx.analytics, await operatorOf(ctx.analytics, input), input.fraction),
    ),
  detail: procedureFor("operatorWorstCaseDetail")
    .input(slash)
    .query(async ({ ctx, input }) =>
      findWorstCaseDetail(ctx.analytics, await operatorOf(ctx.analytics, input), input.fraction),
    ),
});
