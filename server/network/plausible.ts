import { knownNumber } from "./unknown";

/** The most that a growth may be before its unit is doubted: 1,000 %. */
const MOST_GROWTH = 10;

/** A figure that was held back, for one log line a run. */
interface HeldBack {
  column: string;
  value: number;
}

/** A figure that can be, or `null` with the column that is to be reported. */
export interface Judged {
  value: number | null;
  heldBack: HeldBack | null;
}

function judge(column: string, value: number | null, isPlausible: (value: number) => boolean): Judged {
  const known = knownNumber(value);
  if (known === null) return { value: null, heldBack: null };
  return isPlausible(known)
    ? { value: known, heldBack: null }
    : { value: null, heldBack: { column, value: known } };
}

/** Returns a growth, a fraction, unless it is above +1,000 % or below -1,000 %. */
export const plausibleGrowth = (column: string, growth: number | null): Judged =>
  judge(column, growth, (value) => Math.abs(value) <= MOST_GROWTH);

/** Returns a sum in US dollars unless it is negative or above the whole network's value (with a thousandth to spare). */
export const plausibleUsd = (column: string, usd: number | null, networkUsd: number | null): Judged =>
  judge(column, usd, (value) => value >= 0 && (networkUsd === null || value <= networkUsd * 1.001));

/** Returns a percentage unless it is below 0 or above 100. */
export const plausiblePercent = (column: string, percent: number | null): Judged =>
  judge(column, percent, (value) => value >= 0 && value <= 100);

/** Returns a ratio unless it is below 0 or above 1. */
export const plausibleRatio = (column: string, ratio: number | null): Judged =>
  judge(column, ratio, (value) => value >= 0 && value <= 1);

/** Returns a benchmark unless fewer than ten stand behind it, where 0 is how a pipeline says that it has none. */
export const plausibleBenchmark = (value: number | null, basedOnCount: number | null): number | null =>
  basedOnCount === null || basedOnCount < 10 ? null : knownNumber(value);
