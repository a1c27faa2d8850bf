import { TimeSeries } from "@/app/_components/charts/time-series";
import { MetricTip } from "@/app/_components/metric-tip";
import { type Segment, Segmented } from "@/app/_components/segmented";
import type { Range } from "@/app/_lib/ranges";
import { api } from "@/app/_trpc/server";

/** The score day by day. */
export async function RiskHistory({
  address,
  range,
  segments,
}: {
  address: string;
  range: Range;
  segments: Segment[];
}) {
  const days = await api.analytics.operators.risk.history({ address, range });
  return (
    <TimeSeries
      title="Score over time"
      tip={<MetricTip metric="score" />}
      format="count"
      points={days.map((day) => ({ on: day.scoredOn, value: day.score }))}
      range={<Segmented label="Range" options={segments} />}
      height={200}
    />
  );
}
