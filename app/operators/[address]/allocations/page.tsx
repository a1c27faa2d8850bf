import type { Metadata } from "next";
import { Gate } from "@/app/_components/account/gate";
import { NOT_IN_DEMO } from "@/app/_components/demo/not-in-demo";
import { nameOf } from "@/app/_components/entity/plain-name";
import { utilizationLabel } from "@/app/_components/metrics/labels";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { utilizationNote } from "@/app/_components/metrics/utilization-note";
import { NavigationSuspense } from "@/app/_components/navigation/navigation-suspense";
import { prioritiesOf, tableOf } from "@/app/_components/tables/columns";
import { MOST_ROWS, RowsCut } from "@/app/_components/tables/rows-cut";
import { Badge } from "@/app/_components/ui/badge";
import { Card } from "@/app/_components/ui/card";
import { EmptyCard } from "@/app/_components/ui/empty-card";
import { Count, Counted, Percent } from "@/app/_components/values/quantity";
import { Stat, StatStrip } from "@/app/_components/values/stat";
import { allowed, api } from "@/app/_trpc/server";
import { RawConcentration } from "../_components/raw-concentration";
import { AllocationsSkeleton } from "../_components/tab-skeleton";
import { findOperator, tabMetadata } from "../operator";
import { AllocationHistory } from "./_components/allocation-history";
import { AllocationShares } from "./_components/allocation-shares";
import { AllocationTable } from "./_components/allocation-table";
import { PendingAllocations } from "./_components/pending-allocations";
import { SlashableByAvs } from "./_components/slashable-by-avs";
import { WorstCase } from "./_components/worst-case";
import { ALLOCATION_LIST } from "./list";
import { loadAllocationParams } from "./search-params";
import { SLASHABLE_LIST } from "./slashable-list";

type Props = PageProps<"/operators/[address]/allocations">;

export const generateMetadata = ({ params }: Props): Promise<Metadata> =>
  tabMetadata(
    params,
    "allocations",
    (name) => `How much of ${name} is allocated to EigenLayer AVSs, what is pending, and what breaks first.`,
  );

const TONE = { low: "low", moderate: "plain", high: "medium", critical: "critical" } as const;

export default async function OperatorAllocations(props: Props) {
  const mayRead = await allowed("operatorAllocationList", (await props.params).address);
  return (
    <NavigationSuspense
      skeleton={
        <AllocationsSkeleton
          mayRead={mayRead}
          columns={prioritiesOf(tableOf(ALLOCATION_LIST))}
          slashable={prioritiesOf(tableOf(SLASHABLE_LIST))}
        />
      }
    >
      <Allocations {...props} />
    </NavigationSuspense>
  );
}

async function Allocations(props: Props) {
  const operator = await findOperator(props.params);
  const { address } = operator;
  const state = await loadAllocationParams(props.searchParams);
  const summary = await api.analytics.operators.allocations.summary({ address });
  const isRead = summary.allocationCount !== null;
  /** Whether the demo may lack allocations of it, so that none in the data is not none. */
  const isMissing = !summary.areAllocationsComplete;
  const isNothingHere = isMissing && !isRead;
  const isAny =
    !isNothingHere &&
    (summary.strategies.length > 0 || summary.allocationCount !== 0 || summary.pendingCount !== 0);
  const unknown = summary.unknownCount > 0 && (
    <>
      , <Count value={summary.unknownCount} /> of them not known
    </>
  );
  const heading = (
    <>
      Allocated by strategy <MetricTip metric="utilization" />
    </>
  );
  return (
    <div className="grid gap-4">
      <StatStrip columns={4}>
        <Stat
          label={
            <>
              Utilization <MetricTip metric="utilization" />
            </>
          }
          note={utilizationNote(operator)}
        >
          <Percent value={operator.utilizationRatio} />
        </Stat>
        <Stat
          label="Allocations"
          note={
            isMissing ? (
              summary.allocationCount === null ? (
                NOT_IN_DEMO
              ) : (
                <>in effect, in the demo{unknown}</>
              )
            ) : (
              <>in effect{unknown}</>
            )
          }
        >
          <Count value={summary.allocationCount} />
        </Stat>
        <Stat
          label="To AVSs"
          note={
            summary.operatorSetCount === null && isMissing ? (
              NOT_IN_DEMO
            ) : (
              <>
                in <Counted value={summary.operatorSetCount} one="operator set" />
              </>
            )
          }
        >
          <Count value={summary.avsCount} />
        </Stat>
        <Stat
          label="Pending"
          note={summary.pendingCount === null && isMissing ? NOT_IN_DEMO : "announced, not in effect"}
        >
          <Count value={summary.pendingCount} />
        </Stat>
      </StatStrip>
      {summary.strategies.length === 0 ? (
        isMissing ? (
          <EmptyCard title={heading} says="Not known in the demo.">
            The demo does not have the allocations of real operators.
          </EmptyCard>
        ) : !isRead ? (
          <EmptyCard title={heading} says="Its allocations are not known.">
            The pipeline has not read operators' allocations.
          </EmptyCard>
        ) : (
          <EmptyCard title={heading} says="Nothing is known to be promised.">
            {isAny
              ? "For no strategy is it known how much is promised."
              : "No AVS is known that can slash this operator: none of its stake is allocated to an operator set that is in the data."}
          </EmptyCard>
        )
      ) : (
        <Card title={heading}>
          <ul className="flex flex-wrap gap-2">
            {summary.strategies.slice(0, MOST_ROWS).map((strategy) => {
              const label = utilizationLabel(strategy.utilizationRatio);
              return (
                <li
                  key={strategy.address}
                  className="flex min-w-0 items-center gap-2 rounded-lg border px-2.5 py-1.5"
                >
                  <span className="min-w-0 font-medium wrap-anywhere">
                    <bdi>{nameOf(strategy.symbol, strategy.address)}</bdi>
                  </span>
                  <Percent value={strategy.utilizationRatio} />
                  <Badge tone={label === "not known" ? "plain" : TONE[label]}>{label}</Badge>
                </li>
              );
            })}
          </ul>
          <p className="mt-2 text-xs text-dim empty:hidden">
            <RowsCut count={summary.strategies.length} many="strategies" />
          </p>
        </Card>
      )}
      {!isNothingHere && (
        <WorstCase address={address} state={state} unsettledStrategyCount={operator.unsettledStrategyCount} />
      )}
      <SlashableByAvs address={address} />
      <AllocationHistory operator={operator} state={state} isAny={isAny} />
      {isAny && (
        <>
          <Gate about={address} feature="operatorAllocationList" title="Every allocation">
            <AllocationShares address={address} />
            <AllocationTable address={address} state={state} />
            <PendingAllocations address={address} isRead={isRead} />
          </Gate>
          <Gate feature="operatorAllocationRaw" title="Raw concentration">
            <AllocationRaw address={address} />
          </Gate>
        </>
      )}
    </div>
  );
}

const AllocationRaw = async ({ address }: { address: string }) => (
  <RawConcentration
    title="Raw concentration over AVSs"
    entities="AVSs"
    figures={await api.analytics.operators.allocations.raw({ address })}
  />
);
