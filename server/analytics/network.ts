import { z } from "zod";
import { listNetworkActivity, NETWORK_EVENTS } from "@/db/analytics/network/activity";
import { listNetworkHistory } from "@/db/analytics/network/history";
import { listSyncStatus } from "@/db/analytics/network/sync-status";
import { demoSummary } from "../network/figures/demo";
import {
  networkConcentration,
  networkData,
  networkFreshness,
  networkMovers,
  networkOverview,
  networkStrategies,
} from "../network/figures/network";
import { presentOf } from "../network/figures/present";
import { daysUntil, networkDays } from "../network/figures/value-days";
import { operatorsByVerdict } from "../network/verdict/operators-by-verdict";
import { cursorsOf, cursorText } from "../trpc/cursor";
import { dayCountOf, range } from "../trpc/inputs";
import { procedureFor, router } from "../trpc/procedure";

const MOVERS = 5;
const CURSORS = cursorsOf(["network activity"], ["instant", "text"]);

export const networkRouter = router({
  overview: procedureFor("networkOverview").query(({ ctx }) => networkOverview(ctx.network)),
  history: procedureFor("networkHistory")
    .input(z.object({ range: range.default("1y") }))
    .query(async ({ ctx: { analytics, network }, input }) =>
      networkDays(network, await listNetworkHistory(analytics, daysUntil(network, dayCountOf(input.range)))),
    ),
  strategies: procedureFor("networkStrategies").query(({ ctx }) => networkStrategies(ctx.network)),
  concentration: procedureFor("networkConcentration").query(({ ctx }) => networkConcentration(ctx.network)),
  verdicts: procedureFor("networkVerdicts").query(({ ctx }) => operatorsByVerdict(ctx.network)),
  movers: procedureFor("networkMovers").query(({ ctx }) => networkMovers(ctx.network, MOVERS)),
  activity: procedureFor("networkActivity")
    .input(
      z.object({
        kinds: z
          .array(z.enum(NETWORK_EVENTS))
          .min(1)
          .max(5)
          .default([...NETWORK_EVENTS]),
        limit: z.number().int().min(1).max(50).default(12),
        /** A list this long is read on by cursor. */
        page: z.number().int().min(1).max(100).default(1),
        cursor: cursorText,
      }),
    )
    .query(async ({ ctx, input: { kinds, limit: perPage, page, cursor } }) => {
      const after = CURSORS.placeOf(cursor);
      const { rows, next } = await listNetworkActivity(ctx.analytics, presentOf(ctx.network), kinds, {
        page,
        perPage,
        ...(after === undefined ? {} : { after }),
      });
      return { rows, nextCursor: CURSORS.cursorOf(next) };
    }),
  freshness: procedureFor("networkFreshness").query(({ ctx }) => networkFreshness(ctx.network)),
  data: procedureFor("networkFreshness").query(({ ctx }) => networkData(ctx.network)),
  demo: procedureFor("networkFreshness").query(({ ctx }) => demoSummary(ctx.network)),
  syncStatus: procedureFor("networkFreshness").query(({ ctx }) => listSyncStatus(ctx.analytics.db)),
});
