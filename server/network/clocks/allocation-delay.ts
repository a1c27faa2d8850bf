import { LEAVING_BLOCKS, SECONDS_PER_BLOCK } from "../units";
import type { Tri } from "../unknown";
import { startOfDay } from "./clock";

/** An allocation's newest change, which shows the operator's allocation delay. */
export interface AnnouncedChange {
  operatorSet: string;
  magnitude: bigint | null;
  /** The last magnitude before the announcement; `null` if not known, and then the change is not counted. */
  magnitudeBefore: bigint | null;
  allocatedAtBlock: number | null;
  effectBlock: number | null;
  allocatedAt: Date | null;
}

/** Returns whether a change is a rise. Rows written by a slash of that set, and instant deallocations, are not. */
export function isRise(change: AnnouncedChange, slashBlocksOfSet: readonly number[]): Tri {
  const { magnitude, magnitudeBefore, allocatedAtBlock, effectBlock } = change;
  if (effectBlock !== null && slashBlocksOfSet.includes(effectBlock)) return false;
  if (magnitude === 0n) return false;
  if (magnitude === null || magnitudeBefore === null || allocatedAtBlock === null || effectBlock === null)
    return null;
  return magnitude > magnitudeBefore && effectBlock >= allocatedAtBlock;
}

interface DelaySeen {
  delayBlocks: number;
  delaySeconds: number;
  allocatedAt: Date | null;
  allocatedAtBlock: number;
}

/** The allocation delay that an operator's rises show. No column holds it. */
export interface ObservedDelay {
  newest: DelaySeen;
  least: DelaySeen;
  observedCount: number;
}

/**
 * Returns an observed delay as everybody may read it, with days and no blocks: a block and the delay make the block at
 * which an announced allocation counts, which is sold.
 */
export const withDaysOnly = ({ newest, least, observedCount }: ObservedDelay) => ({
  newest: onDay(newest),
  least: onDay(least),
  observedCount,
});

const onDay = ({ allocatedAtBlock: _, allocatedAt, ...seen }: DelaySeen) => ({
  ...seen,
  allocatedAt: startOfDay(allocatedAt),
});

/** Returns the delay of the newest rise, and the shortest delay with its date; `null` if no rise is known. */
export function observedDelay(
  changes: readonly AnnouncedChange[],
  slashBlocksOf: (operatorSet: string) => readonly number[],
): ObservedDelay | null {
  let found: ObservedDelay | null = null;
  for (const change of changes) {
    const { operatorSet, allocatedAtBlock, effectBlock, allocatedAt } = change;
    if (isRise(change, slashBlocksOf(operatorSet)) !== true) continue;
    if (allocatedAtBlock === null || effectBlock === null) continue;
    const delayBlocks = effectBlock - allocatedAtBlock;
    const seen = {
      delayBlocks,
      delaySeconds: delayBlocks * SECONDS_PER_BLOCK,
      allocatedAt,
      allocatedAtBlock,
    };
    if (!found) found = { newest: seen, least: seen, observedCount: 1 };
    else
      found = {
        newest: isNewer(seen, found.newest) ? seen : found.newest,
        least: isLess(seen, found.least) ? seen : found.least,
        observedCount: found.observedCount + 1,
      };
  }
  return found;
}

/** Returns whether a rise is newer. Of two rises in one block, the one with the shorter delay counts. */
const isNewer = (a: DelaySeen, b: DelaySeen) =>
  a.allocatedAtBlock === b.allocatedAtBlock
    ? a.delayBlocks < b.delayBlocks
    : a.allocatedAtBlock > b.allocatedAtBlock;

const isLess = (a: DelaySeen, b: DelaySeen) =>
  a.delayBlocks === b.delayBlocks ? a.allocatedAtBlock > b.allocatedAtBlock : a.delayBlocks < b.delayBlocks;

/** The longest that an allocation delay can have been, in blocks, and the time of the slash that shows it. */
export interface DelayUpperBound {
  blocks: number;
  at: Date | null;
}

/**
 * Returns the longest delay possible at the first slash by a set: the slash's block - the block that created the set.
 * The smallest over all sets; `null` if no creation block is known.
 */
export function delayUpperBound(
  firstSlashes: readonly {
    slashBlock: number | null;
    slashedAt: Date | null;
    setCreatedBlock: number | null;
  }[],
): DelayUpperBound | null {
  let least: DelayUpperBound | null = null;
  for (const { slashBlock, slashedAt, setCreatedBlock } of firstSlashes) {
    if (slashBlock === null || setCreatedBlock === null || slashBlock < setCreatedBlock) continue;
    const blocks = slashBlock - setCreatedBlock;
    if (!least || blocks < least.blocks) least = { blocks, at: slashedAt };
  }
  return least;
}

/** Returns the exit margin in blocks: allocation delay - 14 days. */
export const exitMarginBlocks = (delayBlocks: number | null): number | null =>
  delayBlocks === null ? null : delayBlocks - LEAVING_BLOCKS;

/**
 * Returns whether the exit margin is at least 0. At exactly 0 there is no time to spare: stake is out in time only if it
 * was queued before the block of the announcement (`lastBlockToLeave`).
 */
export const canLeaveInTime = (delayBlocks: number | null): Tri =>
  delayBlocks === null ? null : delayBlocks >= LEAVING_BLOCKS;

/** Returns the last block in which to leave before a change takes effect: stake queued by then is out of its reach. */
export const lastBlockToLeave = (effectBlock: number): number => effectBlock - LEAVING_BLOCKS - 1;

/** Returns whether shares queued at a block can still be slashed by the old operator's sets: for 100,800 blocks. */
export function isQueuedSlashable(queuedBlock: number | null, blockNow: number | null): Tri {
  if (queuedBlock === null || blockNow === null) return null;
  return blockNow - queuedBlock <= LEAVING_BLOCKS;
}
