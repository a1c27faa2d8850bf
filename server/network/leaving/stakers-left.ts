import { isQueuedSlashable } from "../clocks/allocation-delay";
import { countsUntil } from "../figures/staker-exposure";
import type { Allocation, Network } from "../network";
import { type DelegationEvent, departures } from "../slashing/losses";
import { hasAllAllocationsOf } from "../source";
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
  leftBlock: number | null;
  /** The delegation that ended: its start, if it is among the events. */
  startedAt: Date | null;
  startedBlock: number | null;
  /** 14 days after the staker left; `null` if it left at an unknown time. */
  slashableUntil: Date | null;
  /** The last block in which a set can slash; `null` if the staker left in an unknown block. */
  untilBlock: number | null;
  /** Whether the 14 days after leaving are still running. */
  isWithin: Tri;
  /**
   * Whether a set can slash the queued shares now, through an allocation that is in effect, or announced and in
   * effect before the 14 days end.
   */
  isSlashable: Tri;
}

type Known = Pick<Network, "allocations"> & {
  source: Pick<Network["source"], "metadata">;
  clocks: Pick<Network["clocks"], "blockNow">;
  totals: Pick<Network["totals"], "allocationCount">;
};

/** Returns whether a set can slash an operator's stake up to a block, by an announced change too. */
function isExposed(network: Known, operator: string, untilBlock: number | null): Tri {
  const { allocations, totals } = network;
  const own = allocations.filter((one) => one.operator === operator);
  const found = anyOf(own.map((one) => slashabilityOf(one, untilBlock)));
  const isAll = totals.allocationCount !== null && hasAllAllocationsOf(network, operator);
  return found === false && !isAll ? null : found;
}

function slashabilityOf(allocation: Allocation, untilBlock: number | null): Tri {
  if (allocation.slashability === "slashable") return true;
  return allocation.slashability === "up-to" || countsUntil(allocation, untilBlock) !== false ? null : false;
}

const LEAVING_MILLISECONDS = LEAVING_BLOCKS * SECONDS_PER_BLOCK * 1000;

/**
 * Returns the departures whose 14 days are not over at the greatest known block, the newest first; every departure if
 * no block is known. Leaving queues all shares, even those that move to another operator.
 */
export const stillSlashable = (network: Known, events: readonly OperatorEvent[]): Leaving[] =>
  departures(events).flatMap(({ operator, operatorName, isForced, at, blockNumber }) => {
    const isWithin = isQueuedSlashable(blockNumber, network.clocks.blockNow);
    if (isWithin === false) return [];
    const start = startOf(events, operator, blockNumber);
    const untilBlock = blockNumber === null ? null : blockNumber + LEAVING_BLOCKS;
    return [
      {
        operator,
        operatorName,
        isForced,
        leftAt: at,
        leftBlock: blockNumber,
        startedAt: start?.at ?? null,
        startedBlock: start?.blockNumber ?? null,
        slashableUntil: at && new Date(at.getTime() + LEAVING_MILLISECONDS),
        untilBlock,
        isWithin,
        isSlashable: allOf([isWithin, isExposed(network, operator, untilBlock)]),
      },
    ];
  });

/** Returns the newest delegation to an operator before a block. */
function startOf(
  events: readonly OperatorEvent[],
  operator: string,
  leftBlock: number | null,
): OperatorEvent | undefined {
  if (leftBlock === null) return undefined;
  return events
    .filter((event) => event.operator === operator && event.type.toUpperCase() === "DELEGATED")
    .filter(({ blockNumber }) => blockNumber !== null && blockNumber <= leftBlock)
    .sort((a, b) => (b.blockNumber ?? 0) - (a.blockNumber ?? 0))[0];
}
