import type { Metadata } from "next";
import { createLoader, createSerializer, parseAsStringLiteral } from "nuqs/server";
import { Gate } from "@/app/_components/account/gate";
import { RANGES, rangeSegments } from "@/app/_components/charts/ranges";
import { NavigationSuspense } from "@/app/_components/navigation/navigation-suspense";
import { Card } from "@/app/_components/ui/card";
import { Counted } from "@/app/_components/values/quantity";
import { allowed, api } from "@/app/_trpc/server";
import { RiskSkeleton } from "../_components/tab-skeleton";
import { findOperator, tabMetadata } from "../operator";
import { RawRisk } from "./_components/raw-risk";
import { RiskDetail } from "./_components/risk-detail";
import { RiskHistory } from "./_components/risk-history";
import { RiskMeaning } from "./_components/risk-meaning";
import { VolatilityTable } from "./_components/volatility-table";

type Props = PageProps<"/operators/[address]/risk">;
const params = { range: parseAsStringLiteral(RANGES).withDefault("1y") };
const load = createLoader(params);
const href = createSerializer(params);

export const generateMetadata = ({ params }: Props): Promise<Metadata> =>
  tabMetadata(
    params,
    "risk",
    (name) =>
      `The pipeline's risk level of ${name} on EigenLayer, what it means, and what drives it up and down.`,
  );

export default async function OperatorRisk(props: Props) {
  const mayRead = await allowed("operatorRiskDetail", (await props.params).address);
  return (
    <NavigationSuspense skeleton={<RiskSkeleton mayRead={mayRead} />}>
      <Risk {...props} />
    </NavigationSuspense>
  );
}

async function Risk(props: Props) {
  const operator = await findOperator(props.params);
  const { address, slashingCount, lastSlashedAt } = operator;
  const { range } = await load(props.searchParams);
  const summary = await api.analytics.operators.risk.summary({ address });
  return (
    <div className="grid gap-4">
      <Card title="Risk level by the pipeline">
        <RiskMeaning level={summary.riskLevel} slashingCount={slashingCount} lastSlashedAt={lastSlashedAt} />
        <p className="max-w-prose text-dim">
          The level comes from a score of 0 to 100, where higher is safer: low from 80, medium from 60, high
          from 40, critical below. It rests on <Counted value={summary.operationalDayCount} one="day" /> of
          operation and <Counted value={summary.delegatorCount} one="delegator" />.
        </p>
      </Card>
      <Gate feature="operatorRiskDetail" title="What drives it up and down">
        <RiskDetail address={address} stakeChange30dRatio={operator.stakeChange30dRatio} />
        <div className="grid gap-4 *:only:col-span-full lg:grid-cols-2">
          <RiskHistory
            operator={operator}
            range={range}
            segments={rangeSegments(range, (chosen) => href(`/operators/${address}/risk`, { range: chosen }))}
          />
          <VolatilityTable address={address} isBeforeSlashes={operator.isMeasuredBeforeSlashes} />
        </div>
      </Gate>
      <Gate feature="operatorRiskRaw" title="Behind the score">
        <RawRisk address={address} isBeforeSlashes={operator.isMeasuredBeforeSlashes} />
      </Gate>
    </div>
  );
}
