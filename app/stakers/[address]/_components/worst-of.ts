import type { RouterOutputs } from "@/server/router";

type Exposure = Pick<
  RouterOutputs["analytics"]["stakers"]["detail"]["exposure"][number],
  "exposedUsd" | "unknownCount"
>;

/** What every operator set together could take: unknown when none is known, and how many parts are not in it. */
export function worstOf(exposure: Exposure[]): { usd: number | null; unknownCount: number } {
  const known = exposure.flatMap(({ exposedUsd }) => (exposedUsd === null ? [] : [exposedUsd]));
  const unknownCount = exposure.reduce((sum, row) => sum + row.unknownCount, 0);
  const isUnknown = known.length === 0 && unknownCount > 0;
  return { usd: isUnknown ? null : known.reduce((sum, value) => sum + value, 0), unknownCount };
}
