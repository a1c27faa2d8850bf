import { maxMagnitudeAfter } from "../slashing/magnitude";
import type { Slash } from "../slashing/slashing";
import { type CorrectedShares, type Lot, withdrawableSum } from "../value";

/** An operator's shares in a strategy at the end of a block, slashes not taken off; `null` if not known. */
export interface DayShares {
  blockNumber: number | null;
  shares: bigint | null;
  /** Decides the order if the block is not known. */
  day?: string;
}

/**
 * Returns the lots that make up the last day of a series. A rise is a lot of its day; a fall uses up the oldest lots,
 * so that the remaining value is an upper bound.
 */
export function lotsOfSeries(days: readonly DayShares[]): Lot[] {
  const written: Written = { lots: [], total: 0n, isApart: () => true };
  for (const day of days) addDay(written, day);
  return written.lots;
}

/** The lots so far, their sum, and a test of whether a slash lies between two blocks. */
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
  else lots.push({ shares, writtenBlock, startedAt: null, isSnapshot: true });
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

/**
 * Returns the slashes up to the end of a day: by block, else by date, and then a slash on the day itself is left out.
 */
export const slashesUntil = (slashes: readonly Slash[], { blockNumber, day }: Omit<DayShares, "shares">) =>
  slashes.filter((slash) => {
    if (blockNumber !== null && slash.blockNumber !== null) return slash.blockNumber <= blockNumber;
    return slash.slashedAt === null || day === undefined || slash.slashedAt.toISOString().slice(0, 10) < day;
  });

/** Returns the shares of each day with the slashes up to that day taken off; `null` for a day that is not known. */
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

/**
 * Returns a block between the same two slashes, found by date; `null` on the day of a slash, since the order is not
 * known.
 */
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
