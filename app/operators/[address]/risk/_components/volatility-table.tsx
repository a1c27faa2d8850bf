import { volatilityLabel } from "@/app/_components/metrics/labels";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Card } from "@/app/_components/ui/card";
import { InUsd } from "@/app/_components/values/amount";
import { Change, Percent } from "@/app/_components/values/quantity";
import { api } from "@/app/_trpc/server";

const SERIES = {
  tvs: "Value secured",
  delegation_shares: "Shares delegated",
  delegator_count: "Delegators",
  avs_count: "AVSs",
};

/** The series from which the pipeline does not take slashes off. */
const OF_SHARES = ["tvs", "delegation_shares"];

/** Lists how much an operator's figures vary over a week, a month and a quarter, and their trends. */
export async function VolatilityTable({
  address,
  isBeforeSlashes,
}: {
  address: string;
  isBeforeSlashes: boolean;
}) {
  const rows = await api.analytics.operators.risk.volatility({ address });
  if (rows.length === 0) return null;
  return (
    <Card
      title={
        <>
          Volatility <MetricTip metric="volatility" />
        </>
      }
    >
      <table className="w-full">
        <caption className="sr-only">Volatility</caption>
        <thead className="text-xs text-dim">
          <tr className="*:pb-1 *:text-right *:font-medium">
            <th scope="col" className="!text-left">
              Series
            </th>
            <th scope="col" className="max-sm:hidden">
              7 d
            </th>
            <th scope="col">30 d</th>
            <th scope="col">90 d</th>
            <th scope="col">Trend a day</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.series} className="*:border-t *:py-2 *:text-right">
              <th scope="row" className="!text-left font-normal">
                {SERIES[row.series]}
                {row.series === "tvs" && <InUsd />}
                <span className="block text-2xs text-dim">
                  {volatilityLabel(row.volatility30dRatio)}
                  {isBeforeSlashes && OF_SHARES.includes(row.series) && ", before slashes"}
                </span>
              </th>
              <td className="max-sm:hidden">
                <Percent value={row.volatility7dRatio} />
              </td>
              <td className="font-medium">
                <Percent value={row.volatility30dRatio} />
              </td>
              <td>
                <Percent value={row.volatility90dRatio} />
              </td>
              <td>
                <Change value={row.trendPerDayRatio} tone="plain" arrow={false} />
                <span className="block text-2xs text-dim">
                  fits <Percent value={row.trendStrength} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
