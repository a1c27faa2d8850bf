import { Amount } from "@/app/_components/amount";
import { Bps, Change, Count, Percent } from "@/app/_components/quantity";
import { RiskMark } from "@/app/_components/risk-mark";
import { formatScore } from "@/app/_lib/format";
import type { MetricKey } from "@/app/_lib/metrics";
import type { RouterOutputs } from "@/server/router";

export type Operator = RouterOutputs["analytics"]["operators"]["compare"]["operators"][number];

/** A row of the comparison. */
interface Metric {
  label: string;
  metric?: MetricKey;
  /** Which way is better; without it none is marked. */
  better?: "high" | "low";
  value: (one: Operator) => number | null;
  show: (one: Operator) => React.ReactNode;
}

const RANK = { CRITICAL: 0, HIGH: 1, MEDIUM: 2, LOW: 3 };
export const METRICS: Metric[] = [
  {
    label: "Risk score",
    metric: "score",
    better: "high",
    value: (one) => one.score,
    show: (one) => formatScore(one.score),
  },
  {
    label: "Risk level",
    metric: "risk",
    better: "high",
    value: (one) => (one.riskLevel ? RANK[one.riskLevel] : null),
    show: (one) => <RiskMark level={one.riskLevel} />,
  },
  {
    label: "Total value secured",
    metric: "tvs",
    better: "high",
    value: (one) => one.tvsUsd,
    show: (one) => <Amount value={one.tvsUsd} />,
  },
  {
    label: "Change in 30 days",
    better: "high",
    value: (one) => one.tvsChange30dRatio,
    show: (one) => <Change value={one.tvsChange30dRatio} arrow={false} />,
  },
  {
    label: "Delegators",
    metric: "delegators",
    better: "high",
    value: (one) => one.delegatorCount,
    show: (one) => <Count value={one.delegatorCount} />,
  },
  {
    label: "AVSs",
    metric: "avs",
    value: (one) => one.avsCount,
    show: (one) => <Count value={one.avsCount} />,
  },
  {
    label: "Commission",
    metric: "commission",
    better: "low",
    value: (one) => one.commissionBps,
    show: (one) => <Bps value={one.commissionBps} />,
  },
  {
    label: "Utilization",
    metric: "utilization",
    value: (one) => one.utilizationRatio,
    show: (one) => <Percent value={one.utilizationRatio} />,
  },
  {
    label: "Operational days",
    metric: "operationalDays",
    better: "high",
    value: (one) => one.operationalDayCount,
    show: (one) => <Count value={one.operationalDayCount} />,
  },
  {
    label: "Slashings",
    metric: "slashings",
    better: "low",
    value: (one) => one.slashingCount,
    show: (one) => <Count value={one.slashingCount} />,
  },
];

/** The best value of a row; none where all are equal or fewer than two are known. */
export function bestOf({ better, value }: Metric, operators: Operator[]): number | null {
  const known = operators.flatMap((one) => value(one) ?? []);
  if (!better || known.length < 2 || new Set(known).size < 2) return null;
  return better === "high" ? Math.max(...known) : Math.min(...known);
}
