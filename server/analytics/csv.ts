import { z } from "zod";
import { address } from "../trpc/inputs";
import { procedureFor, router } from "../trpc/procedure";
import { mayUseFor, QUANTITIES } from "../trpc/tiers";

/**
 * Procedures about CSV files: a count against their own limit, and the number of rows that a person may download,
 * `null` for all. `address` is the subject of the list: its own wallet may download everything about it.
 */
export const csvRouter = router({
  rowLimit: procedureFor("csvSample")
    .input(z.object({ address: address.optional() }))
    .query(({ ctx, input }) => ({
      rowLimit: mayUseFor(ctx.viewer, "csvExport", input.address)
        ? QUANTITIES.csvRows.PRO
        : QUANTITIES.csvRows.VISITOR,
    })),
});
