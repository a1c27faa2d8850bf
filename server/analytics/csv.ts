import { z } from "zod";
import { address } from "../trpc/inputs";
import { procedureFor, router } from "../trpc/procedure";
import { mayUseFor, QUANTITIES } from "../trpc/tiers";

/**
 * A download as CSV: counted against its own limit, and how many rows of a list this person may have; `null` is all.
 * `address` is whose own data the list is, of which its wallet may have all.
 */
export const csvRouter = router({
  begin: procedureFor("csvSample")
    .input(z.object({ address: address.optional() }))
    .query(({ ctx, input }) => ({
      rowLimit: mayUseFor(ctx.viewer, "csvExport", input.address)
        ? QUANTITIES.csvRows.PRO
        : QUANTITIES.csvRows.VISITOR,
    })),
});
