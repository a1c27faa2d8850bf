import { capitalize } from "@/app/_components/metrics/labels";
import type { MetricKey } from "@/app/_components/metrics/metrics";
import { Amount } from "@/app/_components/values/amount";
import { Bps, Change, Count, Percent, Usd } from "@/app/_components/values/quantity";
import { answeredWords } from "@/app/_components/verdict/answered-words";
import { VerdictMark } from "@/app/_components/verdict/verdict-mark";
import { formatScore, UNKNOWN } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";

type Answer = RouterOutputs["analytics"]["operators"]["compare"];
export type Operator = Answer["operators"][number] & Answer["standings"][number];

type Medians = NonNullable<Answer["medians"]>;

/** A row of the comparison. */
interface Metric {
  label: string;
  metric?: MetricKey;
  /** Whether higher or lower is better; left out, no operator is marked as best. */
  better?: "high" | "low";
  value: (one: Operator) => number | null;
  /** Returns whether the value is exact; always exact by default. No best is marked beside a value that is not. */
  isExact?: (one: Operator) => boolean;
  show: (one: Operator) => React.ReactNode;
  /** Renders the network's median, if there is one. */
  median?: (of: Medians) => React.ReactNode;
}

const SPREADS = { concentrated: 0, moderate: 1, good: 2, excellent: 3 };

/** Returns how a figure of the pipeline is shown, which does not take slashes off: of a slashed operator it says so. */
const measured = (figure: Metric["show"]): Pick<Metric, "show" | "isExact"> => ({
  isExact: (one) => !one.isMeasuredBeforeSlashes,
  show: (one) => (
    <>
      {figure(one)}
      {one.isMeasuredBeforeSlashes && <span className="block text-2xs text-dim">before slashes</span>}
    </>
  ),
});

/** Returns a row that shows the ratio which it compares. */
const ratio = (row: Omit<Metric, "show">): Metric => ({
  ...row,
  show: (one) => <Percent value={row.value(one)} />,
});
const count = (row: Omit<Metric, "show">): Metric => ({
  ...row,
  show: (one) => <Count value={row.value(one)} />,
});

const points = (label: string, metric: MetricKey, value: Metric["value"]) =>
  count({ label, metric, better: "high", value });

export const METRIC_GROUPS: { title: string; metrics: Metric[] }[] = [
  {
    title: "Trust",
    metrics: [
      {
        label: "Verdict",
        metric: "verdict",
        value: () => null,
        show: (one) => (
          <>
            <VerdictMark word={one.verdict} />
            <span className="block text-2xs text-dim">{answeredWords(one)}</span>
          </>
        ),
      },
      {
        label: "Risk score",
        metric: "score",
        better: "high",
        value: (one) => one.score,
        show: (one) => formatScore(one.score),
        median: (of) => formatScore(of.score),
      },
      points("Performance", "score", (one) => one.performanceScore),
      points("Economics", "score", (one) => one.economicScore),
      points("Network position", "score", (one) => one.networkPositionScore),
      points("Confidence", "confidence", (one) => one.confidence),
      count({
        label: "Slashings",
        metric: "slashings",
        better: "low",
        value: (one) => one.slashingCount,
      }),
      {
        label: "Worst case",
        metric: "worstCase",
        better: "low",
        value: (one) => one.worstCaseRatio,
        isExact: (one) =>
          !one.isWorstCaseUpperBound && !one.isWorstCaseUpTo && one.unpricedWorstCaseCount === 0,
        show: (one) => (
          <>
            <Usd
              value={one.worstCaseUsd}
              of={{
                isTvsUpperBound: one.isWorstCaseUpperBound,
                isUpTo: one.isWorstCaseUpTo,
                unpricedCount: one.unpricedWorstCaseCount,
              }}
            />
            {one.worstCaseRatio !== null && (
              <span className="block text-2xs font-normal text-dim">
                <Percent value={one.worstCaseRatio} /> of its priced stake
              </span>
            )}
          </>
        ),
      },
      count({
        label: "Operational days",
        metric: "operationalDays",
        better: "high",
        value: (one) => one.operationalDayCount,
      }),
    ],
  },
  {
    title: "Size",
    metrics: [
      {
        label: "Total value secured",
        metric: "tvs",
        better: "high",
        value: (one) => one.tvsUsd,
        isExact: (one) => !one.isTvsUpperBound && one.unpricedCount === 0,
        show: (one) => <Usd value={one.tvsUsd} of={one} />,
        median: (of) => <Amount value={of.tvsUsd} />,
      },
      {
        label: "Change in 30 days",
        better: "high",
        value: (one) => one.tvsChange30dRatio,
        show: (one) => <Change value={one.tvsChange30dRatio} arrow={false} ofUsd />,
      },
      {
        label: "Stake in 30 days",
        metric: "stakeChange",
        better: "high",
        value: (one) => one.stakeChange30dRatio,
        show: (one) => <Change value={one.stakeChange30dRatio} arrow={false} ofUsd />,
      },
      points("Size percentile", "sizePercentile", (one) => one.sizePercentile),
      count({ label: "Strategies", value: (one) => one.strategyCount }),
      count({
        label: "AVSs",
        metric: "avs",
        value: (one) => one.avsCount,
        median: (of) => <Count value={of.avsCount} />,
      }),
    ],
  },
  {
    title: "Delegators",
    metrics: [
      count({
        label: "Delegators",
        metric: "delegators",
        better: "high",
        value: (one) => one.delegatorCount,
        median: (of) => <Count value={of.delegatorCount} />,
      }),
      {
        label: "How value is spread",
        metric: "spread",
        better: "high",
        value: (one) => (one.delegatorSpread ? SPREADS[one.delegatorSpread] : null),
        ...measured((one) => (one.delegatorSpread ? capitalize(one.delegatorSpread) : UNKNOWN)),
      },
      {
        label: "Held by the largest",
        metric: "spread",
        better: "low",
        value: (one) => one.largestDelegatorRatio,
        ...measured((one) => <Percent value={one.largestDelegatorRatio} />),
      },
      {
        label: "Volatility in 30 days",
        metric: "volatility",
        better: "low",
        value: (one) => one.volatility30dRatio,
        ...measured((one) => <Percent value={one.volatility30dRatio} />),
      },
    ],
  },
  {
    title: "Terms",
    metrics: [
      {
        label: "PI split",
        metric: "commission",
        better: "low",
        value: (one) => one.commissionBps,
        show: (one) => <Bps value={one.commissionBps} />,
        median: (of) => <Bps value={of.commissionBps} />,
      },
      ratio({ label: "Utilization", metric: "utilization", value: (one) => one.utilizationRatio }),
    ],
  },
];

/** Returns the best value of a row; null where all are equal or any is not known, which could be the best. */
export function bestOf({ better, value, isExact }: Metric, operators: Operator[]): number | null {
  if (isExact && !operators.every(isExact)) return null;
  const known = operators.flatMap((one) => value(one) ?? []);
  if (!better || known.length < operators.length || new Set(known).size < 2) return null;
  return better === "high" ? Math.max(...known) : Math.min(...known);
}
