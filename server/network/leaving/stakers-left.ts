import { isQueuedSlashable } from "../clocks/allocation-delay";
import type { Allocation, Network } from "../network";
import { type DelegationEvent, departures } from "../slashing/losses";
import { LEAVING_BLOCKS, SECONDS_PER_BLOCK } from "../units";
import { allOf, anyOf, type Tri } from "../unknown";

interface OperatorEvent extends DelegationEvent {
  operator: string;
  operatorName: string | null;
}

/** An operator that a staker left, and whose sets can still slash the shares that were queued then. */
export interface Leaving {
  operator: string;
  operatorName: string | null;
  isForced: boolean;
  leftAt: Date | null;
  /** 14 days after the staker left; `null` if it left at an unknown time. */
  slashableUntil: Date | null;
  /** Whether the 14 days after leaving are still running. */
  isWithin: Tri;
  /**
   * Whether a set can slash the queued shares now, through an allocation that is in effect, or announced and in
   * effect before the 14 days end.
   */
  isSlashable: Tri;
}

type Known = Pick<Network, "allocations"> & {
  clocks: Pick<Network["clocks"], "blockNow">;
  totals: Pick<Network["totals"], "allocationCount">;
};

/**
 * Returns whether a set can slash an operator's stake. An announced change counts, since it may take effect within
 * the 14 days.
 */
function isExposed({ allocations, totals }: Known, operator: string): Tri {
  const own = allocations.filter((one) => one.operator === operator);
  const found = anyOf(own.map(slashabilityOf));
  return found === false && totals.allocationCount === null ? null : found;
}

const slashabilityOf = ({ slashability, force }: Allocation): Tri =>
  slashability === "slashable" ? true : slashability === "up-to" || force.pending ? null : false;

const LEAVING_MILLISECONDS = LEAVING_BLOCKS * SECONDS_PER_BLOCK * 1000;

/**
 * Returns the departures whose 14 days are not over at the greatest known block, the newest first; every departure if
 * no block is known. Leaving queues all shares, even those that move to another operator.
 */
export const stillSlashable = (network: Known, events: readonly OperatorEvent[]): Leaving[] =>
  departures(events).flatMap(({ operator, operatorName, isForced, at, blockNumber }) => {
    const isWithin = isQueuedSlashable(blockNumber, network.clocks.blockNow);
    if (isWithin === false) return [];
    return [
      {
        operator,
        operatorName,
        isForced,
        leftAt: at,
        slashableUntil: at && new Date(at.getTime() + LEAVING_MILLISECONDS),
        isWithin,
        isSlashable: allOf([isWithin, isExposed(network, operator)]),
      },
    ];
  });
