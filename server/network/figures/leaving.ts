import type { Clocks } from "../clocks";
import { isQueuedSlashable } from "../exit";
import { type DelegationEvent, departures } from "../losses";
import { LEAVING_BLOCKS, SECONDS_PER_BLOCK } from "../units";

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
}

const LEAVING_MILLISECONDS = LEAVING_BLOCKS * SECONDS_PER_BLOCK * 1000;

/**
 * Returns the departures whose 14 days are not over at the data's greatest block, the newest first; every departure
 * where no block is known. Leaving an operator queues all shares, also those that move on to another one.
 */
export const stillSlashable = (
  { blockNow }: Pick<Clocks, "blockNow">,
  events: readonly OperatorEvent[],
): Leaving[] =>
  departures(events)
    .filter(({ blockNumber }) => isQueuedSlashable(blockNumber, blockNow) !== false)
    .map(({ operator, operatorName, isForced, at }) => ({
      operator,
      operatorName,
      isForced,
      leftAt: at,
      slashableUntil: at && new Date(at.getTime() + LEAVING_MILLISECONDS),
    }));
