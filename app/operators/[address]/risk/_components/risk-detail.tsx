import { capitalize, growthLabel, sizeLabel, volatilityLabel } from "@/app/_components/metrics/labels";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Card } from "@/app/_components/ui/card";
import { cx } from "@/app/_components/ui/cx";
import { InUsd } from "@/app/_components/values/amount";
import { Meter } from "@/app/_components/values/meter";
import { Change, Percent } from "@/app/_components/values/quantity";
import { Stat, StatStrip } from "@/app/_components/values/stat";
import { api } from "@/app/_trpc/server";
import { formatNumber, formatScore } from "@/server/format";
import { type Detail, DRIVER_LABEL, type Driver, sentenceOf } from "./risk-words";

const UP_FROM_POINTS = 80;
const lostBy = (driver: Driver) => (driver.weight * (100 - driver.points)) / 100;
const givenBy = (driver: Driver) => (driver.weight * driver.points) / 100;

/** Shows the score and its parts: those that raise it, and those that lower it. Rendered only inside a gate. */
export async function RiskDetail({
  address,
  stakeChange30dRatio,
}: {
  address: string;
  stakeChange30dRatio: number | null;
}) {
  const detail = await api.analytics.operators.risk.detail({ address });
  // The level above says why there is none.
  if (!detail) return null;
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
          note={`${volatilityLabel(detail.volatility30dRatio)}${detail.isMeasuredBeforeSlashes ? ", before slashes" : ""}`}
        >
          <Percent value={detail.volatility30dRatio} />
        </Stat>
        <Stat
          label={
            <span>
              Growth, 30 d<InUsd />
            </span>
          }
          note={
            <>
              {growthLabel(detail.growth30dRatio)}
              {stakeChange30dRatio !== null && (
                <>
                  , stake <Change value={stakeChange30dRatio} arrow={false} />
                </>
              )}
            </>
          }
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
                ten largest {detail.isMeasuredBeforeSlashes ? "held" : "hold"}{" "}
                <Percent value={detail.spread.top10Ratio} />
                {detail.isMeasuredBeforeSlashes && ", before slashes"}
              </>
            )
          }
        >
          {detail.spread ? capitalize(detail.spread.label) : "—"}
        </Stat>
      </StatStrip>
      {detail.drivers.length > 0 ? (
        <Card title="What drives it" action="points of the score">
          <Drivers
            title="Holds it down"
            drivers={down}
            tone="text-critical"
            detail={detail}
            stake={stakeChange30dRatio}
          >
            {(driver) => `−${formatScore(lostBy(driver))}`}
          </Drivers>
          <Drivers title="Lifts it" drivers={up} tone="text-low" detail={detail} stake={stakeChange30dRatio}>
            {(driver) => `+${formatScore(givenBy(driver))}`}
          </Drivers>
        </Card>
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

/**
 * Lists the parts of the score that raise it, or lower it. A bar's length is the part's weight, its filling the
 * points.
 */
function Drivers({
  title,
  drivers,
  tone,
  detail,
  stake,
  children,
}: {
  title: string;
  drivers: Driver[];
  tone: string;
  detail: Detail;
  /** The change of the operator's stake in 30 days. */
  stake: number | null;
  children: (driver: Driver) => string;
}) {
  if (drivers.length === 0) return null;
  const heaviest = Math.max(...detail.drivers.map((driver) => driver.weight));
  return (
    <section className="mt-4 first-of-type:mt-0">
      <h3 className="text-xs text-dim">{title}</h3>
      <ul className="divide-y">
        {drivers.map((driver) => (
          <li
            key={driver.key}
            className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 gap-y-0.5 py-2.5 md:grid-cols-[11rem_1fr_9rem_7rem]"
          >
            <span className="font-medium">{DRIVER_LABEL[driver.key]}</span>
            <p className="text-dim max-md:order-last max-md:col-span-2">
              {sentenceOf(driver, detail, stake)}
            </p>
            <span className="max-md:hidden">
              <Meter ratio={driver.points / 100} width={`${(100 * driver.weight) / heaviest}%`} />
            </span>
            <span className="text-right whitespace-nowrap tabular-nums">
              <span className={cx("font-medium", tone)}>{children(driver)}</span>
              <span className="text-xs text-dim"> of {formatNumber(driver.weight)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
