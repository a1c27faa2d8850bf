import type { RiskLevel } from "@/app/_components/risk/risk-color";
import { RiskMark } from "@/app/_components/risk/risk-mark";
import { Counted } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";

const MEANING: Record<RiskLevel, string> = {
  LOW: "Its record, its delegators and its size leave little to worry about. Nothing here is a promise.",
  MEDIUM: "Something is worth a look: its record, how its stake is spread, or its growth.",
  HIGH: "Something weighs heavily against it. Find out what before you delegate.",
  CRITICAL: "Several things weigh heavily against it at once. Delegate only if you know exactly why.",
};

type RiskMeaningProps = {
  level: RiskLevel | null;
  slashingCount: number | null;
  lastSlashedAt: Date | null;
};

/**
 * Shows the risk level and its meaning in a sentence, on every tier. If the operator was slashed, that is said first.
 */
export const RiskMeaning = ({ level, slashingCount, lastSlashedAt }: RiskMeaningProps) => (
  <div className="mb-3 grid gap-1 border-b pb-3 sm:grid-cols-[140px_1fr]">
    <RiskMark level={level} />
    <p className="text-dim">
      {slashingCount !== null && slashingCount > 0 && (
        <span className="font-medium text-critical">
          Slashed <Counted value={slashingCount} one="time" />, last on <Time at={lastSlashedAt} show="day" />
          .{" "}
        </span>
      )}
      {level
        ? MEANING[level]
        : "A level needs 30 days of operation, two delegators and every component of the score. This operator has not all of them yet."}
    </p>
  </div>
);
