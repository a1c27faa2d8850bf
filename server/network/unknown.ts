/** `null` is "not known" in every rule: it never turns into a number, a yes or a no. */

/** Yes, no, or not known. */
export type Tri = boolean | null;

/** A total of what is known. `knownUsd` is `null` where there are parts and none of them is known. */
export interface UsdSum {
  knownUsd: number | null;
  /** How many parts the total holds. */
  knownCount: number;
  /** How many parts it leaves out. */
  unknownCount: number;
  /** Some part may be smaller than it is counted here. */
  isUpperBound: boolean;
}

/** An amount of US dollars that may be not known, or known only from above. */
export interface UsdValue {
  usd: number | null;
  isUpperBound: boolean;
}

export const UNKNOWN_USD: UsdValue = { usd: null, isUpperBound: false };

/** The total of nothing: a known 0. */
export const EMPTY_SUM: UsdSum = { knownUsd: 0, knownCount: 0, unknownCount: 0, isUpperBound: false };

/** Returns the number, or `null` for one that is missing, NaN or infinite. */
export const knownNumber = (value: number | null | undefined): number | null =>
  value !== null && value !== undefined && Number.isFinite(value) ? value : null;

/** Returns the product of the factors; `null` when any of them is not known, even beside a 0. */
export function product(...factors: readonly (number | null)[]): number | null {
  let result = 1;
  for (const factor of factors) {
    if (knownNumber(factor) === null) return null;
    result *= factor as number;
  }
  return knownNumber(result);
}

/** Returns part / whole; `null` when either is not known or the whole is 0. */
export function ratio(part: number | null, whole: number | null): number | null {
  if (knownNumber(part) === null || knownNumber(whole) === null || whole === 0) return null;
  return knownNumber((part as number) / (whole as number));
}

/** Returns a value scaled by a ratio, as certain as it was. */
export const scaled = (value: UsdValue, by: number | null): UsdValue => ({
  usd: product(value.usd, by),
  isUpperBound: value.isUpperBound,
});

/** Returns the total of single values: what is known, and how many parts are not. */
export const sumUsd = (values: Iterable<UsdValue | number | null>): UsdSum =>
  addSums(Array.from(values, sumOf));

/** Returns one value as a total of one part. */
export function sumOf(value: UsdValue | number | null): UsdSum {
  const { usd, isUpperBound } =
    typeof value === "object" && value !== null ? value : { usd: value, isUpperBound: false };
  const known = knownNumber(usd);
  return known === null
    ? { knownUsd: null, knownCount: 0, unknownCount: 1, isUpperBound: false }
    : { knownUsd: known, knownCount: 1, unknownCount: 0, isUpperBound };
}

/** Returns the total of totals; `knownUsd` is `null` only where nothing in them is known. */
export function addSums(sums: Iterable<UsdSum>): UsdSum {
  let [knownUsd, knownCount, unknownCount, isUpperBound] = [0, 0, 0, false];
  for (const sum of sums) {
    knownUsd += sum.knownUsd ?? 0;
    knownCount += sum.knownCount;
    unknownCount += sum.unknownCount;
    isUpperBound ||= sum.isUpperBound;
  }
  const isAnythingKnown = knownCount > 0 || unknownCount === 0;
  return { knownUsd: isAnythingKnown ? knownUsd : null, knownCount, unknownCount, isUpperBound };
}

/** Returns a value as rows have it: what is known, how many parts are not in it, and whether it may be smaller. */
export const valueFigures = ({ knownUsd, unknownCount, isUpperBound }: UsdSum) => ({
  tvsUsd: knownUsd,
  unpricedCount: unknownCount,
  isTvsUpperBound: isUpperBound,
});

/** Returns what is allocated as rows have it: what is known, how many parts are not in it, whether it may be less. */
export const allocatedFigures = ({ knownUsd, unknownCount, isUpperBound }: UsdSum) => ({
  allocatedUsd: knownUsd,
  isAllocatedUpperBound: isUpperBound,
  unpricedCount: unknownCount,
});

/** Returns the total when every part of it is known exactly, else `null`: what a percentage of a whole may use. */
export const wholeUsd = (sum: UsdSum): number | null =>
  sum.unknownCount === 0 && !sum.isUpperBound ? sum.knownUsd : null;

/** Returns what part of a whole something is, 0..1; `null` as soon as a part that could change it is not known exactly. */
export const partOf = (part: UsdSum, whole: UsdSum): number | null => ratio(wholeUsd(part), wholeUsd(whole));

/** Returns the most that a part can be of a whole, 0..1: the part may be an upper bound, the whole has to be exact. */
export const mostPartOf = (part: UsdSum, whole: UsdSum): number | null =>
  ratio(part.unknownCount === 0 ? part.knownUsd : null, wholeUsd(whole));

/** Returns the value of a row when every part of it is known exactly, else `null`. */
export const wholeOfRow = (row: ReturnType<typeof valueFigures>): number | null =>
  row.unpricedCount === 0 && !row.isTvsUpperBound ? row.tvsUsd : null;

/** Returns no when any is no, else not known when any is not known, else yes. */
export function allOf(values: Iterable<Tri>): Tri {
  let result: Tri = true;
  for (const value of values) {
    if (value === false) return false;
    if (value === null) result = null;
  }
  return result;
}

/** Returns yes when any is yes, else not known when any is not known, else no. */
export function anyOf(values: Iterable<Tri>): Tri {
  let result: Tri = false;
  for (const value of values) {
    if (value === true) return true;
    if (value === null) result = null;
  }
  return result;
}

/** Returns how many are yes; `null` where none is, and some are not known. */
export function countYes(values: readonly Tri[]): number | null {
  const count = values.filter((value) => value === true).length;
  return count === 0 && values.includes(null) ? null : count;
}

export const not = (value: Tri): Tri => (value === null ? null : !value);

/** Orders known values in a direction and puts those that are not known last in both. For `Array.sort`. */
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

/** Returns whether a value lies in a filter's range, both ends included; one that is not known never does. */
export function isInRange(
  value: number | bigint | null,
  { least, most }: { least?: number | null; most?: number | null },
): boolean {
  if (value === null || Number.isNaN(value)) return false;
  return (least ?? null) !== null && value < (least as number)
    ? false
    : (most ?? null) === null || value <= (most as number);
}
