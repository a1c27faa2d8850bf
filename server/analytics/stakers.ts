import { TRPCError } from "@trpc/server";
import { z } from "zod";
import type { Reader } from "@/db/analytics/cached-per-run";
import { listSharesBeforeLeaving } from "@/db/analytics/stakers/share-snapshots";
import { findStaker, listStakerDelegations, listStakerPositions } from "@/db/analytics/stakers/stakers";
import { isInventedStaker } from "../network/figures/demo";
import { NO_DELEGATION, stakerHeadline, stakerHoldings } from "../network/figures/staker";
import { stakerChanges } from "../network/figures/staker-changes";
import { stakerExposure } from "../network/figures/staker-exposure";
import { stakerSlashings } from "../network/figures/staker-slashings";
import { isDelayShort, knownDelay } from "../network/leaving/new-allocation";
import { leftFrom } from "../network/leaving/operator-leaving";
import { isQueuedExposed, queuedStake } from "../network/leaving/queued-stake";
import { slashedInQueue } from "../network/leaving/slashed-in-queue";
import { type Leaving, stillSlashable } from "../network/leaving/stakers-left";
import { moveBetween } from "../network/moving/move";
import type { Network } from "../network/network";
import { hasAllAllocationsOf, isRead } from "../network/source";
import type { Context } from "../trpc/context";
import { address } from "../trpc/inputs";
import { found, procedureFor, router } from "../trpc/procedure";

const staker = z.object({ address });
/** The most delegations that the page shows; a download has all. */
export const NEWEST_DELEGATIONS = 100;

type StakerContext = Pick<Context, "viewer" | "download"> & { analytics: Reader; network: Network };

/**
 * Returns a staker's operator and stake. A wallet that never staked exists for its owner only, and delegates to
 * nobody.
 */
async function stakeOf({ analytics, viewer, network }: StakerContext, address: string) {
  const isOwn = viewer.account?.address === address;
  const known = await findStaker(analytics, address);
  const staker = found(known ?? (isOwn ? { address, delegation: null } : undefined), "staker");
  const { delegation } = staker;
  /** Whether the demo invented the address, so that it belongs to nobody. */
  const isInvented = !isOwn && isInventedStaker(network, address);
  /** Whether delegations were read: if not, a staker without one may still delegate. */
  const isDelegationKnown = delegation !== null || isRead(network.source, "operator_delegators");
  if (!delegation)
    return {
      headline: { address, isInvented, isDelegationKnown, ...NO_DELEGATION },
      positions: [],
      holdings: [],
    };
  const positions = await listStakerPositions(analytics, { staker: address, operator: delegation.operator });
  const holdings = stakerHoldings(network, delegation, positions);
  const headline = {
    isInvented,
    isDelegationKnown,
    ...stakerHeadline(network, address, delegation, holdings),
  };
  return { headline, positions, holdings };
}

/** Returns a departure with the stake that it queued, as of the last share snapshot before it. */
async function withQueued({ analytics, network }: StakerContext, staker: string, left: Leaving) {
  const { operator, startedBlock, leftBlock } = left;
  const snapshot =
    leftBlock === null
      ? []
      : await listSharesBeforeLeaving(analytics, { staker, operator, startedBlock, leftBlock });
  const queued = queuedStake(network, left, snapshot);
  return { ...left, isSlashable: isQueuedExposed(left, queued), queued };
}

