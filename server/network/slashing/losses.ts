import { lotsOfSeries } from "../clocks/history";
import { WAD } from "../units";
import { scaled, UNKNOWN_USD, type UsdValue } from "../unknown";
import {
  type CorrectedShares,
  correctedUsd,
  type Pricing,
  type SlashedPair,
  withdrawableSum,
} from "../value";
import { fractionOf, magnitudePath, plausibleWad, type Slash } from "./slashing";

/** The loss of one slash in an operator's stake in one strategy. */
export interface SlashLoss {
  slash: Slash;
  /** The operator's shares just before, with earlier slashes taken off; `null` if not known. */
  sharesBefore: bigint | null;
  lostShares: bigint | null;
  lost: UsdValue;
}

/** Returns the loss of a slash: the event's fraction x the whole value just before. */
export const lossOf = (valueBefore: UsdValue, wadSlashed: bigint | null): UsdValue =>
  scaled(valueBefore, fractionOf(wadSlashed));

/**
 * Returns the loss of each slash, oldest first. `sharesBefore` gives the pipeline's shares on the last day before a
 * slash, slashes not taken off. Each slash lowers the base of the next, so that nothing is counted twice.
 */
export function lossesOfPair(
  slashes: readonly Slash[],
  sharesBefore: (slash: Slash) => bigint | null,
  pricing: Pricing,
): SlashLoss[] {
  const eves: { blockNumber: number | null; shares: bigint | null }[] = [];
  const earlier: Slash[] = [];
  return magnitudePath(slashes).map(({ slash, maxBefore }) => {
    const shares = sharesBefore(slash);
    eves.push({ blockNumber: slash.blockNumber === null ? null : slash.blockNumber - 1, shares });
    const before =
      maxBefore === 0n
        ? ({ shares: 0n, correction: "exact" } as const)
        : shares === null
          ? null
          : withdrawableSum(lotsOfSeries(eves), pairBefore(earlier, maxBefore));
    earlier.push(slash);
    return stepLoss(slash, before, pricing);
  });
}

const pairBefore = (earlier: readonly Slash[], maxMagnitude: bigint | null): SlashedPair => ({
  slashes: [...earlier],
  maxMagnitude,
  maxMagnitudeBlock: earlier.at(-1)?.blockNumber ?? null,
});

function stepLoss(slash: Slash, before: CorrectedShares | null, pricing: Pricing): SlashLoss {
  if (!before) return { slash, sharesBefore: null, lostShares: null, lost: UNKNOWN_USD };
  const wad = plausibleWad(slash.wadSlashed);
  return {
    slash,
    sharesBefore: before.shares,
    lostShares: wad === null ? null : (before.shares * wad) / WAD,
    lost: lossOf(correctedUsd(before, pricing), wad),
  };
}

/** An event in a staker's delegation to one operator. */
export interface DelegationEvent {
  staker: string;
  type: "DELEGATED" | "UNDELEGATED" | "FORCE_UNDELEGATED" | (string & {});
  at: Date | null;
  blockNumber: number | null;
  transactionHash: string | null;
}

/** Returns departures, each once: a forced one is stored as both FORCE_UNDELEGATED and UNDELEGATED. */
export function departures<Event extends DelegationEvent>(
  events: readonly Event[],
): (Event & { isForced: boolean })[] {
  const found = new Map<string, Event & { isForced: boolean }>();
  for (const event of events) {
    const type = event.type.toUpperCase();
    if (type !== "UNDELEGATED" && type !== "FORCE_UNDELEGATED") continue;
    const key = [
      event.staker.toLowerCase(),
      event.transactionHash?.toLowerCase() || (event.blockNumber ?? event.at?.getTime()),
    ].join(" ");
    const isForced = type === "FORCE_UNDELEGATED" || (found.get(key)?.isForced ?? false);
    found.set(key, { ...(found.get(key) ?? event), isForced });
  }
  return [...found.values()];
}
