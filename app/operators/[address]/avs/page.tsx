import type { Metadata } from "next";
import { Gate } from "@/app/_components/account/gate";
import { UnknownCount } from "@/app/_components/certainty/unknown-count";
import { NOT_IN_DEMO } from "@/app/_components/demo/not-in-demo";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { NavigationSuspense } from "@/app/_components/navigation/navigation-suspense";
import { prioritiesOf, tableOf } from "@/app/_components/tables/columns";
import { Bps, Count, Part, Usd } from "@/app/_components/values/quantity";
import { Stat, StatStrip } from "@/app/_components/values/stat";
import { allocatedCertainty } from "@/app/_components/values/value-mark";
import { allowed, api } from "@/app/_trpc/server";
import { AvsTabSkeleton } from "../_components/tab-skeleton";
import { findOperator, tabMetadata } from "../operator";
import { AvsPeriods } from "./_components/avs-periods";
import { AvsTable } from "./_components/avs-table";
import { OPERATOR_AVS_LIST } from "./list";
import { loadAvsParams } from "./search-params";

type Props = PageProps<"/operators/[address]/avs">;

export const generateMetadata = ({ params }: Props): Promise<Metadata> =>
  tabMetadata(
    params,
    "avs",
    (name) =>
      `Which AVSs ${name} secures and secured before on EigenLayer, with how much, at what commission.`,
  );

export default async function OperatorAvs(props: Props) {
  const mayRead = await allowed("operatorAvsDetail", (await props.params).address);
  return (
    <NavigationSuspense
      skeleton={
        <AvsTabSkeleton mayRead={mayRead} columns={prioritiesOf(tableOf(OPERATOR_AVS_LIST, () => mayRead))} />
      }
    >
      <Avs {...props} />
    </NavigationSuspense>
  );
}

async function Avs(props: Props) {
  const operator = await findOperator(props.params);
  const { address } = operator;
  const state = await loadAvsParams(props.searchParams);
  const summary = await api.analytics.operators.avs.summary({ address });
  return (
    <div className="grid gap-4">
      <StatStrip columns={4}>
        <Stat
          label={
            <>
              Secured <MetricTip metric="avs" />
            </>
          }
          note="registered, or by operator sets"
        >
          <Count value={summary.activeCount} />
          <UnknownCount count={summary.unknownCount} />
        </Stat>
        <Stat label="Secured before" note="left since">
          <Count value={summary.pastCount} />
        </Stat>
        <Stat
          label={
            <>
              Allocated <MetricTip metric="allocated" />
            </>
          }
          note={
            summary.allocatedUsd === null && !operator.areAllocationsComplete ? (
              NOT_IN_DEMO
            ) : (
              <>
                <Part value={summary.allocatedRatio} /> of its priced stake
              </>
            )
          }
        >
          <Usd value={summary.allocatedUsd} of={allocatedCertainty(summary)} />
        </Stat>
        <Stat
          label={
            <>
              AVS splits <MetricTip metric="avsCommission" />
            </>
          }
          note={
            summary.setSplitCount === null || summary.activeCount === null ? (
              "of the AVSs that it secures"
            ) : (
              <>
                <Count value={summary.setSplitCount} /> of <Count value={summary.activeCount} /> set by it
              </>
            )
          }
        >
          <Bps value={summary.leastSplitBps} />
          {summary.mostSplitBps !== summary.leastSplitBps && (
            <>
              {" "}
              to <Bps value={summary.mostSplitBps} />
            </>
          )}
        </Stat>
      </StatStrip>
      <AvsTable address={address} state={state} />
      <Gate about={address} feature="operatorAvsDetail" title="More of every AVS">
        <AvsPeriods address={address} />
      </Gate>
    </div>
  );
}
