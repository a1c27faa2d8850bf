import { mayUse } from "../tiers";
import { procedureFor, router } from "../trpc";

const FREE_ROWS = 100;

/** A download as CSV: counted against its own limit, and how many rows of a list this person may have; `null` is all. */
export const csvRouter = router({
  begin: procedureFor("csvSample").query(({ ctx }) => ({
    rowLimit: mayUse(ctx.viewer.tier, "csvExport") ? null : FREE_ROWS,
  })),
});
