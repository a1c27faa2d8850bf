import { maxMagnitudeAfter } from "../slashing/magnitude";
import type { Slash } from "../slashing/slashing";
import { type CorrectedShares, type Lot, withdrawableSum } from "../value";

/** The shares of an operator in a strategy at the end of a block, slashes not taken off; `null`: not known. */
export interface DayShares {
  blockNumber: number | null;
  shares: bigint | null;
  /** Tells what came before where the block is not known. */
  day?: string;
}

/**
 * Returns the lots behind the last day of a series. A rise was written on its day, a fall comes from the oldest lots, so
 * that what is left is the most it can be.
 */
export function lotsOfSeries(days: readonly DayShares[]): Lot[] {
  const written: Written = { lots: [], total: 0n, isApart: () => true };
  for (const day of days) addDay(written, day);
  return written.lots;
}

/** The lots so far, their sum, and whether a slash tells apart what was written in two blocks. */
interface Written {
  lots: Lot[];
  total: bigint;
  isApart: (earlier: number, later: number) => boolean;
}

function addDay(written: Written, { blockNumber, shares }: DayShares): void {
  if (shares === null) return;
  if (shares > written.total) addLot(written, shares - written.total, blockNumber);
  else takeOldest(written.lots, written.total - shares);
  written.total = shares;
}

function addLot({ lots, isApart }: Written, shares: bigint, writtenBlock: number | null): void {
  const newest = lots.at(-1);
  const before = newest?.writtenBlock ?? null;
  if (newest && before !== null && writtenBlock !== null && !isApart(before, writtenBlock))
    lots[lots.length - 1] = { ...newest, shares: newest.shares + shares };
  else lots.push({ shares, writtenBlock, startedAt: null });
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

/** Returns the slashes up to the end of a day: by block, else by date, where a slash of the day itself came after it. */
export const slashesUntil = (slashes: readonly Slash[], { blockNumber, day }: Omit<DayShares, "shares">) =>
  slashes.filter((slash) => {
    if (blockNumber !== null && slash.blockNumber !== null) return slash.blockNumber <= blockNumber;
    return slash.slashedAt === null || day === undefined || slash.slashedAt.toISOString().slice(0, 10) < day;
  });

/** Returns the shares of each day with the slashes up to that day taken off; `null` where a day is not known. */
export function correctedSeries(
  days: readonly DayShares[],
  slashes: readonly Slash[],
): (CorrectedShares | null)[] {
  const taken = slashes.filter(({ wadSlashed }) => wadSlashed !== 0n);
  const blocks = taken.flatMap(({ blockNumber }) => blockNumber ?? []);
  const isApart = (earlier: number, later: number) =>
    blocks.some((block) => block >= earlier && block <= later);
  const written: Written = { lots: [], total: 0n, isApart };
  return days.map((day) => {
    addDay(written, { ...day, blockNumber: day.blockNumber ?? blockByDate(taken, day) });
    const { shares } = day;
    if (shares === null) return null;
    const until = slashesUntil(taken, day);
    if (until.length === 0) return { shares, correction: "exact" };
    return withdrawableSum(written.lots, {
      slashes: until,
      maxMagnitude: maxMagnitudeAfter(until),
      maxMagnitudeBlock: newestBlock(until),
    });
  });
}

/** A block between the same two slashes, told by dates; `null` for a day of a slash, which may have been before or after. */
function blockByDate(slashes: readonly Slash[], { day }: DayShares): number | null {
  const dates = slashes.map(({ slashedAt }) => slashedAt?.toISOString().slice(0, 10));
  const isTold = slashes.every(
    ({ blockNumber }, index) => blockNumber !== null && dates[index] !== undefined,
  );
  if (!isTold || day === undefined || dates.includes(day)) return null;
  return (newestBlock(slashesUntil(slashes, { blockNumber: null, day })) ?? 0) + 1;
}

function newestBlock(slashes: readonly Slash[]): number | null {
  const blocks = slashes.flatMap(({ blockNumber }) => blockNumber ?? []);
  return blocks.length === 0 ? null : Math.max(...blocks);
}
