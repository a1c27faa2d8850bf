import type { Clocks } from "../clocks";
import { LEAVING_BLOCKS, SECONDS_PER_BLOCK } from "../units";

interface DelegationEvent {
  operator: string;
  operatorName: string | null;
  /** DELEGATED, UNDELEGATED or FORCE_UNDELEGATED. */
  kind: string;
  happenedAt: Date | null;
  blockNumber: number;
}

/** An operator that a staker left, whose operator sets can still slash what was queued for withdrawal then. */
export interface Leaving {
  operator: string;
  operatorName: string | null;
  leftAt: Date | null;
  /** 14 days after it left. */
  slashableUntil: Date | null;
}

const LEAVING_MILLISECONDS = LEAVING_BLOCKS * SECONDS_PER_BLOCK * 1000;

/**
 * Returns the departures whose 14 days are not over at the data's greatest block, the newest first; every departure
 * where no block is known. Leaving an operator queues all shares, also those that move on to another one.
 */
export function stillSlashable(
  { blockNow }: Pick<Clocks, "blockNow">,
  events: readonly DelegationEvent[],
): Leaving[] {
  const open = events.filter(
    ({ kind, blockNumber }) =>
      kind !== "DELEGATED" && (blockNow === null || blockNumber + LEAVING_BLOCKS >= blockNow),
  );
  const seen = new Set<string>();
  return open.flatMap(({ operator, operatorName, happenedAt, blockNumber }) => {
    // A forced departure emits two events.
    const departure = `${operator} ${blockNumber}`;
    if (seen.has(departure)) return [];
    seen.add(departure);
    const slashableUntil = happenedAt && new Date(happenedAt.getTime() + LEAVING_MILLISECONDS);
    return [{ operator, operatorName, leftAt: happenedAt, slashableUntil }];
  });
}
