import { OtherRun } from "@/app/_components/certainty/other-run";
import { Unread } from "@/app/_components/certainty/unread";
import { Card } from "@/app/_components/ui/card";
import { Count, Percent } from "@/app/_components/values/quantity";
import { api, ifRead } from "@/app/_trpc/server";
import { RawConcentration, RawList } from "@/app/operators/[address]/_components/raw-concentration";
import { formatDateTimeUtc, formatDay, formatDecimal, formatScore } from "@/server/format";

const SERIES = {
  tvs: "Value secured",
  delegation_shares: "Shares delegated",
  delegator_count: "Delegators",
  avs_count: "AVSs",
};

/** Lists the pipeline's metrics of risk unchanged, and the amount of data behind them. */
export async function RawRisk({ address, isBeforeSlashes }: { address: string; isBeforeSlashes: boolean }) {
  const raw = await ifRead(api.analytics.operators.risk.raw({ address }));
  if (raw === null) return <Unread title="Raw metrics of risk" />;
  const { analytics, coverage, concentration, series } = raw;
  return (
    <>
      {analytics && (
        <Card
          title={
            <>
              Raw metrics of risk <OtherRun of="operators.risk.raw" />
            </>
          }
          action={formatDay(analytics.scoredOn)}
        >
          <RawList
            lines={[
              ["Risk score", formatDecimal(analytics.riskScore)],
              ["Confidence", formatScore(analytics.confidence)],
              ["Delegation HHI", formatDecimal(analytics.delegationHhi)],
              ["Distribution CV", formatDecimal(analytics.delegatorDistributionCv)],
              ["Volatility, 7 days", formatDecimal(analytics.volatility7dRatio)],
              ["Volatility, 30 days", formatDecimal(analytics.volatility30dRatio)],
              ["Volatility, 90 days", formatDecimal(analytics.volatility90dRatio)],
              ["Growth, 30 days", formatDecimal(analytics.growth30dRatio)],
              ["Growth consistency", formatScore(analytics.growthConsistencyScore)],
              ["Size percentile", formatDecimal(analytics.sizePercentile)],
              ["Delegators", <Count key="d" value={analytics.delegatorCount} />],
              ["AVSs", <Count key="a" value={analytics.avsCount} />],
              ["Slashings", <Count key="s" value={analytics.slashingCount} />],
              ["Calculated", formatDateTimeUtc(analytics.calculatedAt)],
            ]}
          />
        </Card>
      )}
      <Card title="Data sufficiency">
        <RawList
          lines={[
            [
              "Enough for a score",
              analytics?.hasSufficientData == null ? "not known" : analytics.hasSufficientData ? "yes" : "no",
            ],
            ["First day with scores", formatDay(coverage.firstDayOn)],
            ["Days with scores", <Count key="n" value={coverage.scoredDayCount} />],
            ["Of these with enough data", <Count key="m" value={coverage.sufficientDayCount} />],
            ["Operational days", <Count key="o" value={analytics?.operationalDayCount} />],
            ...series.map((one): [string, React.ReactNode] => [
              `${SERIES[one.series]}, data points`,
              <span key={one.series}>
                <Count value={one.dataPointCount} />
                {one.confidence !== null && (
                  <span className="text-dim">
                    {" "}
                    <Percent value={one.confidence / 100} /> sure
                  </span>
                )}
              </span>,
            ]),
          ]}
        />
      </Card>
      <RawConcentration
        title="Raw concentration of delegators"
        entities="delegators"
        figures={concentration.delegator}
        isBeforeSlashes={isBeforeSlashes}
      />
      <RawConcentration
        title="Raw concentration over strategies"
        entities="strategies"
        figures={concentration.strategy}
        isBeforeSlashes={isBeforeSlashes}
      />
      <RawConcentration title="Raw concentration over AVSs" entities="AVSs" figures={concentration.avs} />
    </>
  );
}
