import {
  findCommissionFigures,
  findCommissionSummary,
  listCommissionChanges,
  listCommissionRates,
} from "@/db/analytics/operator-commission";
import { found, router } from "../trpc";
import { operatorProcedure } from "./entity-procedures";

/** As many as the page has; a download has all. */
export const NEWEST_CHANGES = 500;

export const operatorCommissionRouter = router({
  summary: operatorProcedure("operatorCommissionSummary").query(async ({ ctx }) =>
    found(await findCommissionSummary(ctx.analytics, ctx.operator.address), "operator"),
  ),
  figures: operatorProcedure("operatorCommissionDetail").query(async ({ ctx }) =>
    found(await findCommissionFigures(ctx.analytics, ctx.operator.address), "operator"),
  ),
  rates: operatorProcedure("operatorCommissionDetail").query(({ ctx }) =>
    listCommissionRates(ctx.analytics, ctx.operator.address),
  ),
  changes: operatorProcedure("operatorCommissionDetail").query(({ ctx }) =>
    listCommissionChanges(ctx.analytics, ctx.operator.address, ctx.download ? undefined : NEWEST_CHANGES),
  ),
});
