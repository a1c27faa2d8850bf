import { ratio, wholeOfRow } from "@/server/network/unknown";
import type { RouterOutputs } from "@/server/trpc/router";

type Exposure = Pick<
  RouterOutputs["analytics"]["stakers"]["detail"]["exposure"][number],
  "exposedUsd" | "unknownCount" | "isUpperBound" | "isUpTo"
>;

/**
 * Returns the loss if all operator sets slashed together: its value (null when none is known), how certain it is,
 * and its part of the whole stake.
 */
export function worstOf(exposure: Exposure[], stake: Parameters<typeof wholeOfRow>[0]) {
  const known = exposure.flatMap(({ exposedUsd }) => (exposedUsd === null ? [] : [exposedUsd]));
  const unknownCount = exposure.reduce((sum, row) => sum + row.unknownCount, 0);
  const isUnknown = known.length === 0 && unknownCount > 0;
  const usd = isUnknown ? null : known.reduce((sum, value) => sum + value, 0);
  return {
    usd,
    unknownCount,
    isUpperBound: exposure.some((row) => row.isUpperBound),
    isUpTo: exposure.some((row) => row.isUpTo),
    ofStakeRatio: unknownCount > 0 ? null : ratio(usd, wholeOfRow(stake)),
  };
}
