import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { listStakerAssets } from "@/db/analytics/staker-assets";
import {
  findStaker,
  listStakerDelegations,
  listStakerExposure,
  listStakerHoldings,
  NO_DELEGATION,
} from "@/db/analytics/stakers";
import type { Context } from "../context";
import { address } from "../inputs";
import { stillSlashable } from "../network/figures/leaving";
import { stakerChanges } from "../network/figures/staker-changes";
import { stakerSlashings } from "../network/figures/staker-slashings";
import type { Network } from "../network/network";
import { found, procedureFor, router } from "../trpc";

const staker = z.object({ address });
/** As many as the page has; a download has all. */
export const NEWEST_DELEGATIONS = 100;

/** The headline of one staker: a wallet that never staked is known to its owner alone, as one who delegates to nobody. */
async function headlineOf({ analytics, viewer }: Pick<Context, "analytics" | "viewer">, address: string) {
  const isOwn = viewer.account?.address === address;
  const staker = await findStaker(analytics, address);
  return found(staker ?? (isOwn ? { address, ...NO_DELEGATION } : undefined), "staker");
}

type StakerContext = Pick<Context, "analytics" | "viewer" | "download"> & { network: Network };

/** Everything of one staker. */
async function wholeOf(ctx: StakerContext, address: string) {
  const db = ctx.analytics;
  const [headline, holdings, exposure, delegations] = await Promise.all([
    headlineOf(ctx, address),
    listStakerHoldings(db, address),
    listStakerExposure(db, address),
    listStakerDelegations(db, address, ctx.download ? undefined : NEWEST_DELEGATIONS),
  ]);
  const { operator, delegatedAt } = headline;
  const leaving = stillSlashable(
    ctx.network.clocks,
    delegations.map(({ kind: type, happenedAt: at, transaction: transactionHash, ...rest }) => ({
      ...rest,
      staker: address,
      type,
      at,
      transactionHash,
    })),
  );
  if (operator === null)
    return { ...headline, holdings, exposure, delegations, leaving, happened: null, coming: null };
  const [assets, settled] = await Promise.all([
    listStakerAssets(db, { staker: address, operator }),
    listStakerExposure(db, address, "settled"),
  ]);
  const happened = stakerSlashings(ctx.network, { operator, since: delegatedAt, assets });
  const changes = stakerChanges(
    ctx.network,
    ctx.network.operators.get(operator),
    holdings.map((held) => held.address),
  );
  const coming = { ...changes, exposure: settled };
  return { ...headline, holdings, exposure, delegations, leaving, happened, coming };
}

export const stakersRouter = router({
  overview: procedureFor("stakerOverview")
    .input(staker)
    .query(({ ctx, input }) => headlineOf(ctx, input.address)),
  detail: procedureFor("stakerDetail")
    .input(staker)
    .query(({ ctx, input }) => wholeOf(ctx, input.address)),
  /** Takes no address: it is always that of the wallet that asks. */
  mine: procedureFor("ownStake").query(({ ctx }) => {
    const { account } = ctx.viewer;
    if (!account) throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in to use this." });
    return wholeOf(ctx, account.address);
  }),
});
