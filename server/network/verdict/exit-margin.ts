import type { ChainDelay } from "../chain-facts";
import { canLeaveInTime, exitMarginBlocks } from "../clocks/allocation-delay";
import { timeOfBlock } from "../clocks/clock";
import type { Operator } from "../operator";
import { isRedistributable } from "../slashing/recipient";
import { CONFIGURATION_BLOCKS } from "../units";
import { addSums, anyOf, not, type Tri } from "../unknown";
import { holdsStake } from "../value";
import { isAtLeast } from "./judged-parts";
import type { Judging } from "./judging";
import type { ExitGate, OwnSetsGate } from "./verdict";

/** Returns the answer of gate 3: whether stake can be slashed before anybody can leave. */
export function exitGate(judging: Judging, operator: Operator, { sets }: OwnSetsGate): ExitGate {
  const { network, thresholds, isLimited } = judging;
  const isDemoLimited = isLimited(operator.address);
  const { chainDelay, observedDelay, delayUpperBound, value, strategies, allocationCount } = operator;
  const delayBlocks = chainDelay ? blocksOf(chainDelay) : (observedDelay?.newest.delayBlocks ?? null);
  const marginBlocks = exitMarginBlocks(delayBlocks);
  const isShort = not(canLeaveInTime(delayBlocks));
  const redistributable = addSums(
    strategies.flatMap((held) => (isRedistributable(held.strategy) ? held.value : [])),
  );
  const isMuch = isAtLeast(redistributable, redistributable, value, thresholds.redistributableRatio);
  const hasOwnSet = isDemoLimited
    ? null
    : anyOf([
        ...sets.map(({ isOwn, isRedistributing, canSlashMuch }) =>
          isOwn ? bothOf(isRedistributing, canSlashMuch) : false,
        ),
        allocationCount === null ? null : false,
      ]);
  // Without a delay nobody knows who is first, whatever the stake: it never passes.
  const isExposed = anyOf([bothOf(isShort, isMuch), hasOwnSet, isShort === null ? null : false]);
  return {
    passes: isDemoLimited || isExposed === null ? null : !isExposed,
    delayBlocks,
    delaySource: delayBlocks === null ? null : chainDelay ? "chain" : "observed",
    isDelayUnset: chainDelay?.isDelaySet === false,
    marginBlocks,
    observed: observedDelay,
    upperBound: delayUpperBound,
    pending: pendingOf(judging, chainDelay),
    isRedistributable: isMuch,
    isCaution: !isDemoLimited && isShort === true && isMuch === false && strategies.some(holdsStake),
    hasOwnSet,
    isNothingAllocated:
      allocationCount === null || network.totals.allocationCount === null ? null : allocationCount === 0,
    isDemoLimited,
  };
}

/** Returns the delay in blocks. An operator that never set one waits 17.5 days before its first allocation. */
const blocksOf = ({ isDelaySet, allocationDelayBlocks }: ChainDelay) =>
  isDelaySet ? allocationDelayBlocks : CONFIGURATION_BLOCKS;

function pendingOf({ network }: Judging, chainDelay: ChainDelay | null): ExitGate["pending"] {
  const { pendingDelayBlocks = null, pendingEffectBlock = null } = chainDelay ?? {};
  if (pendingDelayBlocks === null || pendingEffectBlock === null) return null;
  return {
    delayBlocks: pendingDelayBlocks,
    effectBlock: pendingEffectBlock,
    effectAt: timeOfBlock(pendingEffectBlock, network.clocks.blockTimes),
  };
}

/** Returns whether both are true: false if one is false, else `null` if one is not known. */
const bothOf = (a: Tri, b: Tri): Tri =>
  a === false || b === false ? false : a === null || b === null ? null : true;
