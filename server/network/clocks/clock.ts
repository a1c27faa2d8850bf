import { SECONDS_PER_BLOCK } from "../units";

const BLOCK_MILLISECONDS = SECONDS_PER_BLOCK * 1000;

/** A block whose time on the chain is known. Never a checkpoint: its time is the wall clock of a run. */
export interface BlockTime {
  blockNumber: number;
  at: Date;
}

export interface NamedBlock {
  /** The table that says so. */
  part: string;
  blockNumber: number | null;
}

/** The block that decides pending or in effect; `null` where nothing is known. */
export interface GreatestBlock {
  blockNumber: number | null;
  part: string | null;
  /** Blocks that the clock does not allow yet. */
  leftOut: { part: string; blockNumber: number }[];
}

/** How far a block may run ahead of what the clock allows, for days whose time is known roughly: an hour. */
const SLACK_BLOCKS = 300;

const isPair = ({ blockNumber, at }: BlockTime, wallClock: Date) =>
  blockNumber > 0 && Number.isFinite(at.getTime()) && at <= wallClock;

/** Returns the pairs that can be: block above 0, in the past, and no block earlier in time than a smaller one. Ascending. */
export function plausiblePairs(pairs: readonly BlockTime[], wallClock: Date): BlockTime[] {
  const ascending = pairs
    .filter((pair) => isPair(pair, wallClock))
    .sort((a, b) => a.blockNumber - b.blockNumber || a.at.getTime() - b.at.getTime());
  const kept: BlockTime[] = [];
  for (const pair of ascending) {
    const last = kept.at(-1);
    if (!last || isReachable(pair.blockNumber, last, pair.at)) kept.push(pair);
  }
  return kept;
}

const isReachable = (blockNumber: number, from: BlockTime, at: Date) =>
  blockNumber - from.blockNumber <= (at.getTime() - from.at.getTime()) / BLOCK_MILLISECONDS + SLACK_BLOCKS;

/** Returns the greatest block that the newest earlier pair and the wall clock allow. 0 is no block. */
export function greatestBlock(
  blocks: readonly NamedBlock[],
  pairs: readonly BlockTime[],
  wallClock: Date,
): GreatestBlock {
  const known = plausiblePairs(pairs, wallClock);
  const result: GreatestBlock = { blockNumber: null, part: null, leftOut: [] };
  for (const { part, blockNumber } of blocks) {
    if (blockNumber === null || !Number.isInteger(blockNumber) || blockNumber <= 0) continue;
    const earlier = known.findLast((pair) => pair.blockNumber <= blockNumber);
    if (earlier && !isReachable(blockNumber, earlier, wallClock)) result.leftOut.push({ part, blockNumber });
    else if (result.blockNumber === null || blockNumber > result.blockNumber)
      Object.assign(result, { blockNumber, part });
  }
  return result;
}

/** Returns the pair nearest to a block, in a list that ascends. */
function nearest<T>(pairs: readonly T[], distance: (pair: T) => number): T | undefined {
  let best: T | undefined;
  for (const pair of pairs) if (!best || distance(pair) <= distance(best)) best = pair;
  return best;
}

/** Returns the time of a block: that of the nearest known one, and 12 seconds a block; `null` where none is known. */
export function timeOfBlock(blockNumber: number, pairs: readonly BlockTime[]): Date | null {
  const pair = nearest(pairs, (known) => Math.abs(known.blockNumber - blockNumber));
  return pair ? new Date(pair.at.getTime() + (blockNumber - pair.blockNumber) * BLOCK_MILLISECONDS) : null;
}

/** Returns the block at an instant, from the pair nearest in time; `null` where none is known. */
export function blockAtTime(at: Date, pairs: readonly BlockTime[]): number | null {
  const pair = nearest(pairs, (known) => Math.abs(known.at.getTime() - at.getTime()));
  return pair ? pair.blockNumber + Math.floor((at.getTime() - pair.at.getTime()) / BLOCK_MILLISECONDS) : null;
}

/** How far one part of the data reaches; `at` is `null` where that is not known. */
export interface Reach {
  part: string;
  at: Date | null;
}

export interface LeastReach {
  /** The age of the data: the least of what its parts reach; `null` where none is known. */
  at: Date | null;
  part: string | null;
  /** Parts that do not say how far they reach. */
  unknownParts: string[];
  /** Parts that claim the future, and are left out. */
  futureParts: string[];
}

/** Returns the least that the parts of a page reach. A reach in the future says nothing. */
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

/** Returns the parts that reach less far than the furthest by more than a tolerance. */
export function lateParts(reaches: readonly Reach[], toleranceMilliseconds: number): string[] {
  const known = reaches.flatMap(({ part, at }) => (at ? [{ part, time: at.getTime() }] : []));
  const furthest = Math.max(...known.map(({ time }) => time));
  return known.filter(({ time }) => furthest - time > toleranceMilliseconds).map(({ part }) => part);
}