/** Returns everything about one staker. */
async function wholeOf(ctx: StakerContext, address: string) {
  const { network } = ctx;
  /** Whether allocations were read: if not, it is unknown whether anything can be slashed. */
  const areAllocationsRead = network.totals.allocationCount !== null;
  const [{ headline, positions, holdings }, delegations] = await Promise.all([
    stakeOf(ctx, address),
    listStakerDelegations(ctx.analytics, address, ctx.download ? undefined : NEWEST_DELEGATIONS),
  ]);
  const { operator, delegatedAt } = headline;
  const events = delegations.map(({ kind: type, happenedAt: at, ...rest }) => ({
    ...rest,
    staker: address,
    type,
    at,
  }));
  const departed = stillSlashable(network, events);
  const leaving = await Promise.all(departed.map((left) => withQueued(ctx, address, left)));
  if (operator === null)
    return {
      ...headline,
      areAllocationsRead,
      areAllocationsComplete: true,
      holdings,
      exposure: [],
      exposureByAvs: [],
      worst: null,
      tail: null,
      delegations,
      leaving,
      slashedInQueue: slashedInQueue(network, events),
      happened: null,
      coming: null,
      exit: null,
    };
  const strategies = positions.map(({ strategy, shares }) => ({ address: strategy, isHeld: shares !== 0n }));
  const happened = stakerSlashings(network, { operator, since: delegatedAt, strategies });
  const changes = stakerChanges(
    network,
    network.operators.get(operator),
    holdings.map((held) => held.address),
  );
  const {
    sets: exposure,
    avs: exposureByAvs,
    worst,
    tail,
  } = stakerExposure(network, operator, holdings, "now");
  const coming = { ...changes, worst: stakerExposure(network, operator, holdings, "settled").worst };
  const left = leftFrom(network);
  return {
    ...headline,
    areAllocationsRead,
    /** Whether the data has all allocations of its operator: a demo lacks those of real operators. */
    areAllocationsComplete: hasAllAllocationsOf(network, operator),
    holdings,
    exposure,
    exposureByAvs,
    worst,
    tail,
    delegations,
    leaving,
    slashedInQueue: slashedInQueue(network, events),
    happened,
    coming,
    exit: {
      ...left,
      isDelayShort: isDelayShort(network, network.operators.get(operator)),
      /** The allocation delay that takes over; `null` if no change is known. */
      pendingDelay: knownDelay(network, network.operators.get(operator))?.pending ?? null,
      ...stakerExposure(network, operator, holdings, { untilBlock: left.leftBlock }),
    },
  };
}

/**
 * Returns what changes if a staker's stake moves to another operator. `move` is `null` if it delegates to nobody, or to
 * that operator already; nor can an operator move, for it can never leave itself.
 */
async function moveOf(ctx: StakerContext, address: string, to: string) {
  const { network } = ctx;
  const target = found(network.operators.get(to), "operator");
  const { headline, holdings } = await stakeOf(ctx, address);
  const { operator, operatorName, isDelegationKnown } = headline;
  const from = operator === null ? undefined : network.operators.get(operator);
  const isOperator = network.operators.has(address);
  return {
    operator,
    operatorName,
    isDelegationKnown,
    isOperator,
    move: from && !isOperator ? moveBetween(network, from, target, { holdings }) : null,
  };
}

export const stakersRouter = router({
  overview: procedureFor("stakerOverview")
    .input(staker)
    .query(async ({ ctx, input }) => (await stakeOf(ctx, input.address)).headline),
  detail: procedureFor("stakerDetail")
    .input(staker)
    .query(({ ctx, input }) => wholeOf(ctx, input.address)),
  /** Takes no address: it is always about the caller's own wallet. */
  mine: procedureFor("ownStake").query(({ ctx }) => {
    const { account } = ctx.viewer;
    if (!account) throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in to use this." });
    return wholeOf(ctx, account.address);
  }),
  move: procedureFor("stakerMove")
    .input(staker.extend({ to: address }))
    .query(({ ctx, input }) => moveOf(ctx, input.address, input.to)),
  /** Takes no address of a staker, like `mine`. */
  moveMine: procedureFor("ownMove")
    .input(z.object({ to: address }))
    .query(({ ctx, input }) => {
      const { account } = ctx.viewer;
      if (!account) throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in to use this." });
      return moveOf(ctx, account.address, input.to);
    }),
});
