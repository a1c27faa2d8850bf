import { concentrationLabel } from "@/app/_components/metrics/labels";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Card } from "@/app/_components/ui/card";
import { Count, Part } from "@/app/_components/values/quantity";
import { formatIndex } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";

type Concentration = RouterOutputs["analytics"]["network"]["concentration"];

/** Shows how much of the value the largest operators hold. */
export function ConcentrationCard({ found }: { found: Concentration }) {
  const label = concentrationLabel(found.hhi);
  return (
    <Card
      title={
        <>
          Concentration <MetricTip metric="concentration" />
        </>
      }
      action={label && `${label} concentration`}
    >
      <div className="flex h-2.5 gap-0.5 overflow-hidden rounded-full bg-soft" aria-hidden="true">
        <span className="bg-s1" style={{ width: `${(found.top10Ratio ?? 0) * 100}%` }} />
      </div>
      <dl className="mt-2.5 divide-y">
        <Line label="Held by the ten largest">
          <Part value={found.top10Ratio} />
        </Line>
        <Line label="HHI over operators">{formatIndex(found.hhi)}</Line>
        <Line label="Operators that hold 33 %" tip={<MetricTip metric="nakamoto" />}>
          <Count value={found.operatorsTo33Count} />
        </Line>
        <Line label="Operators that hold 50 %">
          <Count value={found.operatorsTo50Count} />
          <span className="font-normal text-dim">
            {" "}
            of <Count value={found.operatorCount} />
          </span>
        </Line>
      </dl>
    </Card>
  );
}

const Line = ({
  label,
  tip,
  children,
}: {
  label: string;
  tip?: React.ReactNode;
  children: React.ReactNode;
}) => (
  <div className="flex items-center gap-2 py-1.5">
    <dt className="flex items-center gap-1">
      {label}
      {tip}
    </dt>
    <dd className="ml-auto font-medium">{children}</dd>
  </div>
);
