import type { AllocationChange } from "../allocations";
import { isRise } from "../clocks/allocation-delay";
import { timeOfBlock } from "../clocks/clock";
import { beforeOf } from "./allocations";
import { type Draft, pairOf, push } from "./draft";

/** Returns the newest change of every allocation. */
export function buildAllocationChanges(draft: Draft): AllocationChange[] {
  const { facts, slashings, clocks } = draft;
  const before = beforeOf(draft);
  const slashBlocks = new Map<string, number[]>();
  for (const { operator, operatorSet, blockNumber } of slashings)
    if (blockNumber !== null) push(slashBlocks, pairOf(operator, operatorSet), blockNumber);
  return facts.allocations.map((row) => {
    const { operator, operatorSet, strategy, effectBlock } = row;
    const blocks = slashBlocks.get(pairOf(operator, operatorSet)) ?? [];
    const isAnnounced = effectBlock !== null && !blocks.includes(effectBlock);
    return {
      operator,
      operatorSet,
      strategy,
      effectBlock,
      effectAt: isAnnounced ? timeOfBlock(effectBlock, clocks.blockTimes) : null,
      isRise: isRise({ ...row, magnitudeBefore: before(row) }, blocks),
    };
  });
}
