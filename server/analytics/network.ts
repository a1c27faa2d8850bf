import { z } from "zod";
import { findFreshness } from "@/db/analytics/freshness";
import { findNetwork, listNetworkAssets, listNetworkHistory } from "@/db/analytics/network";
import { listNetworkActivity, NETWORK_EVENTS } from "@/db/analytics/network-activity";
import { findNetworkConcentration, listMovers, listRiskLevels } from "@/db/analytics/network-standing";
import { keptPerRun } from "@/db/analytics/per-run";
import { listSyncStatus } from "@/db/analytics/sync-status";
import { dayCountOf, range } from "../inputs";
import { found, procedureFor, router } from "../trpc";

const riskLevels = keptPerRun(listRiskLevels);
const movers = keptPerRun((db) => listMovers(db, 5));

export const networkRouter = router({
  overview: procedureFor("networkOverview").query(async ({ ctx }) =>
    found(await findNetwork(ctx.analytics), "day of network figures yet"),
  ),
  history: procedureFor("networkHistory")
    .input(z.object({ range: range.default("1y") }))
    .query(({ ctx, input }) => listNetworkHistory(ctx.analytics, dayCountOf(input.range))),
  assets: procedureFor("networkAssets").query(({ ctx }) => listNetworkAssets(ctx.analytics)),
  concentration: procedureFor("networkConcentration").query(({ ctx }) =>
    findNetworkConcentration(ctx.analytics),
  ),
  riskLevels: procedureFor("networkRiskLevels").query(({ ctx }) => riskLevels(ctx.analytics)),
  movers: procedureFor("networkMovers").query(({ ctx }) => movers(ctx.analytics)),
  activity: procedureFor("networkActivity")
    .input(
      z.object({
        kinds: z
          .array(z.enum(NETWORK_EVENTS))
          .min(1)
          .max(5)
          .default([...NETWORK_EVENTS]),
        limit: z.number().int().min(1).max(50).default(12),
      }),
    )
    .query(({ ctx, input }) => listNetworkActivity(ctx.analytics, input.kinds, input.limit)),
  freshness: procedureFor("networkFreshness").query(
    async ({ ctx }) => (await findFreshness(ctx.analytics)) ?? null,
  ),
  syncStatus: procedureFor("networkFreshness").query(({ ctx }) => listSyncStatus(ctx.analytics)),
});
