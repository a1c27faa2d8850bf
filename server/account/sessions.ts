import { z } from "zod";
import { recordEvent } from "@/db/user/audit";
import { inTransaction } from "@/db/user/client";
import { listSessions, revokeOtherSessions, revokeSession } from "@/db/user/sessions";
import { found, procedureFor, router } from "../trpc/procedure";
import { auditContextOf } from "./audit-context";

export const sessionsRouter = router({
  list: procedureFor("sessions").query(async ({ ctx }) => {
    const rows = await listSessions(ctx.user, ctx.account.id, new Date());
    return rows.map((row) => ({ ...row, isCurrent: row.id === ctx.account.sessionId }));
  }),
  revoke: procedureFor("sessions")
    .input(z.object({ id: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      const userId = ctx.account.id;
      const revoked = await inTransaction(ctx.user, "session.revoke", async (transaction) => {
        if (!(await revokeSession(transaction, userId, input.id, new Date()))) return undefined;
        await recordEvent(transaction, { userId, kind: "session.revoked", ...auditContextOf(ctx) });
        return { id: input.id };
      });
      return found(revoked, "session");
    }),
  revokeOthers: procedureFor("sessions").mutation(async ({ ctx }) => {
    const userId = ctx.account.id;
    return await inTransaction(ctx.user, "session.revokeOthers", async (transaction) => {
      const count = await revokeOtherSessions(transaction, userId, ctx.account.sessionId, new Date());
      if (count > 0) {
        const event = { userId, kind: "session.others_revoked", detail: { count } } as const;
        await recordEvent(transaction, { ...event, ...auditContextOf(ctx) });
      }
      return { count };
    });
  }),
});
