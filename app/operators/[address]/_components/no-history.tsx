import type { Range } from "@/app/_components/charts/ranges";
import { EmptyCard } from "@/app/_components/ui/empty-card";

const WITHIN: Record<Range, string> = {
  "30d": "within 30 days",
  "90d": "within 90 days",
  "1y": "within a year",
  all: "yet",
};

type NoHistoryProps = { delegatorCount: number | null; range: Range; segments: React.ReactNode };

/** Shown in place of the charts of an operator without any recorded day. */
export const NoHistory = ({ delegatorCount, range, segments }: NoHistoryProps) => (
  <EmptyCard
    title="Value secured"
    action={segments}
    says={delegatorCount === 0 ? "Nobody delegates to it now." : "There is no history of its value."}
  >
    No day of it is recorded {WITHIN[range]}
    {range === "all" ? "." : "; a longer range may hold some."}
  </EmptyCard>
);
