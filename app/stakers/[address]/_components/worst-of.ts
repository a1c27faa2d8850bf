import type { RouterOutputs } from "@/server/router";

type Exposure = Pick<RouterOutputs["analytics"]["stakers"]["detail"]["exposure"][number], "exposedUsd">;

/** What every operator set together could take: unknown when none is known, and how many are not in it. */
export function worstOf(exposure: Exposure[]): { usd: number | null; unknownCount: number } {
  const known = exposure.flatMap(({ exposedUsd }) => (exposedUsd === null ? [] : [exposedUsd]));
  const unknownCount = exposure.length - known.length;
  const isUnknown = known.length === 0 && unknownCount > 0;
  return { usd: isUnknown ? null : known.reduce((sum, value) => sum + value, 0), unknownCount };
}
