import { z } from "zod";
import { countSlashings, listSlashings, SLASHING_SORTS } from "@/db/analytics/slashing";
import { address, bounds, paging, searched } from "../inputs";
import { procedureFor, router } from "../trpc";

/** Which slashings anybody may ask for. Bounds are inclusive, in USD. */
const slashingFilter = z.object({
  q: searched(100).optional(),
  operator: address.optional(),
  avs: address.optional(),
  strategy: address.optional(),
  lostUsd: bounds(1e15),
});
const slashingListInput = slashingFilter.extend({
  ...paging,
  sort: z.enum(SLASHING_SORTS).default("time"),
  dir: z.enum(["asc", "desc"]).default("desc"),
});

export const slashingRouter = router({
  list: procedureFor("slashingList")
    .input(slashingListInput)
    .query(({ ctx, input }) => listSlashings(ctx.analytics, input, { ...input, ...ctx.download })),
  counts: procedureFor("slashingCounts")
    .input(slashingFilter.optional())
    .query(({ ctx, input }) => countSlashings(ctx.analytics, input)),
});
