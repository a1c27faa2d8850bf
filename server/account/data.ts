import { z } from "zod";
import { deleteAccount, exportAccount } from "@/db/user/export";
import { verifyReauthentication } from "../auth/reauthenticate";
import { procedureFor, router } from "../trpc";
import { still, traceOf } from "./trace";

export const dataRouter = router({
  export: procedureFor("accountData").query(async ({ ctx }) =>
    still(await exportAccount(ctx.user, ctx.account.id, traceOf(ctx))),
  ),
  delete: procedureFor("accountData")
    .input(z.object({ message: z.string().max(2048), signature: z.string().max(4096) }))
    .mutation(async ({ ctx, input }) => {
      await verifyReauthentication(ctx, { ...input, purpose: "delete" });
      return { deleted: still(await deleteAccount(ctx.user, ctx.account.id)) };
    }),
});
