import { formatBlocks, formatDay } from "@/server/format";
import { IN_DEMO, Strong } from "./answer-words";
import type { OperatorVerdict } from "./verdict-lead";

type Props = { verdict: OperatorVerdict };

/** Answers whether the allocation delay is shorter than leaving takes. */
export const ExitAnswer = ({ verdict: { exit, acts } }: Props) => {
  const bound = exit.upperBound && (
    <>
      {" "}
      Its delay was at most {formatBlocks(exit.upperBound.blocks)} at its first slash by a set
      {exit.upperBound.at && `, ${formatDay(exit.upperBound.at)}`}; leaving takes 14 days.
    </>
  );
  if (exit.isDemoLimited)
    return (
      <>
        {IN_DEMO}.{bound}
      </>
    );
  const byOwnSet = exit.hasOwnSet && "A redistributing set that appears to be its own can slash it now. ";
  if (exit.delayBlocks === null)
    return (
      <>
        <Strong>{exit.hasOwnSet ? "Yes." : "Its allocation delay is not known."}</Strong> {byOwnSet}
        {exit.isNothingAllocated && "Nothing is allocated today. "}
        {exit.isRedistributable === false &&
          acts.holdsStake &&
          "Its stake could be burned, not redistributed."}
        {bound}
      </>
    );
  return (
    <>
      <Strong>
        {exit.passes === false
          ? "Yes."
          : exit.passes === null
            ? "Not known."
            : exit.isCaution
              ? "It can be burned, not redistributed."
              : exit.marginBlocks === 0
                ? "No, with no time to spare."
                : "No."}
      </Strong>{" "}
      {byOwnSet}
      {exit.isDelayUnset
        ? "No delay is set, so 17.5 days pass before its first allocation."
        : `${exit.delayBlocks === 0 ? "New allocations count at once" : `New allocations count after ${formatBlocks(exit.delayBlocks)}`}; leaving takes 14 days${exit.marginBlocks === 0 ? ", so you are out in time only if you leave before the announcement" : ""}.`}
      {exit.delaySource === "observed" && exit.observed && exit.observed.newest.allocatedAt && (
        <> Seen on {formatDay(exit.observed.newest.allocatedAt)}.</>
      )}
      {exit.pending && (
        <>
          {" "}
          From {exit.pending.effectAt ? formatDay(exit.pending.effectAt) : "a later block"} on:{" "}
          {formatBlocks(exit.pending.delayBlocks)}.
        </>
      )}
      {exit.passes === null &&
        exit.isRedistributable === null &&
        " How much of its stake could be redistributed is not known."}
      {exit.passes === null &&
        exit.hasOwnSet === null &&
        " Whether a set of its own can slash it is not known."}
    </>
  );
};
