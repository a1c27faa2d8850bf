import { lastBlockToLeave } from "../clocks/allocation-delay";
import { endOfDayBefore, startOfDay, timeOfBlock } from "../clocks/clock";
import type { Allocation, Network } from "../network";
import type { Operator } from "../operator";
import { mostPartOf } from "../parts";
import { LEAVING_BLOCKS } from "../units";
import { addSums, compareKnown, valueFigures } from "../unknown";
import { verdictOf } from "../verdict/judge";

/**
 * Returns the facts that decide whether a delegator can leave an operator in time: its allocation delay in blocks, its
 * announced allocations with the last block to leave before they count, and the sets that it left and that can still
 * slash.
 */
export function operatorLeaving(network: Network, operator: Operator) {
  const { exit } = verdictOf(network, operator).gates;
  const own = network.allocations.filter((row) => row.operator === operator.address);
  return {
    blockNow: network.clocks.blockNow,
    timeNow: network.clocks.timeNow,
    leavingBlocks: LEAVING_BLOCKS,
    ...leftFrom(network),
    delayBlocks: exit.delayBlocks,
    delaySource: exit.delaySource,
    isDelayUnset: exit.isDelayUnset,
    marginBlocks: exit.marginBlocks,
    observedAt: startOfDay(exit.observed?.newest.allocatedAt ?? null),
    observedCount: exit.observed?.observedCount ?? 0,
    leastObservedBlocks: exit.observed?.least.delayBlocks ?? null,
    leastObservedAt: startOfDay(exit.observed?.least.allocatedAt ?? null),
    upperBound: exit.upperBound,
    pending: exit.pending,
    isDemoLimited: exit.isDemoLimited,
    areAllocationsKnown: operator.allocationCount !== null,
    announced: announcedBy(network, operator, own),
    leftSets: setsLeft(network, own),
  };
}

/** Returns the last block, and its time, in which stake that is queued at the block of the data can be slashed. */
export function leftFrom({ clocks }: Network): { leftBlock: number | null; leftAt: Date | null } {
  if (clocks.blockNow === null) return { leftBlock: null, leftAt: null };
  const leftBlock = clocks.blockNow + LEAVING_BLOCKS;
  return { leftBlock, leftAt: timeOfBlock(leftBlock, clocks.blockTimes) };
}

/**
 * Returns announced rises of allocations by AVS, the first to take effect first, each with its part of the operator's
 * priced value at most. Their effect blocks are sold with the operator's allocations, so times are cut to the day.
 */
function announcedBy(network: Network, operator: Operator, own: readonly Allocation[]) {
  const groups = new Map<string, Allocation[]>();
  for (const row of own) {
    const { pending } = row.force;
    if (pending?.direction !== "rise" && pending?.direction !== "unknown") continue;
    const key = `${row.avs} ${pending.effectBlock}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const rises = Array.from(groups.values(), (rows) => ({
    rows,
    effectBlock: rows[0]?.force.pending?.effectBlock ?? null,
  })).sort((a, b) => compareKnown(a.effectBlock, b.effectBlock, "ascending"));
  return rises.map(({ rows, effectBlock }) => {
    const [{ avs, effectAt }] = rows as [Allocation];
    const lastBlock = effectBlock === null ? null : lastBlockToLeave(effectBlock);
    const target = addSums(rows.map(({ announcedUpTo }) => announcedUpTo));
    return {
      avs,
      name: network.avs.get(avs)?.name ?? null,
      /** The day in UTC on which it takes effect. */
      effectAt: startOfDay(effectAt),
      /** The end of the last day that is in time: stake queued later may still be slashed by the allocation. */
      lastTimeToLeave:
        lastBlock === null ? null : endOfDayBefore(timeOfBlock(lastBlock, network.clocks.blockTimes)),
      isTooLate:
        lastBlock === null || network.clocks.blockNow === null ? null : lastBlock < network.clocks.blockNow,
      ofOperatorRatio: mostPartOf(target, operator.value),
      ...valueFigures(target),
    };
  });
}

/**
 * Returns the sets that the operator left at most 14 days ago, or at an unknown time, and the value they can still
 * slash.
 */
function setsLeft({ avs, clocks }: Network, own: readonly Allocation[]) {
  const sets = new Map<string, Allocation[]>();
  for (const row of own)
    if (row.membership.kind === "left" && row.slashability !== "not-slashable")
      sets.set(row.operatorSet, [...(sets.get(row.operatorSet) ?? []), row]);
  return Array.from(sets.values(), (rows) => {
    const [first] = rows as [Allocation];
    const leftBlock = first.membership.kind === "left" ? first.membership.block : null;
    const untilBlock = leftBlock === null ? null : leftBlock + LEAVING_BLOCKS;
    return {
      operatorSet: first.operatorSet,
      avs: first.avs,
      name: avs.get(first.avs)?.name ?? null,
      setNumber: first.setNumber,
      /** The last block in which the set can slash; `null` if the operator left at an unknown time. */
      untilBlock,
      until: untilBlock === null ? null : timeOfBlock(untilBlock, clocks.blockTimes),
      ...valueFigures(addSums(rows.map(({ slashableUpTo }) => slashableUpTo))),
    };
  }).sort((a, b) => compareKnown(a.untilBlock, b.untilBlock, "descending"));
}
