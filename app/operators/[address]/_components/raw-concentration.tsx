import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Card } from "@/app/_components/ui/card";
import { cx } from "@/app/_components/ui/cx";
import { Empty } from "@/app/_components/ui/empty";
import { Count, Percent } from "@/app/_components/values/quantity";
import { formatDay, formatDecimal } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";

type Figures = RouterOutputs["analytics"]["operators"]["delegators"]["raw"];

/** Lists the pipeline's measures of an operator's concentration, unchanged. */
export function RawConcentration({
  title,
  entities,
  figures,
  isBeforeSlashes = false,
}: {
  title: string;
  entities: string;
  figures: Figures;
  /** Whether the pipeline measured shares from which slashes are not taken off. */
  isBeforeSlashes?: boolean;
}) {
  const heading = (
    <>
      {title} <MetricTip metric="concentration" />
    </>
  );
  if (!figures)
    return (
      <Card title={heading}>
        <Empty title="Not known">
          The pipeline has not measured it, or in units that do not tell how value is divided.
        </Empty>
      </Card>
    );
  return (
    <Card title={heading} action={formatDay(figures.measuredOn)}>
      <RawList
        lines={[
          ["HHI", formatDecimal(figures.hhi)],
          ["Gini coefficient", formatDecimal(figures.gini)],
          ["Coefficient of variation", formatDecimal(figures.coefficientOfVariation)],
          [`Effective ${entities}`, formatDecimal(figures.effectiveEntityCount)],
          [`Measured ${entities}`, <Count key="n" value={figures.entityCount} />],
          ["Largest", <Percent key="1" value={figures.top1Ratio} digits={2} />],
          ["Five largest", <Percent key="5" value={figures.top5Ratio} digits={2} />],
          ["Ten largest", <Percent key="10" value={figures.top10Ratio} digits={2} />],
        ]}
      />
      {isBeforeSlashes && (
        <p className="mt-3 max-w-prose text-xs text-dim">
          Measured by the pipeline over shares before slashes: parts of what slashes left may differ.
        </p>
      )}
    </Card>
  );
}

/** Renders figures line by line, in columns where there is room. */
export const RawList = ({
  lines,
  columns = 3,
}: {
  lines: [label: string, figure: React.ReactNode][];
  columns?: 2 | 3;
}) => (
  <dl className={cx("grid gap-x-8 sm:grid-cols-2", columns === 3 && "lg:grid-cols-3")}>
    {lines.map(([label, figure]) => (
      <div key={label} className="flex items-baseline justify-between gap-4 border-b py-2">
        <dt className="text-dim">{label}</dt>
        <dd className="text-right">{figure}</dd>
      </div>
    ))}
  </dl>
);
