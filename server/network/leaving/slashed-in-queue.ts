import { isQueuedSlashable } from "../clocks/allocation-delay";
import { slashingRows } from "../lists/slashings";
import type { Network } from "../network";
import { type DelegationEvent, departures } from "../slashing/losses";
import { LEAVING_BLOCKS, SECONDS_PER_BLOCK } from "../units";
import type { Tri } from "../unknown";

interface OperatorEvent extends DelegationEvent {
  operator: string;
  operatorName: string | null;
}

/**
 * Returns the departures of a staker in whose 14 days a set slashed the operator that was left, with these slashings, the
 * newest first. A slash takes the same fraction, 0..1, of what was queued in the strategy; what was queued is not known.
 * `isCertain` is false where both are in one block, or a block is not known and their times allow it.
 */
export const slashedInQueue = (network: Network, events: readonly OperatorEvent[]) =>
  departures(events).flatMap(({ operator, operatorName, at, blockNumber }) => {
    const slashings = slashingRows(network).flatMap(
      ({ id, slashedAt, blockNumber: slashBlock, avs, avsName, parts, ...row }) => {
        const isCut =
          row.operator === operator &&
          isCutBy({ block: blockNumber, at }, { block: slashBlock, at: slashedAt });
        if (isCut === false) return [];
        const strategies = parts.map(({ address, symbol, ratio }) => ({ address, symbol, ratio }));
        return [{ id, slashedAt, isCertain: isCut === true, avs, avsName, parts: strategies }];
      },
    );
    return slashings.length === 0
      ? []
      : [{ operator, operatorName, leftAt: at, leftBlock: blockNumber, slashings }];
  });

interface Moment {
  block: number | null;
  at: Date | null;
}

/** Returns whether a slash came while something was queued; `null` if that depends on what is not known. */
function isCutBy(queued: Moment, slash: Moment): Tri {
  if (queued.block !== null && slash.block !== null) {
    if (slash.block === queued.block) return null;
    return slash.block > queued.block && isQueuedSlashable(queued.block, slash.block);
  }
  if (!queued.at || !slash.at) return null;
  const waited = slash.at.getTime() - queued.at.getTime();
  return waited < 0 || waited > LEAVING_BLOCKS * SECONDS_PER_BLOCK * 1000 ? false : null;
}
