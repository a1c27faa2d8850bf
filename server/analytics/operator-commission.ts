import {
  findCommissionFigures,
  findCommissionSummary,
  listCommissionChanges,
  listCommissionRates,
} from "@/db/analytics/operator-commission";
import { found, procedureFor, router } from "../trpc";
import { operator, operatorOf } from "./operator-of";

/** As many as the page has; a download has all. */
export const NEWEST_CHANGES = 500;

export const operatorCommissionRouter = router({
  summary: procedureFor("operatorCommissionSummary")
    .input(operator)
    .query(async ({ ctx, input }) =>
      found(await findCommissionSummary(ctx.analytics, input.address), "operator"),
    ),
  figures: procedureFor("operatorCommissionDetail")
    .input(operator)
    .query(async ({ ctx, input }) =>
      found(await findCommissionFigures(ctx.analytics, input.address), "operator"),
    ),
  rates: procedureFor("operatorCommissionDetail")
    .input(operator)
    .query(async ({ ctx, input }) =>
      listCommissionRates(ctx.analytics, await operatorOf(ctx.analytics, input)),
    ),
  changes: procedureFor("operatorCommissionDetail")
    .input(operator)
    .query(async ({ ctx, input }) =>
      listCommissionChanges(
        ctx.analytics,
        await operatorOf(ctx.analytics, input),
        ctx.download ? undefined : NEWEST_CHANGES,
      ),
    ),
});
