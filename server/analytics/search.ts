import { z } from "zod";
import { searchEntities } from "@/db/analytics/search";
import { searched } from "../inputs";
import { procedureFor, router } from "../trpc";

export const searchRouter = router({
  query: procedureFor("entitySearch")
    .input(z.object({ q: searched(100) }))
    .query(({ ctx, input }) => searchEntities(ctx.analytics, input.q, 10)),
});
