import { TimeSeries } from "@/app/_components/charts/time-series";
import { OtherRun } from "@/app/_components/other-run";
import { Segmented } from "@/app/_components/ui/segmented";
import { Unread } from "@/app/_components/unread";
import { MetricTip } from "@/app/_components/values/metric-tip";
import { moneyOfDays, pointsOf } from "@/app/_lib/money";
import { rangeSegments } from "@/app/_lib/ranges";
import { api, ifRead } from "@/app/_trpc/server";
import { slashingMarks } from "@/app/slashings/slashing-marks";
import { type AllocationState, allocationsHref, DEFAULT_RANGE } from "../allocations/search-params";
import { findSlashings } from "../operator";

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
