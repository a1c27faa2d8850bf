import { formatBlocks } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";

export type OperatorLeaving = RouterOutputs["analytics"]["operators"]["leaving"];

/** Returns the sentence that says whether you can leave before a new allocation can be slashed. */
export function leavingWords({ delayBlocks, marginBlocks, isDemoLimited }: OperatorLeaving): string {
  if (delayBlocks === null || marginBlocks === null)
    return isDemoLimited
      ? "The allocation delay of a real operator is not in the demo, so nobody can tell who wins."
      : "Its allocation delay is not known, so nobody can tell who wins.";
  if (marginBlocks < 0)
    return `A new allocation wins by ${formatBlocks(-marginBlocks)}: nobody can leave in time.`;
  return marginBlocks === 0
    ? "You are out just in time: both take 14 days."
    : `You win by ${formatBlocks(marginBlocks)}: whoever leaves on the day of the announcement is out in time.`;
}
