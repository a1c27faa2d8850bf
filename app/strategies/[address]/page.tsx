import type { Metadata } from "next";
import { OtherRun } from "@/app/_components/certainty/other-run";
import { Unread } from "@/app/_components/certainty/unread";
import { rangeSegments } from "@/app/_components/charts/ranges";
import { ShareBar } from "@/app/_components/charts/share-bar";
import { TimeSeries } from "@/app/_components/charts/time-series";
import { moneyOfDays, pointsOf } from "@/app/_components/currency/money";
import { EtherscanLink } from "@/app/_components/demo/demo";
import { Breadcrumb, EntityHead } from "@/app/_components/entity/entity-head";
import { Identicon } from "@/app/_components/entity/identicon";
import { isolated, nameOf, plainName, sentenceName } from "@/app/_components/entity/plain-name";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { NavigationSuspense } from "@/app/_components/navigation/navigation-suspense";
import { holdsUncorrectedLoss } from "@/app/_components/slashings/holds-uncorrected-loss";
import { withSlashed } from "@/app/_components/slashings/slashed-mark";
import { UncorrectedLoss } from "@/app/_components/slashings/uncorrected-loss";
import { prioritiesOf, tableOf } from "@/app/_components/tables/columns";
import { Badge } from "@/app/_components/ui/badge";
import { EmptyCard } from "@/app/_components/ui/empty-card";
import { Segmented } from "@/app/_components/ui/segmented";
import { TwoColumns } from "@/app/_components/ui/two-columns";
import { Address } from "@/app/_components/values/address";
import { Usd } from "@/app/_components/values/quantity";
import { valueWords } from "@/app/_components/values/value-words";
import { ReportError } from "@/app/_components/verdict/report-error";
import { WatchStar } from "@/app/_components/watch/watch-star";
import { allowed, api, ifRead } from "@/app/_trpc/server";
import { formatCounted } from "@/server/format";
import { Holders } from "./_components/holders";
import { StrategyFacts } from "./_components/strategy-facts";
import { StrategyFigures } from "./_components/strategy-figures";
import { StrategySkeleton } from "./_components/strategy-skeleton";
import { Takers, takerColumns } from "./_components/takers";
import { HOLDER_LIST } from "./holders-list";
import { hrefWith, loadStrategyPageParams } from "./search-params";
import { findStrategy } from "./strategy";

type Props = PageProps<"/strategies/[address]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const strategy = await findStrategy(params).catch(() => undefined);
  if (!strategy) return { title: "Not found" };
  const name = nameOf(strategy.symbol, strategy.address);
  return {
    title: name,
    description: `${valueWords(strategy)} of ${isolated(name)} is restaked on EigenLayer with ${formatCounted(strategy.operatorCount, "operator")} by ${formatCounted(strategy.delegatorCount, "delegator")}.`,
    alternates: { canonical: `/strategies/${strategy.address}` },
  };
}

const LARGEST = 4;

export default async function StrategyPage(props: Props) {
  const mayRead = await allowed("strategyHolders");
  return (
    <NavigationSuspense
      skeleton={
        <StrategySkeleton
          mayRead={mayRead}
          avs={prioritiesOf(takerColumns(0))}
          operators={prioritiesOf(tableOf(HOLDER_LIST, () => mayRead))}
        />
      }
    >
      <Strategy {...props} />
    </NavigationSuspense>
  );
}

