import type { Reader } from "@/db/analytics/cached-per-run";
import { countDelegatorsAtRisk, listLargestLosers } from "@/db/analytics/stakers/largest-losers";
import { type LossScope, sharesAtRisk, supposedLoss } from "../network/figures/worst-case";
import type { Network } from "../network/network";
import { arePositionsRead } from "../network/source";
import { ifReachable } from "./if-reachable";

const LARGEST_LOSERS = 10;

interface LossContext {
  analytics: Reader;
  network: Network;
}

/**
 * Returns how many delegators of each operator lose something; `null` if the database cannot be reached, or not all
 * was read.
 */
const delegatorCounts = async ({ analytics, network }: LossContext, scope: LossScope) =>
  network.totals.allocationCount !== null && arePositionsRead(network)
    ? await ifReachable(countDelegatorsAtRisk(analytics, sharesAtRisk(network, scope, 1)))
    : null;

/** Returns the loss if a part of everything in a scope is slashed, and the number of delegators who lose. */
export async function lossSummary(ctx: LossContext, scope: LossScope, fraction: number) {
  const counts = await delegatorCounts(ctx, scope);
  return {
    ...supposedLoss(ctx.network, scope, fraction),
    delegatorCount:
      counts === null ? null : counts.reduce((sum, { delegatorCount }) => sum + delegatorCount, 0),
  };
}

/** Returns how many delegators of an operator lose something. */
export async function delegatorCounter(ctx: LossContext, scope: LossScope) {
  const counts = await delegatorCounts(ctx, scope);
  const countOf = new Map(counts?.map(({ operator, delegatorCount }) => [operator, delegatorCount]));
  return (operator: string) => (counts ? (countOf.get(operator) ?? 0) : null);
}

/**
 * Returns the delegators who lose most, with the names of their operators. `unknownLoserCount` delegators lose
 * something of unknown value, so they may belong further up.
 */
export async function largestLosers({ analytics, network }: LossContext, scope: LossScope, fraction: number) {
  const found = await listLargestLosers(analytics, sharesAtRisk(network, scope, fraction), LARGEST_LOSERS);
  return {
    losers: found.map(({ unknownLoserCount: _, ...loser }) => ({
      ...loser,
      operatorName: network.operators.get(loser.operator)?.name ?? null,
    })),
    unknownLoserCount: found[0]?.unknownLoserCount ?? 0,
  };
}
