import { z } from "zod";
import { deleteAccount, exportAccount } from "@/db/user/export";
import { verifyReauthentication } from "../auth/reauthenticate";
import { limiter } from "../limits/limiter";
import { procedureFor, router } from "../trpc/procedure";
import { refuse } from "../trpc/refusal";
import { auditContextOf, still } from "./audit-context";

export const dataRouter = router({
  /** Returns the file as text: years of audit lines are many values, and one text is cheap to send. */
  export: procedureFor("accountData").query(async ({ ctx }) => {
    const data = still(await exportAccount(ctx.user, ctx.account.id, auditContextOf(ctx)));
    return { exportedAt: data.exportedAt, json: JSON.stringify(data, null, 2) };
  }),
  delete: procedureFor("accountData")
    .input(z.object({ message: z.string().max(2048), signature: z.string().max(4096) }))
    .mutation(async ({ ctx, input }) => {
      await verifyReauthentication(ctx, { ...input, purpose: "delete" });
      if (still(await deleteAccount(ctx.user, ctx.account.id)) === "last") throw refuse("LAST_ADMIN");
      limiter().forget(ctx.account);
      return { deleted: true };
    }),
});
