import { isQueuedSlashable } from "../clocks/allocation-delay";
import { slashingRows } from "../lists/slashings";
import type { Network } from "../network";
import { type DelegationEvent, departures } from "../slashing/losses";

interface OperatorEvent extends DelegationEvent {
  operator: string;
  operatorName: string | null;
}

/**
 * Returns the departures of a staker in whose 14 days a set slashed the operator that was left, with these slashings, the
 * newest first. A slash takes the same fraction, 0..1, of what was queued in the strategy; what was queued is not known.
 */
export const slashedInQueue = (network: Network, events: readonly OperatorEvent[]) =>
  departures(events).flatMap(({ operator, operatorName, at, blockNumber }) => {
    const slashings = slashingRows(network)
      .filter((row) => row.operator === operator && isCutBy(blockNumber, row.blockNumber))
      .map(({ id, slashedAt, avs, avsName, parts }) => ({
        id,
        slashedAt,
        avs,
        avsName,
        parts: parts.map(({ address, symbol, ratio }) => ({ address, symbol, ratio })),
      }));
    return slashings.length === 0
      ? []
      : [{ operator, operatorName, leftAt: at, leftBlock: blockNumber, slashings }];
  });

const isCutBy = (queuedBlock: number | null, slashBlock: number | null): boolean =>
  queuedBlock !== null &&
  slashBlock !== null &&
  slashBlock >= queuedBlock &&
  isQueuedSlashable(queuedBlock, slashBlock) === true;
