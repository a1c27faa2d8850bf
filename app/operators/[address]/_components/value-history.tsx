import { OtherRun } from "@/app/_components/certainty/other-run";
import { type Range, spanWords } from "@/app/_components/charts/ranges";
import { TimeSeries } from "@/app/_components/charts/time-series";
import { moneyOfDays, pointsOf } from "@/app/_components/currency/money";
import { Modelled } from "@/app/_components/demo/demo";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Change, Usd } from "@/app/_components/values/quantity";
import { slashingMarks } from "@/app/slashings/slashing-marks";
import type { RouterOutputs } from "@/server/trpc/router";
import type { findSlashings } from "../operator";
import { NoHistory } from "./no-history";

type Operators = RouterOutputs["analytics"]["operators"];
type ValueHistoryProps = {
  operator: Operators["overview"];
  days: Operators["history"];
  slashings: Awaited<ReturnType<typeof findSlashings>>;
  range: Range;
  segments: React.ReactNode;
};

/** Charts an operator's value day by day with its slashings, in the viewer's currency. */
export async function ValueHistory({ operator, days, slashings, range, segments }: ValueHistoryProps) {
  if (days.length === 0)
    return <NoHistory delegatorCount={operator.delegatorCount} range={range} segments={segments} />;
  const money = await moneyOfDays();
  const points = pointsOf(money, days, (day) => day.tvsUsd);
  const known = points.filter(({ value }) => value !== null);
  const [first, now] = [known[0], known.at(-1)];
  const isExact = !first?.isUpperBound && !now?.isUpperBound;
  const growth = isExact && first?.value && now?.value != null ? now.value / first.value - 1 : null;
  return (
    <TimeSeries
      title="Value secured"
      tip={
        <>
          <MetricTip metric="tvs" />
          <Modelled table="historical_tvs_snapshots" />
          <OtherRun of="operators.history" />
        </>
      }
      format={money.format}
      points={points}
      marks={{ verb: "Slashed", days: slashingMarks(slashings, "operator") }}
      range={segments}
      headline={
        <>
          <Usd value={operator.tvsUsd} of={operator} />
          <span className="text-xs font-normal tracking-normal">
            {first && now && first.on !== now.on && (
              <Change
                value={growth}
                over={spanWords(range, first.on, now.on)}
                ofUsd={money.format === "usd"}
              />
            )}
          </span>
        </>
      }
    />
  );
}
