import { ratio, type Tri, type UsdSum } from "../unknown";
import type { PartBounds } from "./verdict";

/**
 * Returns the least and the most that a part is of a whole, 0..1. `sure` is the value that surely belongs to the part,
 * `upTo` includes the value that may. A value without a known limit could be anything.
 */
export function partBounds(sure: UsdSum, upTo: UsdSum, whole: UsdSum): PartBounds {
  if (upTo.mostUsd === 0 && upTo.unknownCount === 0) return { least: 0, most: 0 };
  return {
    least: ratio(sure.leastUsd, whole.mostUsd) ?? 0,
    most: upTo.mostUsd === null ? 1 : Math.min(1, ratio(upTo.mostUsd, whole.leastUsd) ?? 1),
  };
}

/** Returns whether a part is at least this ratio of a whole; `null` if its bounds lie on both sides of the ratio. */
export function isAtLeast(sure: UsdSum, upTo: UsdSum, whole: UsdSum, threshold: number): Tri {
  const { least, most } = partBounds(sure, upTo, whole);
  return least >= threshold ? true : most < threshold ? false : null;
}

/**
 * Returns whether a part is more than this ratio of itself and the rest; `null` if that is not known. A part that is an
 * upper bound is as uncertain in the whole.
 */
export function isOver(part: UsdSum, rest: UsdSum, threshold: number): Tri {
  const partOfWhole = (some: number, others: number | null) =>
    some === 0 ? 0 : others === null ? null : ratio(some, some + others);
  if ((partOfWhole(part.leastUsd, rest.mostUsd) ?? 0) > threshold) return true;
  if (part.mostUsd === null) return null;
  const most = partOfWhole(part.mostUsd, rest.leastUsd);
  return most !== null && most <= threshold ? false : null;
}
