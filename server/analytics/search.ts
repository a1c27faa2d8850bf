import { z } from "zod";
import { searchEntities } from "@/db/analytics/search";
import { procedureFor, router } from "../trpc";

export const searchRouter = router({
  query: procedureFor("entitySearch")
    .input(z.object({ q: z.string().trim().max(100) }))
    .query(({ ctx, input }) => searchEntities(ctx.analytics, input.q, 10)),
});
