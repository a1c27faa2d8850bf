import { OtherRun } from "@/app/_components/certainty/other-run";
import { Unread } from "@/app/_components/certainty/unread";
import type { Range } from "@/app/_components/charts/ranges";
import { TimeSeries } from "@/app/_components/charts/time-series";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { EmptyCard } from "@/app/_components/ui/empty-card";
import { type Segment, Segmented } from "@/app/_components/ui/segmented";
import { api, ifRead } from "@/app/_trpc/server";
import { findSlashings } from "@/app/operators/[address]/operator";
import { slashingMarks } from "@/app/slashings/slashing-marks";

/** Charts the operator's score day by day. */
export async function RiskHistory({
  operator,
  range: asked,
  segments,
}: {
  operator: { address: string; slashingCount: number | null };
  range: Range;
  segments: Segment[];
}) {
  const [days, slashings] = await Promise.all([
    ifRead(api.analytics.operators.risk.history({ address: operator.address, range: asked })),
    findSlashings(operator),
  ]);
  const range = <Segmented label="Range" options={segments} />;
  if (days === null) return <Unread title="Score over time" action={range} />;
  if (days.length === 0)
    return (
      <EmptyCard title="Score over time" action={range} says="No score is recorded in this range.">
        A longer one may hold some.
      </EmptyCard>
    );
  return (
    <TimeSeries
      title="Score over time"
      tip={
        <>
          <MetricTip metric="score" />
          <OtherRun of="operators.risk.history" />
        </>
      }
      format="count"
      points={days.map((day) => ({ on: day.scoredOn, value: day.score }))}
      marks={{ verb: "Slashed", days: slashingMarks(slashings, "operator") }}
      range={range}
      height={200}
    />
  );
}
