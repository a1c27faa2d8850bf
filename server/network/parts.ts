import { ratio, type UsdSum } from "./unknown";

/**
 * Percentages of stake are of the *priced* stake: tokens without a price do not count, since anybody can create them. A
 * percentage is known if its lower and upper bounds agree.
 */

/**
 * The largest difference between two bounds that are shown as one ratio: absolute, or relative for small ratios,
 * which are shown with more digits.
 */
const AGREEMENT = { difference: 0.0002, ofRatio: 0.01 };

interface Bounds {
  least: number;
  most: number;
}

/** Returns whether the bounds of a ratio are close enough to be shown as one number. */
export const agree = ({ least, most }: Bounds): boolean =>
  most - least <= Math.min(AGREEMENT.difference, most * AGREEMENT.ofRatio);

/**
 * Returns the least and the largest ratio that a part of a whole can have, 0..1; `null` if a value has no known
 * limit.
 */
function boundsOfPart(part: UsdSum, whole: UsdSum): Bounds | null {
  const least = part.mostUsd === null ? null : ratio(part.leastUsd, whole.mostUsd);
  if (least === null) return null;
  return { least, most: Math.min(1, ratio(part.mostUsd, whole.leastUsd) ?? 1) };
}

/** Returns a part as a ratio of a whole's priced stake, 0..1; `null` if an inexact value could change it. */
export function partOf(part: UsdSum, whole: UsdSum): number | null {
  const bounds = boundsOfPart(part, whole);
  return bounds && agree(bounds) ? ratio(part.knownUsd, whole.knownUsd) : null;
}

/**
 * Returns the largest ratio that a part can be of a whole's priced stake, 0..1. The part may be an upper bound, the
 * whole may not. Values missing from the known part must not matter, since the amount beside the ratio leaves them
 * out.
 */
export function mostPartOf(part: UsdSum, whole: UsdSum): number | null {
  const most = boundsOfPart(part, whole)?.most;
  if (most === undefined || part.knownUsd === null) return null;
  return agree({ least: ratio(part.knownUsd, whole.mostUsd) ?? 0, most }) ? most : null;
}

/** Returns the priced stake of a total, to compute a change or a weight; `null` if its bounds differ. */
export function pricedUsd(sum: UsdSum): number | null {
  const { knownUsd, leastUsd, mostUsd } = sum;
  if (knownUsd === null || mostUsd === null) return null;
  return mostUsd - leastUsd <= mostUsd * AGREEMENT.difference ? knownUsd : null;
}

/** Returns a total if every part of it is known exactly, else `null`. */
export const wholeUsd = ({ unknownCount, isUpperBound, knownUsd }: UsdSum): number | null =>
  unknownCount === 0 && !isUpperBound ? knownUsd : null;

/** Returns whether a value is unknown only because its token has no price. */
export const isUnpriced = ({ knownUsd, unknownCount, mostUsd }: UsdSum): boolean =>
  knownUsd === null && unknownCount > 0 && mostUsd === 0;

/** A value that Postgres summed. `exactUsd` is the exact part of it; `unboundedCount` unknown parts have a price. */
interface SummedRow {
  valueUsd: number | null;
  exactUsd?: number | null;
  unknownCount: number;
  unboundedCount: number;
  isUpperBound: boolean;
}

/** Returns the total for a value that Postgres summed. */
export function sumOfRow({
  valueUsd,
  unknownCount,
  unboundedCount,
  isUpperBound,
  ...row
}: SummedRow): UsdSum {
  const exactUsd = row.exactUsd === undefined ? (isUpperBound ? 0 : valueUsd) : row.exactUsd;
  return {
    knownUsd: valueUsd,
    knownCount: valueUsd === null ? 0 : 1,
    unknownCount,
    isUpperBound,
    leastUsd: exactUsd ?? 0,
    mostUsd: unboundedCount > 0 ? null : (valueUsd ?? 0),
  };
}
