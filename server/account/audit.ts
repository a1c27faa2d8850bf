import { z } from "zod";
import { listEvents } from "@/db/user/audit";
import { cursorsOf, cursorText } from "../trpc/cursor";
import { procedureFor, router } from "../trpc/procedure";

const paging = z.object({
  limit: z.number().int().min(1).max(100).default(50),
  page: z.number().int().min(1).max(100_000).default(1),
  cursor: cursorText,
});

export const auditRouter = router({
  list: procedureFor("securityLog")
    .input(paging.default({ limit: 50, page: 1 }))
    .query(async ({ ctx, input: { cursor, ...page } }) => {
      const { cursorOf, placeOf } = cursorsOf(["audit", ctx.account.id], ["instant", "uuid"]);
      const after = placeOf(cursor);
      const { rows, next } = await listEvents(ctx.user, ctx.account.id, {
        ...page,
        after: after ?? undefined,
      });
      return { rows, nextCursor: cursorOf(next) };
    }),
});
