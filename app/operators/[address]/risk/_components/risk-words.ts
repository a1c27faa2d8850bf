import { growthLabel, sizeLabel, tenureLabel, volatilityLabel } from "@/app/_components/metrics/labels";
import { formatCounted, formatNumber, formatPercent, formatScore } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";

export type Detail = NonNullable<RouterOutputs["analytics"]["operators"]["risk"]["detail"]>;
export type Driver = Detail["drivers"][number];

export const DRIVER_LABEL: Record<Driver["key"], string> = {
  slashing: "Slashings",
  stability: "Delegation stability",
  tenure: "Tenure",
  spread: "Spread of delegators",
  commission: "Commission stability",
  growth: "Growth",
  size: "Size",
  distribution: "Distribution",
};

/** Returns a sentence on one part of the score, with the figures behind it. */
export const sentenceOf = (driver: Driver, detail: Detail, stakeChange30dRatio: number | null): string =>
  wordsOf(driver, detail, stakeChange30dRatio).replaceAll(" %", "\u00a0%");

/** Returns how much of a change of value comes from stake, in words. */
const stakeWords = (ratio: number | null, growthRatio: number | null) =>
  ratio === null || growthRatio === 0
    ? ""
    : ratio === 0
      ? " Its stake did not change: prices did that."
      : ` Stake alone changed it by ${formatPercent(ratio, { sign: true })}; the rest is what prices did.`;

function wordsOf(driver: Driver, detail: Detail, stakeChange30dRatio: number | null): string {
  const spread = detail.spread;
  const held = spread
    ? ` ${detail.isMeasuredBeforeSlashes ? "Before slashes, the" : "The"} largest delegator ${detail.isMeasuredBeforeSlashes ? "held" : "holds"} ${formatPercent(spread.top1Ratio)}, the ten largest ${formatPercent(spread.top10Ratio)}.`
    : "";
  switch (driver.key) {
    case "slashing":
      return detail.slashingCount === 0
        ? "It has never been slashed."
        : `It was slashed ${detail.slashingCount === 1 ? "once" : `${formatNumber(detail.slashingCount)} times`}; each time costs a quarter of this part.`;
    case "stability":
      return `Its delegated value${detail.isMeasuredBeforeSlashes ? ", with slashes not taken off," : ""} is ${volatilityLabel(detail.volatility30dRatio)}: it varied by ${formatPercent(detail.volatility30dRatio)} over 30 days.`;
    case "tenure": {
      const label = tenureLabel(detail.operationalDayCount);
      return `It has operated for ${formatCounted(detail.operationalDayCount, "day")}${label ? `, which is ${label}` : ""}; a year gives all of this part.`;
    }
    case "spread":
      return `Its value is spread over delegators in a way that is ${spread?.label ?? "not measured"}.${held}`;
    case "commission":
      return detail.commissionChangeCount90d === 0
        ? "It has not changed its commission for 90 days."
        : `It changed its commission ${formatCounted(detail.commissionChangeCount90d, "time")} in 90 days.`;
    case "growth":
      return detail.growth30dRatio === null
        ? "There was no value 30 days ago to grow from, which counts as 70 points."
        : `Its value is ${growthLabel(detail.growth30dRatio)}: ${formatPercent(detail.growth30dRatio, { sign: true })} in 30 days.${stakeWords(stakeChange30dRatio, detail.growth30dRatio)}`;
    case "size":
      return `By value it stands at ${formatScore(detail.sizePercentile)} of 100 in the network: ${sizeLabel(detail.sizePercentile)}.`;
    case "distribution":
      return `The same spread counts once more for its place in the network. Between delegators the amounts are ${detail.distribution ?? "not measured"}.`;
  }
}
