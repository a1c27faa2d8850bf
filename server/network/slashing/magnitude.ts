import { WAD } from "../units";
import { magnitudePath, type Slash } from "./slashing";

/**
 * The maximum magnitude of an operator in a strategy, as stored. `maxMagnitudeBlock` is the block of its newest
 * change, `null` for never.
 */
export interface MaxMagnitudeColumns {
  maxMagnitude: bigint | null;
  maxMagnitudeBlock: number | null;
  /** Whether a change was stored, with or without its block. Default: whether the block is known. */
  isMaxMagnitudeWritten?: boolean;
}

/**
 * Returns the maximum magnitude in effect. It is 10^18 until a slash. A value without a block is ignored, and the
 * known slashings decide. `null` if a change was stored whose amount is not known.
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

/** Returns the maximum magnitude after some slashes, computed from them alone, for use in a history. */
export function maxMagnitudeAfter(slashes: readonly Slash[]): bigint | null {
  const last = magnitudePath(slashes).at(-1);
  return last ? last.maxAfter : WAD;
}

/** Returns whether the strategy is dead, so that nothing can be delegated into it: the maximum is exactly 0. */
export const isDead = (maxMagnitude: bigint | null): boolean | null =>
  maxMagnitude === null ? null : maxMagnitude === 0n;

/**
 * The part lost to slashings by stake that was there before the first one. `bound` is set if rounding would show 0 or
 * 100 %.
 */
export interface Lost {
  ratio: number;
  percent: number;
  bound: "exact" | "more-than" | "less-than";
}

/**
 * Returns the part lost since the start: 1 - max / 10^18. With 1 of 10^18 left it is "more than 99.99 %", not 100 %.
 */
export function lostOverLife(maxMagnitude: bigint | null): Lost | null {
  if (maxMagnitude === null) return null;
  const lostWad = WAD - maxMagnitude;
  const ratio = Number(lostWad) / Number(WAD);
  const [most, least] = [(WAD * 9_999n) / 10_000n, WAD / 10_000n];
  if (lostWad > most && maxMagnitude > 0n) return { ratio, percent: 99.99, bound: "more-than" };
  if (lostWad > 0n && lostWad < least) return { ratio, percent: 0.01, bound: "less-than" };
  return { ratio, percent: ratio * 100, bound: "exact" };
}

/**
 * Returns encumbered / max, where encumbered includes announced allocations; `null` for a dead strategy or a ratio
 * above 1.
 */
export function utilization(encumbered: bigint | null, maxMagnitude: bigint | null): number | null {
  return magnitudeRatio(encumbered, maxMagnitude);
}

/** Returns magnitude / max, 0 to 1; `null` if either is not known, the max is 0, or the ratio is above 1. */
export function magnitudeRatio(magnitude: bigint | null, maxMagnitude: bigint | null): number | null {
  if (magnitude === null || maxMagnitude === null || maxMagnitude <= 0n) return null;
  if (magnitude < 0n || magnitude > maxMagnitude) return null;
  return Number((magnitude * WAD) / maxMagnitude) / Number(WAD);
}

/** Returns whether all of a maximum magnitude is promised, as of a dead strategy, so that nothing more can be. */
export const isAllPromised = ({
  encumberedMagnitude,
  maxMagnitude,
}: Record<"encumberedMagnitude" | "maxMagnitude", bigint | null>): boolean =>
  maxMagnitude !== null && encumberedMagnitude === maxMagnitude;
