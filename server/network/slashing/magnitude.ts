import { WAD } from "../units";
import { magnitudePath, type Slash } from "./slashing";

/** The columns of an operator in a strategy; `maxMagnitudeBlock` is the block of the newest change, `null` for never. */
export interface MaxMagnitudeColumns {
  maxMagnitude: bigint | null;
  maxMagnitudeBlock: number | null;
  /** A change is recorded, whether or not its block is known; by default where its block is. */
  isMaxMagnitudeWritten?: boolean;
}

/**
 * Returns the maximum magnitude in force. It is 10^18 until a slash: a column without a block says nothing, then the
 * known slashings decide. `null` where a change is recorded and its amount is not known.
 */
export function maxMagnitudeInForce(
  {
    maxMagnitude,
    maxMagnitudeBlock,
    isMaxMagnitudeWritten = maxMagnitudeBlock !== null,
  }: MaxMagnitudeColumns,
  slashes: readonly Slash[] = [],
): bigint | null {
  const path = magnitudePath(slashes);
  if (!isMaxMagnitudeWritten) return path.length === 0 ? WAD : (path.at(-1)?.maxAfter ?? null);
  if (maxMagnitude !== null && maxMagnitude >= 0n && maxMagnitude <= WAD) return maxMagnitude;
  return null;
}

/** Returns the maximum magnitude after these slashes, from them alone: what a history uses. */
export function maxMagnitudeAfter(slashes: readonly Slash[]): bigint | null {
  const last = magnitudePath(slashes).at(-1);
  return last ? last.maxAfter : WAD;
}

/** Returns whether nothing can be delegated into the strategy any more: the maximum is exactly 0. */
export const isDead = (maxMagnitude: bigint | null): boolean | null =>
  maxMagnitude === null ? null : maxMagnitude === 0n;

/** The part of a life's stake that slashings took. `bound` says when the percentage would round to a lie. */
export interface Lost {
  ratio: number;
  percent: number;
  bound: "exact" | "more-than" | "less-than";
}

/** Returns what was lost over a life: 1 - max / 10^18. 1 of 10^18 left is "more than 99.99 %", not 100 %. */
export function lostOverLife(maxMagnitude: bigint | null): Lost | null {
  if (maxMagnitude === null) return null;
  const lostWad = WAD - maxMagnitude;
  const ratio = Number(lostWad) / Number(WAD);
  const [most, least] = [(WAD * 9_999n) / 10_000n, WAD / 10_000n];
  if (lostWad > most && maxMagnitude > 0n) return { ratio, percent: 99.99, bound: "more-than" };
  if (lostWad > 0n && lostWad < least) return { ratio, percent: 0.01, bound: "less-than" };
  return { ratio, percent: ratio * 100, bound: "exact" };
}

/** Returns encumbered / max, "promised, in effect or announced"; `null` for a dead strategy or an impossible ratio. */
export function utilization(encumbered: bigint | null, maxMagnitude: bigint | null): number | null {
  return magnitudeRatio(encumbered, maxMagnitude);
}

/** Returns magnitude / max as 0 to 1; `null` where either is not known, the max is 0, or it is above 1. */
export function magnitudeRatio(magnitude: bigint | null, maxMagnitude: bigint | null): number | null {
  if (magnitude === null || maxMagnitude === null || maxMagnitude <= 0n) return null;
  if (magnitude < 0n || magnitude > maxMagnitude) return null;
  return Number((magnitude * WAD) / maxMagnitude) / Number(WAD);
}
