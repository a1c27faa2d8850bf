import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Input } from "@/app/_components/ui/input";
import { Segmented } from "@/app/_components/ui/segmented";
import { Bps, Count, Usd } from "@/app/_components/values/quantity";
import { api } from "@/app/_trpc/server";
import { RawList } from "@/app/operators/[address]/_components/raw-concentration";
import { formatCounted, formatPercent, UNKNOWN } from "@/server/format";
import { commissionHref } from "../search-params";

const PRESETS = [2, 4, 8];
const STAKE_USD = 1000;

/** Shows the cost of the commission at a yield that the reader may change, its changes and its rank. */
export async function CommissionFigures({ address, apy }: { address: string; apy: number }) {
  const figures = await api.analytics.operators.commission.figures({ address });
  const costUsd = (bps: number | null) => (bps === null ? null : (STAKE_USD * (apy / 100) * bps) / 10_000);
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Card
        title={
          <>
            Yearly cost per $1,000 <MetricTip metric="commission" />
          </>
        }
      >
        <p className="text-3xl font-semibold tracking-tight">
          <Usd value={costUsd(figures.piBps)} />
        </p>
        <p className="max-w-prose text-dim">
          a year for each $1,000 delegated, if programmatic incentives yield {formatPercent(apy / 100)} a year
          before the split of <Bps value={figures.piBps} />. At the network's median split it would be{" "}
          <Usd value={costUsd(figures.medianBps)} />. Of what reaches the operator: a protocol fee may be
          taken before.
        </p>
        <div className="mt-3 flex flex-wrap items-center gap-3">
          <Segmented
            label="Assumed yield"
            options={PRESETS.map((preset) => ({
              href: commissionHref(address, preset),
              label: formatPercent(preset / 100, { digits: 0 }),
              current: preset === apy,
            }))}
          />
          <form className="flex items-center gap-2" action={`/operators/${address}/commission`}>
            <Input
              name="apy"
              type="number"
              min={0}
              max={1000}
              step="any"
              aria-label="Assumed yearly yield, per cent"
              defaultValue={apy}
              className="w-20"
            />
            <span className="text-dim">% APY</span>
            <Button type="submit">Assume</Button>
          </form>
        </div>
      </Card>
      <Card title="Its changes and its rank">
        <RawList
          columns={2}
          lines={[
            ["PI split", <Bps key="pi" value={figures.piBps} />],
            ["Network median", <Bps key="50" value={figures.medianBps} />],
            ["Network, lower quarter", <Bps key="25" value={figures.p25Bps} />],
            ["Network, upper quarter", <Bps key="75" value={figures.p75Bps} />],
            ["Changes in 90 days", <Count key="90" value={figures.changeCount90d} />],
            ["Changes in a year", <Count key="1y" value={figures.changeCount1y} />],
            ["Largest single change", <Points key="max" bps={figures.largestStepBps} />],
            ["Changes in all", <Count key="all" value={figures.changeCount} />],
          ]}
        />
      </Card>
    </div>
  );
}

/** Renders a difference of rates in percentage points. */
const Points = ({ bps }: { bps: number | null }) => (
  <span>{bps === null ? UNKNOWN : formatCounted(bps / 100, "point")}</span>
);
