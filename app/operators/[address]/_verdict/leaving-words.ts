import { formatBlocks } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";

export type OperatorLeaving = RouterOutputs["analytics"]["operators"]["leaving"];

/** Returns the sentence that says whether you can leave before a new allocation can be slashed. */
export function leavingWords({
  delayBlocks,
  marginBlocks,
  isDemoLimited,
}: Pick<OperatorLeaving, "delayBlocks" | "marginBlocks" | "isDemoLimited">): string {
  if (delayBlocks === null || marginBlocks === null)
    return isDemoLimited
      ? "A real operator's delay is not in the demo: nobody can tell whether you leave in time."
      : "Its delay is not known: nobody can tell whether you leave in time.";
  if (marginBlocks < 0)
    return `A new allocation wins by ${formatBlocks(-marginBlocks)}: nobody can leave in time.`;
  return marginBlocks === 0
    ? "Both take 14 days, so there is no time to spare: you are out in time only if you leave before the announcement."
    : `You win by ${formatBlocks(marginBlocks)}: leave sooner than that after the announcement, and you are out in time.`;
}
