import { z } from "zod";
import { pageOf, sortIdsOf } from "../network/lists/list";
import {
  countSlashings,
  SLASHING_COLUMNS,
  slashedOperators,
  slashingAccounts,
  slashingFilterOf,
  slashingRows,
} from "../network/lists/slashings";
import { address, bounds, searched } from "../trpc/inputs";
import { procedureFor, router } from "../trpc/procedure";
import { listProcedure } from "./entity-procedures";

/** Filters of the slashings. Bounds are inclusive, in USD. */
const slashingFilter = z.object({
  q: searched(100).optional(),
  operator: address.optional(),
  avs: address.optional(),
  strategy: address.optional(),
  lostUsd: bounds(1e15),
});

export const slashingRouter = router({
  list: listProcedure("slashingList", sortIdsOf(SLASHING_COLUMNS), "time")
    .input(slashingFilter)
    .query(({ ctx: { network, page }, input }) =>
      pageOf(slashingRows(network), SLASHING_COLUMNS, page, slashingFilterOf(input)),
    ),
  /** Returns every slashed operator with its number of slashings, which is shown wherever its name is. */
  operators: procedureFor("slashingCounts").query(({ ctx }) => slashedOperators(ctx.network)),
  /** Returns published statements about the slashings of an operator or by an AVS; without either, all of them. */
  accounts: procedureFor("slashingCounts")
    .input(z.object({ operator: address.optional(), avs: address.optional() }))
    .query(({ ctx, input }) => slashingAccounts(ctx.network, input)),
  counts: procedureFor("slashingCounts")
    .input(slashingFilter.optional())
    .query(({ ctx, input }) => countSlashings(ctx.network, input)),
});
