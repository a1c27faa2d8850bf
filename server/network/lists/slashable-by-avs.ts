import { exposureOf } from "../build/exposure";
import { lastBlockToLeave } from "../clocks/allocation-delay";
import { endOfDayBefore, timeOfBlock } from "../clocks/clock";
import { groupAllocations } from "../figures/exposure";
import type { Allocation, Network } from "../network";
import type { Operator } from "../operator";
import { mostPartOf } from "../parts";
import { slashableFigures } from "../slashing/slashable-figures";
import { compareKnown } from "../unknown";
import { allocationsBy } from "./operator-allocations";

/**
 * Returns the most that each AVS can slash of an operator, now and once every announced change is in effect, in USD and as
 * parts of its priced stake, 0..1. The most first; AVSs that can slash nothing, now or then, are left out.
 */
export const slashableByAvs = (network: Network, operator: Operator) =>
  Array.from(
    groupAllocations(allocationsBy(network, operator), ({ avs }) => avs),
    ([address, own]) => {
      const exposure = exposureOf(own);
      const { announcedUpTo } = exposure;
      return {
        address,
        name: network.avs.get(address)?.name ?? null,
        ...slashableFigures(exposure),
        ofOperatorRatio: mostPartOf(exposure.slashableUpTo, operator.value),
        announcedUpToUsd: announcedUpTo.knownUsd,
        isAnnouncedUpperBound: announcedUpTo.isUpperBound,
        unpricedAnnouncedCount: announcedUpTo.unknownCount,
        announcedOfOperatorRatio: mostPartOf(announcedUpTo, operator.value),
        ...nextRise(network, own),
      };
    },
  )
    .filter(
      (row) => row.slashableUpToUsd !== 0 || row.announcedUpToUsd !== 0 || row.unpricedAnnouncedCount > 0,
    )
    .sort((a, b) => compareKnown(mostOf(a), mostOf(b), "descending"));

const mostOf = (row: { slashableUpToUsd: number | null; announcedUpToUsd: number | null }) =>
  row.slashableUpToUsd === null && row.announcedUpToUsd === null
    ? null
    : Math.max(row.slashableUpToUsd ?? 0, row.announcedUpToUsd ?? 0);

/**
 * Returns the end of the last day on which to begin to leave before the next announced rise counts, and whether its block
 * is past; both are `null` if no rise is announced or its block is not known. The block is sold, so the time is cut.
 */
function nextRise({ clocks }: Network, own: readonly Allocation[]) {
  const blocks = own.flatMap(({ force: { pending } }) =>
    pending && pending.direction !== "fall" ? [pending.effectBlock] : [],
  );
  const known = blocks.filter((block) => block !== null);
  const last = known.length === 0 ? null : lastBlockToLeave(Math.min(...known));
  return {
    isRiseAnnounced: blocks.length > 0,
    lastTimeToLeave: last === null ? null : endOfDayBefore(timeOfBlock(last, clocks.blockTimes)),
    isTooLateToLeave: last === null || clocks.blockNow === null ? null : last < clocks.blockNow,
  };
}
