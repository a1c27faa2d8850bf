import { OtherRun } from "@/app/_components/certainty/other-run";
import { Unread } from "@/app/_components/certainty/unread";
import { rangeSegments } from "@/app/_components/charts/ranges";
import { TimeSeries } from "@/app/_components/charts/time-series";
import { moneyOfDays, pointsOf } from "@/app/_components/currency/money";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Segmented } from "@/app/_components/ui/segmented";
import { api, ifRead } from "@/app/_trpc/server";
import { findSlashings } from "@/app/operators/[address]/operator";
import { slashingMarks } from "@/app/slashings/slashing-marks";
import { type AllocationState, allocationsHref, DEFAULT_RANGE } from "../search-params";

/**
 * Charts the value that an operator allocated to AVSs, day by day, with its slashings marked. Renders nothing for
 * an operator that allocates nothing now (`isAny`) and never did.
 */
export async function AllocationHistory({
  operator,
  state,
  isAny,
}: {
  operator: { address: string; slashingCount: number | null };
  state: AllocationState;
  isAny: boolean;
}) {
  const { address } = operator;
  const [days, slashings, money] = await Promise.all([
    ifRead(api.analytics.operators.allocations.history({ address, range: state.range })),
    findSlashings(operator),
    moneyOfDays(),
  ]);
  if (days === null) return <Unread title="Allocated value" />;
  if (!isAny && state.range === DEFAULT_RANGE && !days.some((day) => day.allocatedUsd)) return null;
  return (
    <TimeSeries
      title="Allocated value"
      tip={
        <>
          <MetricTip metric="allocated" />
          <OtherRun of="operators.allocations.history" />
        </>
      }
      format={money.format}
      points={pointsOf(money, days, (day) => day.allocatedUsd)}
      marks={{ verb: "Slashed", days: slashingMarks(slashings, "operator") }}
      range={
        <Segmented
          label="Range"
          options={rangeSegments(state.range, (range) => allocationsHref(address, state, { range }))}
        />
      }
    />
  );
}