async function Strategy({ params, searchParams }: Props) {
  const [strategy, state] = await Promise.all([findStrategy(params), loadStrategyPageParams(searchParams)]);
  const { address } = strategy;
  const name = nameOf(strategy.symbol, strategy.address);
  const [history, prices, largest, takers, money] = await Promise.all([
    ifRead(api.analytics.strategies.history({ address, range: state.range })),
    ifRead(api.analytics.strategies.prices({ address, range: state.range })),
    api.analytics.strategies.operators({ address, perPage: LARGEST }),
    api.analytics.strategies.avs({ address }),
    moneyOfDays(),
  ]);
  // Rows are sorted by value, unknown last: if one of the first is unknown, so are all after it.
  const isValued = largest.rows.every((row) => row.ofStrategyRatio !== null);
  const rest = 1 - largest.rows.reduce((sum, row) => sum + (row.ofStrategyRatio ?? 0), 0);
  return (
    <main className="page py-6" id="content">
      <Breadcrumb
        list={{ name: "Strategies", path: "/strategies" }}
        name={name}
        path={`/strategies/${address}`}
        figures="Value restaked, price, operators and delegators of this strategy, day by day."
      />
      <UncorrectedLoss isUpperBound={holdsUncorrectedLoss([strategy, largest, takers])} />
      <EntityHead
        name={name}
        mark={<Identicon address={address} size="lg" />}
        standing={strategy.operatorCount === 0 && <Badge>No holder known</Badge>}
        tools={<WatchStar entityType="strategy" entityId={address} name={name} labelled />}
      >
        {strategy.name && (
          <span className="min-w-0 wrap-anywhere">
            <bdi>{plainName(strategy.name)}</bdi>
          </span>
        )}
        <Address address={address} copy explorer={<EtherscanLink address={address} />} />
        <ReportError
          about={{ kind: "strategy", name: strategy.symbol, id: address }}
          className="text-xs text-accent hover:underline"
        />
      </EntityHead>
      <div className="grid gap-4">
        <StrategyFigures strategy={strategy} />
        {strategy.operatorCount === 0 && (
          <EmptyCard title="Operators that hold it" says="No operator is known to hold it.">
            Nothing of it is known to be delegated now; what was queued for withdrawal in the last 14 days can
            still be slashed.
          </EmptyCard>
        )}
        <TwoColumns>
          {history === null ? (
            <Unread title="Value secured" />
          ) : (
            (history.length > 0 || strategy.operatorCount > 0) && (
              <TimeSeries
                title="Value secured"
                tip={
                  <>
                    <MetricTip metric="tvs" />
                    <OtherRun of="strategies.history" />
                  </>
                }
                format={money.format}
                points={pointsOf(money, history, (day) => day.tvsUsd)}
                range={
                  <Segmented
                    label="Range"
                    options={rangeSegments(state.range, (range) => hrefWith(address, state, { range }))}
                  />
                }
                headline={<Usd value={strategy.tvsUsd} of={strategy} />}
              />
            )
          )}
          {strategy.operatorCount > 0 && (
            <ShareBar
              title="By operator"
              items={
                await Promise.all(
                  largest.rows.map(async (row) => ({
                    key: row.address,
                    label: await withSlashed(sentenceName(row.name, row.address), row.address),
                    value: row.ofStrategyRatio,
                    href: `/operators/${row.address}`,
                  })),
                )
              }
              others={
                isValued && largest.total > LARGEST
                  ? { count: largest.total - LARGEST, value: Math.max(0, rest) }
                  : undefined
              }
              empty="Not known: not all has an exact value"
            />
          )}
        </TwoColumns>
        <TwoColumns>
          {prices === null ? (
            <Unread title="Price" />
          ) : (
            (prices.length > 0 || strategy.priceUsd !== null) && (
              <TimeSeries
                title="Price"
                tip={
                  <>
                    <MetricTip metric="price" />
                    <OtherRun of="strategies.prices" />
                  </>
                }
                format="usd"
                points={prices.map((day) => ({ on: day.pricedOn, value: day.priceUsd }))}
                height={170}
              />
            )
          )}
          <StrategyFacts strategy={strategy} />
        </TwoColumns>
        {strategy.avsCount !== null && strategy.avsCount > 0 && <Takers rows={takers} />}
        {strategy.operatorCount > 0 && <Holders strategy={strategy} state={state} />}
      </div>
    </main>
  );
}
