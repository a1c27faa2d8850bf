import { SECONDS_PER_BLOCK } from "../units";

const BLOCK_MILLISECONDS = SECONDS_PER_BLOCK * 1000;

/** A block whose time on the chain is known. Checkpoints do not qualify: they store the wall clock of a run. */
export interface BlockTime {
  blockNumber: number;
  at: Date;
}

/** How many blocks a block may be ahead of the clock's estimate, since a day's time is approximate: an hour. */
const SLACK_BLOCKS = 300;

/** Returns the pair nearest to a block, from a list in ascending order. */
function nearest<T>(pairs: readonly T[], distance: (pair: T) => number): T | undefined {
  let best: T | undefined;
  for (const pair of pairs) if (!best || distance(pair) <= distance(best)) best = pair;
  return best;
}

/**
 * Returns the time of a block, counted from the nearest known one at 12 seconds a block; `null` if no block's time is
 * known.
 */
export function timeOfBlock(blockNumber: number, pairs: readonly BlockTime[]): Date | null {
  const pair = nearest(pairs, (known) => Math.abs(known.blockNumber - blockNumber));
  return pair ? new Date(pair.at.getTime() + (blockNumber - pair.blockNumber) * BLOCK_MILLISECONDS) : null;
}

const DAY_MILLISECONDS = 86_400_000;

/** Returns the start of an instant's day in UTC: an answer that is cut to the day does not tell the block. */
export const startOfDay = (at: Date | null): Date | null =>
  at && new Date(Math.floor(at.getTime() / DAY_MILLISECONDS) * DAY_MILLISECONDS);

/** Returns the last second of the last day in UTC that is over by an instant: all of that day is in time. */
export function endOfDayBefore(at: Date | null): Date | null {
  const start = startOfDay(at && new Date(at.getTime() + 1000));
  return start && new Date(start.getTime() - 1000);
}

/** Returns the block at an instant, counted from the known block nearest in time; `null` if none is known. */
export function blockAtTime(at: Date, pairs: readonly BlockTime[]): number | null {
  const pair = nearest(pairs, (known) => Math.abs(known.at.getTime() - at.getTime()));
  return pair ? pair.blockNumber + Math.floor((at.getTime() - pair.at.getTime()) / BLOCK_MILLISECONDS) : null;
}

/** How far one part of the data reaches; `at` is `null` if that is not known. */
export interface Reach {
  part: string;
  at: Date | null;
}

export interface LeastReach {
  /** The age of the data: the earliest instant that its parts reach; `null` if no part's reach is known. */
  at: Date | null;
  part: string | null;
  /** Names of the parts of the data of which it is not known how far they reach. */
  unknownParts: string[];
  /** Parts that claim to reach into the future; they are ignored. */
  futureParts: string[];
}

/** Returns the earliest instant that the parts of a page reach, ignoring parts that claim the future. */
export function leastReach(reaches: readonly Reach[], wallClock: Date): LeastReach {
  const result: LeastReach = { at: null, part: null, unknownParts: [], futureParts: [] };
  for (const { part, at } of reaches) {
    if (at === null || !Number.isFinite(at.getTime())) result.unknownParts.push(part);
    else if (at.getTime() > wallClock.getTime() + SLACK_BLOCKS * BLOCK_MILLISECONDS)
      result.futureParts.push(part);
    else if (result.at === null || at < result.at) Object.assign(result, { at, part });
  }
  return result;
}

/** Returns the parts that are behind the newest part by more than a tolerance. */
export function lateParts(reaches: readonly Reach[], toleranceMilliseconds: number): string[] {
  const known = reaches.flatMap(({ part, at }) => (at ? [{ part, time: at.getTime() }] : []));
  const furthest = Math.max(...known.map(({ time }) => time));
  return known.filter(({ time }) => furthest - time > toleranceMilliseconds).map(({ part }) => part);
}
