import {
  commissionChanges,
  commissionFigures,
  commissionRates,
  commissionSummary,
} from "../network/figures/operator-commission";
import { router } from "../trpc/procedure";
import { operatorProcedure } from "./entity-procedures";

/** The most changes that the page shows; a download has all. */
export const NEWEST_CHANGES = 500;

export const operatorCommissionRouter = router({
  summary: operatorProcedure("operatorCommissionSummary").query(({ ctx }) =>
    commissionSummary(ctx.network, ctx.operator),
  ),
  figures: operatorProcedure("operatorCommissionDetail").query(({ ctx }) =>
    commissionFigures(ctx.network, ctx.operator),
  ),
  rates: operatorProcedure("operatorCommissionDetail").query(({ ctx }) =>
    commissionRates(ctx.network, ctx.operator),
  ),
  changes: operatorProcedure("operatorCommissionDetail").query(({ ctx }) =>
    commissionChanges(ctx.network, ctx.operator, ctx.download ? undefined : NEWEST_CHANGES),
  ),
});
