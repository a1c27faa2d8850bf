import { maxMagnitudeAt } from "./magnitude";
import type { Slash } from "./slashing";
import type { UsdValue } from "./unknown";
import { type CorrectedShares, correctedUsd, type Lot, type Pricing, withdrawableSum } from "./value";

/** The shares of an operator in a strategy at the end of a block, slashes not taken off; `null`: not known. */
export interface DayShares {
  blockNumber: number | null;
  shares: bigint | null;
}

/**
 * Returns the lots behind the last day of a series. A rise was written on its day, a fall comes from the oldest lots, so
 * that what is left is the most it can be.
 */
export function lotsOfSeries(days: readonly DayShares[]): Lot[] {
  const written: Written = { lots: [], total: 0n };
  for (const day of days) addDay(written, day);
  return written.lots;
}

/** The lots so far, and their sum. */
interface Written {
  lots: Lot[];
  total: bigint;
}

function addDay(written: Written, { blockNumber, shares }: DayShares): void {
  if (shares === null) return;
  const { lots, total } = written;
  if (shares > total) lots.push({ shares: shares - total, writtenBlock: blockNumber, startedAt: null });
  else takeOldest(lots, total - shares);
  written.total = shares;
}

function takeOldest(lots: Lot[], amount: bigint): void {
  let [rest, gone] = [amount, 0];
  for (const oldest of lots) {
    if (rest === 0n) break;
    if (oldest.shares > rest) {
      lots[gone] = { ...oldest, shares: oldest.shares - rest };
      break;
    }
    rest -= oldest.shares;
    gone++;
  }
  lots.splice(0, gone);
}

/** Returns the shares of each day with the slashes up to that day taken off; `null` where a day is not known. */
export function correctedSeries(
  days: readonly DayShares[],
  slashes: readonly Slash[],
): (CorrectedShares | null)[] {
  if (slashes.every(({ wadSlashed }) => wadSlashed === 0n))
    return days.map(({ shares }) => (shares === null ? null : { shares, correction: "exact" }));
  const written: Written = { lots: [], total: 0n };
  return days.map((day) => {
    addDay(written, day);
    const { blockNumber, shares } = day;
    if (shares === null) return null;
    if (blockNumber === null) return { shares, correction: "not-corrected" };
    const until = slashes.filter((slash) => slash.blockNumber === null || slash.blockNumber <= blockNumber);
    return withdrawableSum(written.lots, {
      slashes: until,
      maxMagnitude: maxMagnitudeAt(blockNumber, until),
      maxMagnitudeBlock: newestBlock(until),
    });
  });
}

function newestBlock(slashes: readonly Slash[]): number | null {
  const blocks = slashes.flatMap(({ blockNumber }) => blockNumber ?? []);
  return blocks.length === 0 ? null : Math.max(...blocks);
}

/** Returns a value for each day at one price. The last day is an upper bound where it is not the headline. */
export function valueSeries(
  days: readonly DayShares[],
  slashes: readonly Slash[],
  pricing: Pricing,
  headline?: UsdValue,
): UsdValue[] {
  const values = correctedSeries(days, slashes).map((shares) =>
    shares === null ? { usd: null, isUpperBound: false } : correctedUsd(shares, pricing),
  );
  const last = values.at(-1);
  if (last && headline && last.usd !== headline.usd)
    values[values.length - 1] = { ...last, isUpperBound: true };
  return values;
}
