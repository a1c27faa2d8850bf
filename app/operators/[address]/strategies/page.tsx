import type { Metadata } from "next";
import { Gate } from "@/app/_components/account/gate";
import { ShareBar } from "@/app/_components/charts/share-bar";
import { nameOf } from "@/app/_components/entity/plain-name";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { NavigationSuspense } from "@/app/_components/navigation/navigation-suspense";
import { prioritiesOf, tableOf } from "@/app/_components/tables/columns";
import { EmptyCard } from "@/app/_components/ui/empty-card";
import { Count, Percent, Usd } from "@/app/_components/values/quantity";
import { Stat, StatStrip } from "@/app/_components/values/stat";
import { allowed, api } from "@/app/_trpc/server";
import { StrategiesSkeleton } from "../_components/tab-skeleton";
import { findOperator, tabMetadata } from "../operator";
import { StrategyTable } from "./_components/strategy-table";
import { OPERATOR_STRATEGY_LIST } from "./list";
import { loadStrategyParams } from "./search-params";

type Props = PageProps<"/operators/[address]/strategies">;

export const generateMetadata = ({ params }: Props): Promise<Metadata> =>
  tabMetadata(
    params,
    "strategies",
    (name) =>
      `Which strategies ${name} holds on EigenLayer, how its value divides among them, and which one leads.`,
  );

export default async function OperatorStrategies(props: Props) {
  const mayRead = await allowed("operatorStrategyList", (await props.params).address);
  return (
    <NavigationSuspense
      skeleton={
        <StrategiesSkeleton mayRead={mayRead} columns={prioritiesOf(tableOf(OPERATOR_STRATEGY_LIST))} />
      }
    >
      <Strategies {...props} />
    </NavigationSuspense>
  );
}

async function Strategies(props: Props) {
  const { address } = await findOperator(props.params);
  const state = await loadStrategyParams(props.searchParams);
  const [summary, shares] = await Promise.all([
    api.analytics.operators.strategies.summary({ address }),
    api.analytics.operators.strategies.shares({ address }),
  ]);
  /** Whether every strategy has a known value; if not, one of unknown value may be the largest. */
  const isWhole = shares.every(({ shareRatio }) => shareRatio !== null);
  const dominant = isWhole ? shares[0] : undefined;
  return (
    <div className="grid gap-4">
      <StatStrip columns={3}>
        <Stat
          label="Strategies"
          note={
            <>
              <Count value={summary.valuedCount} /> with stake of value
            </>
          }
        >
          <Count value={summary.strategyCount} />
        </Stat>
        <Stat
          label={
            <>
              Total value <MetricTip metric="tvs" />
            </>
          }
          note={
            summary.unpricedCount > 0 ? (
              <>
                without <Count value={summary.unpricedCount} /> of unknown price
              </>
            ) : (
              "every strategy has a price"
            )
          }
        >
          <Usd value={summary.totalUsd} of={summary} />
        </Stat>
        <Stat
          label="Largest priced strategy"
          note={
            dominant ? (
              <>
                <Percent value={dominant.shareRatio} /> of the priced stake
              </>
            ) : isWhole ? (
              "no stake of known value"
            ) : (
              "not all has a known value"
            )
          }
        >
          {dominant ? nameOf(dominant.symbol, dominant.address) : "—"}
        </Stat>
      </StatStrip>
      {shares.length > 0 ? (
        <ShareBar
          title="Value by strategy"
          items={shares.map((share) => ({
            key: share.address,
            label: nameOf(share.symbol, share.address),
            value: share.shareRatio,
          }))}
          empty="Not known: not all has an exact value"
        />
      ) : (
        <EmptyCard title="Value by strategy" says="It holds nothing of known value.">
          {summary.strategyCount === 0
            ? "The pipeline has read no stake delegated to it."
            : summary.unpricedCount > 0
              ? "The tokens delegated to it have no price."
              : "The shares that were delegated to it have left."}
        </EmptyCard>
      )}
      {(summary.strategyCount === null || summary.strategyCount > 0) && (
        <Gate about={address} feature="operatorStrategyList" title="Every strategy">
          <StrategyTable address={address} state={state} />
        </Gate>
      )}
    </div>
  );
}
