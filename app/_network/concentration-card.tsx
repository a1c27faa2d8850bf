import { concentrationLabel } from "@/app/_components/metrics/labels";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Link } from "@/app/_components/navigation/link";
import { Card } from "@/app/_components/ui/card";
import { Count, Part } from "@/app/_components/values/quantity";
import { formatIndex } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";

type Concentration = RouterOutputs["analytics"]["network"]["concentration"];

type Spread = Concentration["operators"];

/**
 * Shows which part of the value the largest hold: single operators, and the brands and node operators behind them.
 */
export function ConcentrationCard({ found }: { found: Concentration }) {
  const [overOperators, overBrands] = [found.operators, found.brands].map(({ hhi }) =>
    concentrationLabel(hhi),
  );
  return (
    <Card
      title={
        <>
          Concentration <MetricTip metric="concentration" />
        </>
      }
      action={overOperators && overBrands && `${overOperators} over operators, ${overBrands} over brands`}
    >
      <table className="w-full">
        <caption className="sr-only">
          How the value is spread over operators, brands and node operators
        </caption>
        <thead>
          <tr className="border-b align-bottom text-xs text-dim">
            <td />
            <Heading>Operators</Heading>
            <Heading tip={<MetricTip metric="brands" />}>Brands</Heading>
            <Heading tip={<MetricTip metric="nodeOperators" />}>Node operators</Heading>
          </tr>
        </thead>
        <tbody className="divide-y">
          <Line found={found} label="With stake" of={({ stakedCount }) => <Count value={stakedCount} />} />
          <Line found={found} label="Ten largest hold" of={({ top10Ratio }) => <Part value={top10Ratio} />} />
          <Line
            found={found}
            label="Fewest that hold 33 %"
            tip={<MetricTip metric="nakamoto" />}
            of={({ to33Count }) => <Count value={to33Count} />}
          />
          <Line
            found={found}
            label="Fewest that hold 50 %"
            of={({ to50Count }) => <Count value={to50Count} />}
          />
          <Line found={found} label="HHI" of={({ hhi }) => formatIndex(hhi)} />
        </tbody>
      </table>
      <p className="mt-2 text-xs text-dim">
        An operator of no{" "}
        <Link href="/entities" prefetch={false} className="text-accent hover:underline">
          known entity
        </Link>{" "}
        counts as one of its own.
      </p>
    </Card>
  );
}

const Heading = ({ tip, children }: { tip?: React.ReactNode; children: React.ReactNode }) => (
  <th scope="col" className="pb-1 pl-2 text-right font-normal">
    {children} {tip}
  </th>
);

const Line = ({
  found,
  label,
  tip,
  of,
}: {
  found: Concentration;
  label: string;
  tip?: React.ReactNode;
  of: (spread: Spread) => React.ReactNode;
}) => (
  <tr>
    <th scope="row" className="py-1.5 text-left font-normal">
      {label} {tip}
    </th>
    {(["operators", "brands", "nodeOperators"] as const).map((holders) => (
      <td key={holders} className="py-1.5 pl-2 text-right font-medium whitespace-nowrap">
        {of(found[holders])}
      </td>
    ))}
  </tr>
);
