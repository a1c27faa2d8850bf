/** In every rule `null` means "not known". It never becomes a number, a yes or a no. */

/** Yes, no, or not known. */
export type Tri = boolean | null;

/** A total of the known parts. `knownUsd` is `null` if there are parts and none of them is known. */
export interface UsdSum {
  knownUsd: number | null;
  /** How many parts the total includes. */
  knownCount: number;
  /** How many parts it leaves out. */
  unknownCount: number;
  /** Whether some part may be smaller than its amount here. */
  isUpperBound: boolean;
  /** The lowest possible total of the parts with a price: the exactly known ones. */
  leastUsd: number;
  /** The highest possible total of the parts with a price; `null` if one of them has no known limit. */
  mostUsd: number | null;
}

/** An amount of US dollars that may be unknown, or an upper bound. */
export interface UsdValue {
  usd: number | null;
  isUpperBound: boolean;
  /** Whether it is unknown because its token has no price, so that it is not part of the priced stake. */
  isUnpriced?: boolean;
  /** The highest amount that an unknown value can be. */
  mostUsd?: number | null;
}

export const UNKNOWN_USD: UsdValue = { usd: null, isUpperBound: false };

/** The total of no parts: a known 0. */
export const EMPTY_SUM: UsdSum = {
  knownUsd: 0,
  knownCount: 0,
  unknownCount: 0,
  isUpperBound: false,
  leastUsd: 0,
  mostUsd: 0,
};

/** Returns the number; `null` if it is missing, NaN or infinite. */
export const knownNumber = (value: number | null | undefined): number | null =>
  value !== null && value !== undefined && Number.isFinite(value) ? value : null;

/** Returns the product of the factors; `null` if any of them is not known, even if another is 0. */
export function product(...factors: readonly (number | null)[]): number | null {
  let result = 1;
  for (const factor of factors) {
    if (knownNumber(factor) === null) return null;
    result *= factor as number;
  }
  return knownNumber(result);
}

/** Returns part / whole; `null` if either is not known or the whole is 0. */
export function ratio(part: number | null, whole: number | null): number | null {
  if (knownNumber(part) === null || knownNumber(whole) === null || whole === 0) return null;
  return knownNumber((part as number) / (whole as number));
}

/**
 * Returns a value times a ratio, 0..1, with the same certainty. If the ratio is not known, the value becomes its
 * upper bound.
 */
export const scaled = (value: UsdValue, by: number | null): UsdValue => {
  const most = value.usd ?? value.mostUsd ?? null;
  return {
    usd: product(value.usd, by),
    isUpperBound: value.isUpperBound,
    ...(value.isUnpriced && { isUnpriced: true }),
    ...((value.usd === null || by === null) && most !== null && { mostUsd: product(most, by ?? 1) }),
  };
};

/** Returns the total of single values: the known ones, and the number of the others. */
export const sumUsd = (values: Iterable<UsdValue | number | null>): UsdSum =>
  addSums(Array.from(values, sumOf));

/** Returns one value as a total of one part. */
export function sumOf(value: UsdValue | number | null): UsdSum {
  const one: UsdValue =
    typeof value === "object" && value !== null ? value : { usd: value, isUpperBound: false };
  const known = knownNumber(one.usd);
  if (known === null)
    return {
      ...EMPTY_SUM,
      knownUsd: null,
      unknownCount: 1,
      mostUsd: one.isUnpriced ? 0 : knownNumber(one.mostUsd),
    };
  const { isUpperBound } = one;
  return {
    knownUsd: known,
    knownCount: 1,
    unknownCount: 0,
    isUpperBound,
    leastUsd: isUpperBound ? 0 : known,
    mostUsd: known,
  };
}

/** Returns the total of totals. `knownUsd` is `null` only if nothing in them is known. */
export function addSums(sums: Iterable<UsdSum>): UsdSum {
  const total = { ...EMPTY_SUM, knownUsd: 0, mostUsd: 0 as number | null };
  for (const sum of sums) {
    total.knownUsd += sum.knownUsd ?? 0;
    total.knownCount += sum.knownCount;
    total.unknownCount += sum.unknownCount;
    total.isUpperBound ||= sum.isUpperBound;
    total.leastUsd += sum.leastUsd;
    total.mostUsd = total.mostUsd === null || sum.mostUsd === null ? null : total.mostUsd + sum.mostUsd;
  }
  const isAnythingKnown = total.knownCount > 0 || total.unknownCount === 0;
  return isAnythingKnown ? total : { ...total, knownUsd: null };
}

/** Returns a value as rows have it: the known part, the number of missing parts, and whether it may be smaller. */
export const valueFigures = ({ knownUsd, unknownCount, isUpperBound }: UsdSum) => ({
  tvsUsd: knownUsd,
  unpricedCount: unknownCount,
  isTvsUpperBound: isUpperBound,
});

/**
 * Returns an allocated value as rows have it: the known part, the number of missing parts, and whether it may be
 * smaller.
 */
export const allocatedFigures = ({ knownUsd, unknownCount, isUpperBound }: UsdSum) => ({
  allocatedUsd: knownUsd,
  isAllocatedUpperBound: isUpperBound,
  unpricedCount: unknownCount,
});

/** Returns no if any is no, else unknown if any is unknown, else yes. */
export function allOf(values: Iterable<Tri>): Tri {
  let result: Tri = true;
  for (const value of values) {
    if (value === false) return false;
    if (value === null) result = null;
  }
  return result;
}

/** Returns yes if any is yes, else unknown if any is unknown, else no. */
export function anyOf(values: Iterable<Tri>): Tri {
  let result: Tri = false;
  for (const value of values) {
    if (value === true) return true;
    if (value === null) result = null;
  }
  return result;
}

/** Returns how many are yes; `null` if none is and some are unknown. */
export function countYes(values: readonly Tri[]): number | null {
  const count = values.filter((value) => value === true).length;
  return count === 0 && values.includes(null) ? null : count;
}

export const not = (value: Tri): Tri => (value === null ? null : !value);

/** Compares values for `Array.sort`, in a direction; unknown values come last in both. */
export function compareKnown(
  a: number | bigint | string | null,
  b: number | bigint | string | null,
  direction: "ascending" | "descending",
): number {
  const [isKnownA, isKnownB] = [isComparable(a), isComparable(b)];
  if (!isKnownA || !isKnownB) return Number(isKnownB) - Number(isKnownA);
  if (a === b) return 0;
  const order = (a as number) < (b as number) ? -1 : 1;
  return direction === "ascending" ? order : -order;
}

const isComparable = (value: number | bigint | string | null): boolean =>
  value !== null && !Number.isNaN(value);

/** Returns whether a value is in a range, both ends included; unknown values are not. */
export function isInRange(
  value: number | bigint | null,
  { least, most }: { least?: number | null; most?: number | null },
): boolean {
  if (value === null || Number.isNaN(value)) return false;
  return (least ?? null) !== null && value < (least as number)
    ? false
    : (most ?? null) === null || value <= (most as number);
}
