import { isQueuedSlashable } from "../clocks/exit";
import type { Allocation, Network } from "../network";
import { type DelegationEvent, departures } from "../slashing/losses";
import { LEAVING_BLOCKS, SECONDS_PER_BLOCK } from "../units";
import { allOf, anyOf, type Tri } from "../unknown";

interface OperatorEvent extends DelegationEvent {
  operator: string;
  operatorName: string | null;
}

/** An operator that a staker left, whose operator sets can still slash what was queued for withdrawal then. */
export interface Leaving {
  operator: string;
  operatorName: string | null;
  isForced: boolean;
  leftAt: Date | null;
  /** 14 days after it left. */
  slashableUntil: Date | null;
  /** Whether its 14 days are not over yet. */
  isWithin: Tri;
  /** Whether a set can slash it now: by what its operator allocates and, until they are over, has announced. */
  isSlashable: Tri;
}

type Known = Pick<Network, "allocations"> & {
  clocks: Pick<Network["clocks"], "blockNow">;
  totals: Pick<Network["totals"], "allocationCount">;
};

/** Whether a set can slash anything of an operator; an announced change may be in effect before the 14 days are over. */
function isExposed({ allocations, totals }: Known, operator: string): Tri {
  const own = allocations.filter((one) => one.operator === operator);
  const found = anyOf(own.map(slashabilityOf));
  return found === false && totals.allocationCount === null ? null : found;
}

const slashabilityOf = ({ slashability, force }: Allocation): Tri =>
  slashability === "slashable" ? true : slashability === "up-to" || force.pending ? null : false;

const LEAVING_MILLISECONDS = LEAVING_BLOCKS * SECONDS_PER_BLOCK * 1000;

/**
 * Returns the departures whose 14 days are not over at the data's greatest block, the newest first; every departure
 * where no block is known. Leaving an operator queues all shares, also those that move on to another one.
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
