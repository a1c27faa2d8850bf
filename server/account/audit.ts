import { z } from "zod";
import { listEvents } from "@/db/user/audit";
import { instant } from "../trpc/inputs";
import { procedureFor, router } from "../trpc/procedure";

const page = z.object({
  limit: z.number().int().min(1).max(100).default(50),
  /** The end of the previous page. */
  cursor: z.object({ at: instant, id: z.uuid() }).optional(),
});

export const auditRouter = router({
  list: procedureFor("securityLog")
    .input(page.default({ limit: 50 }))
    .query(async ({ ctx, input: { limit, cursor } }) => {
      const events = await listEvents(ctx.user, ctx.account.id, limit + 1, cursor);
      const rows = events.slice(0, limit);
      const last = events.length > limit ? rows.at(-1) : undefined;
      return { rows, nextCursor: last ? { at: last.at, id: last.id } : null };
    }),
});
