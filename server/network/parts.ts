import { ratio, type UsdSum } from "./unknown";

/**
 * A percentage of stake is one of the *priced* stake: tokens without a price are outside of it, however many somebody
 * creates. Within it, a percentage is known when its bounds agree.
 */

/** The greatest difference between bounds of a ratio that is printed as one, and of a small one, which has more digits. */
const AGREEMENT = { difference: 0.0002, ofRatio: 0.01 };

interface Bounds {
  least: number;
  most: number;
}

/** Returns whether the bounds of a ratio agree so well that it is printed as one number. */
export const agree = ({ least, most }: Bounds): boolean =>
  most - least <= Math.min(AGREEMENT.difference, most * AGREEMENT.ofRatio);

/** Returns the least and the most that a part of a whole can be of it, 0..1; `null` where a value has no known limit. */
function boundsOfPart(part: UsdSum, whole: UsdSum): Bounds | null {
  const least = part.mostUsd === null ? null : ratio(part.leastUsd, whole.mostUsd);
  if (least === null) return null;
  return { least, most: Math.min(1, ratio(part.mostUsd, whole.leastUsd) ?? 1) };
}

/** Returns what part of the priced stake of a whole something is, 0..1; `null` as soon as a value that is not exact could change it. */
export function partOf(part: UsdSum, whole: UsdSum): number | null {
  const bounds = boundsOfPart(part, whole);
  return bounds && agree(bounds) ? ratio(part.knownUsd, whole.knownUsd) : null;
}

/**
 * Returns the most that a part can be of the priced stake of a whole, 0..1: the part may be an upper bound. The whole may
 * not, nor may values count that the known part leaves out, for the amount beside the ratio has none of them.
 */
export function mostPartOf(part: UsdSum, whole: UsdSum): number | null {
  const most = boundsOfPart(part, whole)?.most;
  if (most === undefined || part.knownUsd === null) return null;
  return agree({ least: ratio(part.knownUsd, whole.mostUsd) ?? 0, most }) ? most : null;
}

/** Returns the priced stake of a total, `null` where its bounds do not agree: what a change or a weight may use. */
export function pricedUsd(sum: UsdSum): number | null {
  const { knownUsd, leastUsd, mostUsd } = sum;
  if (knownUsd === null || mostUsd === null) return null;
  return mostUsd - leastUsd <= mostUsd * AGREEMENT.difference ? knownUsd : null;
}

/** Returns a total when every part of it is known exactly, else `null`. */
export const wholeUsd = ({ unknownCount, isUpperBound, knownUsd }: UsdSum): number | null =>
  unknownCount === 0 && !isUpperBound ? knownUsd : null;

/** Returns whether nothing of a value is known because its token has no price. */
export const isUnpriced = ({ knownUsd, unknownCount, mostUsd }: UsdSum): boolean =>
  knownUsd === null && unknownCount > 0 && mostUsd === 0;

/** A value that Postgres summed; `exactUsd` of it is exact, `unboundedCount` of the unknown parts are priced stake. */
interface SummedRow {
  valueUsd: number | null;
  exactUsd?: number | null;
  unknownCount: number;
  unboundedCount: number;
  isUpperBound: boolean;
}

/** Returns a value that Postgres summed as a total. */
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
