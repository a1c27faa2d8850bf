import { z } from "zod";
import { isStaker } from "@/db/analytics/stakers/is-staker";
import { countAddresses, LISTED_KINDS, listAddresses } from "../network/lists/addresses";
import { type Entry, searchNetwork, wholeAddress } from "../network/lists/search";
import { searched } from "../trpc/inputs";
import { procedureFor, router } from "../trpc/procedure";
import { ifReachable } from "./if-reachable";

/** Pages in one part of the sitemap. Search engines accept up to 50,000. */
export const MAP_ROWS = 5000;
/** The most results of each kind. */
const MOST_FOUND = 10;

export const searchRouter = router({
  query: procedureFor("entitySearch")
    .input(z.object({ q: searched(100) }))
    .query(async ({ ctx, input }): Promise<Entry[]> => {
      const entries = searchNetwork(ctx.network, input.q, MOST_FOUND);
      const address = wholeAddress(input.q);
      if (!address || !(await ifReachable(isStaker(ctx.analytics, address)))) return entries;
      const unknown = {
        tvsUsd: null,
        unpricedCount: 0,
        isTvsUpperBound: false,
        operatorCount: null,
        isActive: null,
        slashingCount: null,
        verdict: null,
      };
      return [...entries, { kind: "staker", address, name: null, alias: null, ...unknown }];
    }),
  addressCounts: procedureFor("siteMap").query(({ ctx }) => countAddresses(ctx.network)),
  addresses: procedureFor("siteMap")
    .input(z.object({ kind: z.enum(LISTED_KINDS), part: z.number().int().min(0).max(10_000) }))
    .query(({ ctx, input }) =>
      listAddresses(ctx.network, input.kind, { offset: input.part * MAP_ROWS, limit: MAP_ROWS }),
    ),
});
