import { z } from "zod";
import { countAddresses, LISTED_KINDS, listAddresses } from "@/db/analytics/addresses";
import { searchEntities } from "@/db/analytics/search";
import { searched } from "../inputs";
import { procedureFor, router } from "../trpc";

/** Addresses in one part of the map of the site; search engines take up to 50,000. */
export const MAP_ROWS = 10_000;

export const searchRouter = router({
  query: procedureFor("entitySearch")
    .input(z.object({ q: searched(100) }))
    .query(({ ctx, input }) => searchEntities(ctx.analytics, input.q, 10)),
  addressCounts: procedureFor("siteMap").query(({ ctx }) => countAddresses(ctx.analytics)),
  addresses: procedureFor("siteMap")
    .input(z.object({ kind: z.enum(LISTED_KINDS), part: z.number().int().min(0).max(10_000) }))
    .query(({ ctx, input }) =>
      listAddresses(ctx.analytics, input.kind, { offset: input.part * MAP_ROWS, limit: MAP_ROWS }),
    ),
});
