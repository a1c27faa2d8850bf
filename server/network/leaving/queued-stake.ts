import { positionShares } from "../figures/share-values";
import { type Holding, stakeOf, stakerExposure } from "../figures/staker-exposure";
import type { Network, Strategy } from "../network";
import { WAD } from "../units";
import { allOf, anyOf, type Tri } from "../unknown";
import { correctedUsd, type Pricing } from "../value";
import type { Leaving } from "./stakers-left";

/** A staker's shares of one strategy with an operator on the day of a share snapshot. */
export interface SnapshotShares {
  strategy: string;
  shares: bigint | null;
  snapshotBlock: number | null;
  /** A day in UTC, "2026-07-05". */
  snapshotOn: string | null;
}

/**
 * Returns the shares that a departure queued, as of the last share snapshot before it, and the most that each set of
 * the old operator can still take of them; `null` if there is no such snapshot.
 */
export function queuedStake(network: Network, left: Leaving, snapshot: readonly SnapshotShares[]) {
  const [first] = snapshot;
  if (!first) return null;
  const holdings = snapshot.map(({ strategy, shares, snapshotBlock }) =>
    queuedHolding(network, left.operator, strategy, {
      shares,
      writtenBlock: snapshotBlock,
      startedAt: left.startedAt,
    }),
  );
  const { knownUsd, unknownCount, isUpperBound } = stakeOf(holdings);
  return {
    snapshotOn: first.snapshotOn,
    snapshotBlock: first.snapshotBlock,
    tvsUsd: knownUsd,
    unpricedCount: unknownCount,
    isTvsUpperBound: isUpperBound,
    ...stakerExposure(network, left.operator, holdings, { untilBlock: left.untilBlock }),
  };
}

/**
 * Returns whether a set can slash what was queued, by the strategies queued where they are known; else by all that the
 * operator allocates.
 */
export function isQueuedExposed(left: Leaving, queued: ReturnType<typeof queuedStake>): Tri {
  if (!queued?.worst) return left.isSlashable;
  const bySet = queued.sets.map(({ exposedUsd, unknownCount, isUpTo }) =>
    exposedUsd === 0 && unknownCount === 0 ? false : isUpTo ? null : true,
  );
  return allOf([left.isWithin, anyOf(bySet)]);
}

/** Returns what prices shares of a strategy. */
export const pricingOf = ({ exchangeRate, decimals, priceUsd }: Strategy): Pricing => ({
  rateWad: exchangeRate === null ? null : exchangeRate * Number(WAD),
  decimals,
  priceUsd,
});

type QueuedLot = { shares: bigint | null; writtenBlock: number | null; startedAt: Date | null };

/** Returns queued shares at the newest price, with the slashes taken off that followed the snapshot. */
function queuedHolding(network: Network, operator: string, strategy: string, lot: QueuedLot): Holding {
  const { shares } = lot;
  const held = network.operators.get(operator)?.strategies.find((one) => one.strategy === strategy);
  const token = network.strategies.get(strategy);
  const corrected = shares === null || !held ? null : positionShares(network, held, { ...lot, shares });
  const value = corrected && token && correctedUsd(corrected, pricingOf(token));
  return {
    address: strategy,
    symbol: token?.symbol ?? null,
    tvsUsd: value?.usd ?? null,
    isUpperBound: value?.isUpperBound ?? false,
    isUnpriced: value?.isUnpriced === true,
  };
}
