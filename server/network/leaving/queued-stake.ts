import { lotsOfSeries } from "../clocks/history";
import { queuedValue, sharesLeft } from "../figures/share-values";
import { type Holding, stakeOf, stakerExposure } from "../figures/staker-exposure";
import type { Network } from "../network";
import { allOf, anyOf, type Tri, UNKNOWN_USD } from "../unknown";
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
 * the old operator can still take of them; `null` if there is no such snapshot. `snapshots` are of every day of the
 * delegation, oldest first.
 */
export function queuedStake(network: Network, left: Leaving, snapshots: readonly SnapshotShares[]) {
  const last = snapshots.at(-1);
  if (!last) return null;
  const holdings = snapshots
    .filter(({ snapshotOn }) => snapshotOn === last.snapshotOn)
    .map(({ strategy }) =>
      queuedHolding(
        network,
        left,
        strategy,
        snapshots.filter((day) => day.strategy === strategy),
      ),
    );
  const { knownUsd, unknownCount, isUpperBound } = stakeOf(holdings);
  return {
    snapshotOn: last.snapshotOn,
    snapshotBlock: last.snapshotBlock,
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

/** Returns queued shares at the newest price, with the slashes taken off that followed each rise of its snapshots. */
function queuedHolding(
  network: Network,
  { operator, startedAt }: Leaving,
  strategy: string,
  days: readonly SnapshotShares[],
): Holding {
  const held = network.operators.get(operator)?.strategies.find((one) => one.strategy === strategy);
  const isKnown = days.at(-1)?.shares !== null;
  const lots = lotsOfSeries(
    days.map(({ shares, snapshotBlock }) => ({ shares, blockNumber: snapshotBlock })),
  );
  const value =
    isKnown && held
      ? queuedValue(
          network,
          operator,
          strategy,
          sharesLeft(
            network,
            held,
            lots.map((lot) => ({ ...lot, startedAt })),
          ),
        )
      : UNKNOWN_USD;
  return {
    address: strategy,
    symbol: network.strategies.get(strategy)?.symbol ?? null,
    tvsUsd: value.usd,
    isUpperBound: value.isUpperBound,
    isUnpriced: value.isUnpriced === true,
  };
}
