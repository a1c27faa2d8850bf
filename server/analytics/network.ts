import { z } from "zod";
import { findFreshness } from "@/db/analytics/freshness";
import { findNetwork, listNetworkAssets, listNetworkHistory } from "@/db/analytics/network";
import { dayCountOf, range } from "../inputs";
import { found, procedureFor, router } from "../trpc";

export const networkRouter = router({
  overview: procedureFor("networkOverview").query(async ({ ctx }) =>
    found(await findNetwork(ctx.analytics), "day of network figures yet"),
  ),
  history: procedureFor("networkHistory")
    .input(z.object({ range: range.default("1y") }))
    .query(({ ctx, input }) => listNetworkHistory(ctx.analytics, dayCountOf(input.range))),
  assets: procedureFor("networkAssets").query(({ ctx }) => listNetworkAssets(ctx.analytics)),
  freshness: procedureFor("networkFreshness").query(
    async ({ ctx }) => (await findFreshness(ctx.analytics)) ?? null,
  ),
});
