import type { Metadata } from "next";
import { Gate } from "@/app/_components/account/gate";
import { OtherRun } from "@/app/_components/certainty/other-run";
import { capitalize } from "@/app/_components/metrics/labels";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { NavigationSuspense } from "@/app/_components/navigation/navigation-suspense";
import { prioritiesOf, tableOf } from "@/app/_components/tables/columns";
import { EmptyCard } from "@/app/_components/ui/empty-card";
import { Count } from "@/app/_components/values/quantity";
import { Stat, StatStrip } from "@/app/_components/values/stat";
import { allowed, api } from "@/app/_trpc/server";
import { RawConcentration } from "../_components/raw-concentration";
import { DelegatorsSkeleton } from "../_components/tab-skeleton";
import { findOperator, tabMetadata } from "../operator";
import { DelegatorBands } from "./_components/delegator-bands";
import { DelegatorFlow } from "./_components/delegator-flow";
import { DelegatorTable } from "./_components/delegator-table";
import { DELEGATOR_LIST } from "./list";
import { loadDelegatorParams } from "./search-params";

type Props = PageProps<"/operators/[address]/delegators">;

export const generateMetadata = ({ params }: Props): Promise<Metadata> =>
  tabMetadata(
    params,
    "delegators",
    (name) =>
      `Who delegates to ${name} on EigenLayer, how evenly they share its value, who joined and who left.`,
  );

export default async function OperatorDelegators(props: Props) {
  const mayRead = await allowed("operatorDelegatorList", (await props.params).address);
  return (
    <NavigationSuspense
      skeleton={<DelegatorsSkeleton mayRead={mayRead} columns={prioritiesOf(tableOf(DELEGATOR_LIST))} />}
    >
      <Delegators {...props} />
    </NavigationSuspense>
  );
}

async function Delegators(props: Props) {
  const { address, isMeasuredBeforeSlashes } = await findOperator(props.params);
  const state = await loadDelegatorParams(props.searchParams);
  const summary = await api.analytics.operators.delegators.summary({ address });
  return (
    <div className="grid gap-4">
      <StatStrip columns={4}>
        <Stat
          label={
            <>
              Delegators <MetricTip metric="delegators" />
            </>
          }
          note="delegate to it"
        >
          <Count value={summary.activeCount} />
        </Stat>
        <Stat
          label={
            <>
              With stake of value <OtherRun of="operators.delegators.summary" />
            </>
          }
          note="of those who delegate"
        >
          <Count value={summary.valuedCount} />
        </Stat>
        <Stat label="Ever" note="with those who left">
          <Count value={summary.totalCount} />
        </Stat>
        <Stat
          label={
            <>
              Spread <MetricTip metric="spread" />
            </>
          }
          note={isMeasuredBeforeSlashes ? "of shares before slashes" : "over its delegators"}
        >
          {summary.spread ? capitalize(summary.spread) : "—"}
        </Stat>
      </StatStrip>
      {summary.activeCount === 0 && (
        <EmptyCard title="Delegators" says="Nobody delegates to it.">
          {summary.totalCount === 0 && "Nobody is known to have done so before. "}
          {(summary.totalCount ?? 0) > 0 && "Those who did have left. "}What was queued for withdrawal in the
          last 14 days can still be slashed.
        </EmptyCard>
      )}
      {summary.totalCount !== 0 && (
        <Gate about={address} feature="operatorDelegatorList" title="Every delegator">
          {summary.activeCount === 0 ? (
            <DelegatorFlow address={address} state={state} />
          ) : (
            <>
              <div className="grid gap-4 lg:grid-cols-2">
                <DelegatorBands address={address} />
                <DelegatorFlow address={address} state={state} />
              </div>
              <DelegatorTable address={address} state={state} />
            </>
          )}
        </Gate>
      )}
      {summary.activeCount !== 0 && (
        <Gate feature="operatorDelegatorRaw" title="Raw concentration">
          <DelegatorRaw address={address} isBeforeSlashes={isMeasuredBeforeSlashes} />
        </Gate>
      )}
    </div>
  );
}

const DelegatorRaw = async ({ address, isBeforeSlashes }: { address: string; isBeforeSlashes: boolean }) => (
  <RawConcentration
    title="Raw concentration of delegators"
    entities="delegators"
    isBeforeSlashes={isBeforeSlashes}
    figures={await api.analytics.operators.delegators.raw({ address })}
  />
);
