import { ratio, type Tri, type UsdSum } from "../unknown";
import type { PartBounds } from "./verdict";

/**
 * Returns the bounds of a part of a whole; `sure` is what surely belongs to the part, `upTo` what may. A value without a
 * known limit could be anything.
 */
export function partBounds(sure: UsdSum, upTo: UsdSum, whole: UsdSum): PartBounds {
  if (upTo.mostUsd === 0 && upTo.unknownCount === 0) return { least: 0, most: 0 };
  return {
    least: ratio(sure.leastUsd, whole.mostUsd) ?? 0,
    most: upTo.mostUsd === null ? 1 : Math.min(1, ratio(upTo.mostUsd, whole.leastUsd) ?? 1),
  };
}

/** Returns whether a part of a whole is at least a ratio of it; not known where its bounds lie on both sides. */
export function isMoreThan(sure: UsdSum, upTo: UsdSum, whole: UsdSum, threshold: number): Tri {
  const { least, most } = partBounds(sure, upTo, whole);
  return least >= threshold ? true : most < threshold ? false : null;
}
