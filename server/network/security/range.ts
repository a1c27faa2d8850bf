import type { UsdSum } from "../unknown";

/** The least and the most that something can be; `most` is `null` where no limit is known. */
export interface Range {
  least: number;
  most: number | null;
}

export const NOTHING: Range = { least: 0, most: 0 };

/** Returns the range of stake that can be slashed: a part without a price has no limit, for somebody may lose it. */
export const slashableRange = (sure: UsdSum, upTo: UsdSum): Range => ({
  least: sure.leastUsd,
  most: upTo.unknownCount > 0 ? null : upTo.mostUsd,
});

/** Returns the range of a priced stake: tokens without a price are no part of it. */
export const pricedRange = ({ leastUsd, mostUsd }: UsdSum): Range => ({ least: leastUsd, most: mostUsd });

export function addRanges(ranges: readonly Range[]): Range {
  let [least, most]: [number, number | null] = [0, 0];
  for (const range of ranges) {
    least += range.least;
    most = most === null || range.most === null ? null : most + range.most;
  }
  return { least, most };
}

/** Returns whether a range is one value, but for the rounding of sums. */
export const isExact = ({ least, most }: Range): boolean => most !== null && most - least <= most * 1e-9;
