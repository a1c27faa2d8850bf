import { TRPCError } from "@trpc/server";
import { z } from "zod";
import type { AnalyticsDb } from "@/db/analytics/client";
import {
  findStaker,
  listStakerDelegations,
  listStakerExposure,
  listStakerHoldings,
} from "@/db/analytics/stakers";
import { address } from "../inputs";
import { found, procedureFor, router } from "../trpc";

const staker = z.object({ address });
const EVENTS = 100;

/** Everything of one staker. */
async function wholeOf(db: AnalyticsDb, address: string) {
  const [overview, holdings, exposure, delegations] = await Promise.all([
    findStaker(db, address),
    listStakerHoldings(db, address),
    listStakerExposure(db, address),
    listStakerDelegations(db, address, EVENTS),
  ]);
  return { ...found(overview, "staker"), holdings, exposure, delegations };
}

export const stakersRouter = router({
  overview: procedureFor("stakerOverview")
    .input(staker)
    .query(async ({ ctx, input }) => found(await findStaker(ctx.analytics, input.address), "staker")),
  detail: procedureFor("stakerDetail")
    .input(staker)
    .query(({ ctx, input }) => wholeOf(ctx.analytics, input.address)),
  /** Takes no address: it is always that of the wallet that asks. */
  mine: procedureFor("ownStake").query(({ ctx }) => {
    const { account } = ctx.viewer;
    if (!account) throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in to use this." });
    return wholeOf(ctx.analytics, account.address);
  }),
});
