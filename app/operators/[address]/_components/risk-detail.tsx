import { InUsd } from "@/app/_components/amount";
import { Card } from "@/app/_components/card";
import { Empty } from "@/app/_components/empty";
import { Meter } from "@/app/_components/meter";
import { MetricTip } from "@/app/_components/metric-tip";
import { Change, Percent } from "@/app/_components/quantity";
import { Stat, StatStrip } from "@/app/_components/stat";
import { formatNumber, formatScore } from "@/app/_lib/format";
import { capitalize, growthLabel, sizeLabel, volatilityLabel } from "@/app/_lib/labels";
import { api } from "@/app/_trpc/server";
import { DRIVER_LABEL, type Driver, sentenceOf } from "./risk-words";

const UP_FROM_POINTS = 80;
const lostBy = (driver: Driver) => (driver.weight * (100 - driver.points)) / 100;
const givenBy = (driver: Driver) => (driver.weight * driver.points) / 100;

/** The score and its parts, sorted into what lifts it and what holds it down. Only rendered for those who may see it. */
export async function RiskDetail({ address }: { address: string }) {
  const detail = await api.analytics.operators.risk.detail({ address });
  if (!detail)
    return (
      <Card title="Risk score">
        <Empty title="Not enough data for a score">
          A score needs every component: a history of value, delegators and an operator that still operates.
        </Empty>
      </Card>
    );
  const down = detail.drivers
    .filter((driver) => driver.points < UP_FROM_POINTS)
    .sort((a, b) => lostBy(b) - lostBy(a));
  const up = detail.drivers
    .filter((driver) => driver.points >= UP_FROM_POINTS)
    .sort((a, b) => givenBy(b) - givenBy(a));
  return (
    <>
      <StatStrip columns={6}>
        <Stat
          label={
            <>
              Score <MetricTip metric="score" />
            </>
          }
          note={detail.score === null ? "not enough data" : "of 100, higher is safer"}
        >
          {formatScore(detail.score)}
        </Stat>
        <Stat
          label={
            <>
              Confidence <MetricTip metric="confidence" />
            </>
          }
          note="in the data behind it"
        >
          {formatScore(detail.confidence)}
        </Stat>
        <Stat
          label={
            <>
              <span>
                Volatility, 30 d<InUsd />
              </span>{" "}
              <MetricTip metric="volatility" />
            </>
          }
          note={volatilityLabel(detail.volatility30dRatio)}
        >
          <Percent value={detail.volatility30dRatio} />
        </Stat>
        <Stat
          label={
            <span>
              Growth, 30 d<InUsd />
            </span>
          }
          note={growthLabel(detail.growth30dRatio)}
        >
          <Change value={detail.growth30dRatio} arrow={false} />
        </Stat>
        <Stat
          label={
            <>
              Size percentile <MetricTip metric="sizePercentile" />
            </>
          }
          note={sizeLabel(detail.sizePercentile)}
        >
          {formatNumber(detail.sizePercentile)}
        </Stat>
        <Stat
          label={
            <>
              Spread <MetricTip metric="spread" />
            </>
          }
          note={
            detail.spread && (
              <>
                ten largest hold <Percent value={detail.spread.top10Ratio} />
              </>
            )
          }
        >
          {detail.spread ? capitalize(detail.spread.label) : "—"}
        </Stat>
      </StatStrip>
      {detail.drivers.length > 0 ? (
        <div className="grid gap-4 lg:grid-cols-2">
          <Drivers title="What holds it down" drivers={down} none="Nothing does.">
            {(driver) => (
              <>
                <span className="font-medium text-critical">−{formatScore(lostBy(driver))}</span>
                <p className="text-dim">{sentenceOf(driver, detail)}</p>
              </>
            )}
          </Drivers>
          <Drivers title="What lifts it" drivers={up} none="Nothing does.">
            {(driver) => (
              <>
                <span className="font-medium text-low">+{formatScore(givenBy(driver))}</span>
                <p className="text-dim">{sentenceOf(driver, detail)}</p>
              </>
            )}
          </Drivers>
        </div>
      ) : (
        <Card title="What drives it">
          <p className="text-dim">
            The pipeline has not enough data: a score needs 30 days of operation and two delegators.
          </p>
        </Card>
      )}
    </>
  );
}

function Drivers({
  title,
  drivers,
  none,
  children,
}: {
  title: string;
  drivers: Driver[];
  none: string;
  children: (driver: Driver) => React.ReactNode;
}) {
  return (
    <Card title={title} action="points of the score">
      {drivers.length === 0 ? (
        <p className="text-dim">{none}</p>
      ) : (
        <ul className="divide-y">
          {drivers.map((driver) => (
            <li key={driver.key} className="grid grid-cols-[1fr_auto] gap-x-3 py-2.5 [&>p]:col-span-2">
              <span className="flex items-center gap-2.5 font-medium">
                {DRIVER_LABEL[driver.key]}
                <Meter ratio={driver.points / 100} width={56} />
                <span className="text-xs font-normal text-dim">
                  {formatScore(driver.points)} of 100
                  <span className="max-sm:hidden">, weighs {formatNumber(driver.weight)} %</span>
                </span>
              </span>
              {children(driver)}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
