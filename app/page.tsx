import type { Metadata } from "next";
import { createLoader, createSerializer, parseAsStringLiteral } from "nuqs/server";
import { ShareBar } from "@/app/_components/charts/share-bar";
import { TimeSeries } from "@/app/_components/charts/time-series";
import { Link } from "@/app/_components/navigation/link";
import { NavigationSuspense } from "@/app/_components/navigation/navigation-suspense";
import { prioritiesOf } from "@/app/_components/tables/columns";
import { Card } from "@/app/_components/ui/card";
import { Empty } from "@/app/_components/ui/empty";
import { Segmented } from "@/app/_components/ui/segmented";
import { api, ifRead } from "@/app/_trpc/server";
import { env } from "@/server/env";
import { NothingRead } from "./_components/certainty/nothing-read";
import { OtherRun } from "./_components/certainty/other-run";
import { Unread } from "./_components/certainty/unread";
import { RANGES, rangeSegments } from "./_components/charts/ranges";
import { moneyOfDays, pointsOf } from "./_components/currency/money";
import { Modelled } from "./_components/demo/demo";
import { nameOf } from "./_components/entity/plain-name";
import { holdsUncorrectedLoss } from "./_components/slashings/holds-uncorrected-loss";
import { SlashingEvents } from "./_components/slashings/slashing-events";
import { UncorrectedLoss } from "./_components/slashings/uncorrected-loss";
import { dataset, organization } from "./_components/structured-data/schema-org";
import { StructuredData } from "./_components/structured-data/structured-data";
import { ActivityCard } from "./_network/activity-card";
import { ConcentrationCard } from "./_network/concentration-card";
import { MOVER_COLUMNS, MoversCard } from "./_network/movers-card";
import { NetworkFigures } from "./_network/network-figures";
import { NetworkSkeleton } from "./_network/network-skeleton";
import { TOP_COLUMNS, TopOperators } from "./_network/top-operators";
import { VerdictsCard } from "./_network/verdicts-card";

export const metadata: Metadata = {
  title: { absolute: "EigenWatch: can an EigenLayer operator be trusted?" },
  description:
    "Value secured, operators, AVSs and delegators of EigenLayer, and whether an operator can be trusted with restaked assets.",
  alternates: { canonical: "/" },
};

const params = { range: parseAsStringLiteral(RANGES).withDefault("1y") };
const load = createLoader(params);
const href = createSerializer(params);

export default function NetworkPage(props: PageProps<"/">) {
  return (
    <NavigationSuspense
      skeleton={
        <NetworkSkeleton operators={prioritiesOf(TOP_COLUMNS)} movers={prioritiesOf(MOVER_COLUMNS)} />
      }
    >
      <Network {...props} />
    </NavigationSuspense>
  );
}

async function Network({ searchParams }: PageProps<"/">) {
  const { range } = await load(searchParams);
  const [
    network,
    operators,
    history,
    shares,
    top,
    verdicts,
    concentration,
    movers,
    slashings,
    activity,
    strategies,
    money,
  ] = await Promise.all([
    api.analytics.network.overview(),
    api.analytics.operators.counts(),
    ifRead(api.analytics.network.history({ range })),
    api.analytics.network.strategies(),
    api.analytics.operators.list({ perPage: 10 }),
    api.analytics.network.verdicts(),
    api.analytics.network.concentration(),
    api.analytics.network.movers(),
    api.analytics.slashing.list({ perPage: 6 }),
    ifRead(api.analytics.network.activity({ limit: 9 })),
    api.analytics.strategies.counts(),
    moneyOfDays(),
  ]);
  const { now } = network;
  if (now.operatorCount === 0)
    return (
      <main className="page py-7" id="content">
        <h1 className="text-2xl font-semibold tracking-tight">EigenLayer network</h1>
        <NothingRead title="No figures yet">The pipeline has not written any operator yet.</NothingRead>
      </main>
    );
  return (
    <main className="page grid gap-4 py-7" id="content">
      <StructuredData
        things={[
          organization(env.PUBLIC_URL),
          dataset(env.PUBLIC_URL, {
            name: "EigenLayer operators",
            description:
              "Value secured, delegators, AVSs, commission, slashings and risk of every EigenLayer operator.",
            path: "/operators",
            csv: "/api/csv/operators",
          }),
        ]}
      />
      <UncorrectedLoss
        isUpperBound={holdsUncorrectedLoss([now, shares, top, verdicts, movers, strategies])}
        className=""
      />
      <header>
        <h1 className="text-2xl font-semibold tracking-tight">EigenLayer network</h1>
        <p className="text-dim">Value restaked on EigenLayer, its operators and AVSs, and how they change.</p>
      </header>
      <NetworkFigures network={network} operators={operators} strategies={strategies} />
      <div className="grid gap-4 lg:grid-cols-[1.9fr_1fr]">
        {history === null ? (
          <Unread title="Value secured" />
        ) : (
          <TimeSeries
            title="Value secured"
            tip={<OtherRun of="network.history" />}
            format={money.format}
            points={pointsOf(money, history, (day) => day.tvsUsd)}
            range={
              <Segmented
                label="Range"
                options={rangeSegments(range, (chosen) => href("/", { range: chosen }))}
              />
            }
          />
        )}
        <ShareBar
          title="By strategy"
          format="usd"
          keep={6}
          items={shares.map((share) => ({
            key: share.address,
            label: nameOf(share.symbol, share.address),
            href: `/strategies/${share.address}`,
            value: share.tvsUsd,
            ratio: share.ofNetworkRatio,
            of: share,
          }))}
        />
      </div>
      <div className="grid gap-4 lg:grid-cols-2">
        <VerdictsCard rows={verdicts} />
        <ConcentrationCard found={concentration} />
      </div>
      <Card
        flush
        title="Largest operators"
        action={
          <Link href="/operators" prefetch={false} className="text-accent hover:underline">
            All operators
          </Link>
        }
      >
        <TopOperators rows={top.rows} />
      </Card>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <MoversCard title="Gained most stake" rows={movers.risers} unknownCount={movers.unknownCount} />
        <MoversCard title="Lost most stake" rows={movers.fallers} unknownCount={movers.unknownCount} />
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {activity === null ? (
          <Unread title="Latest activity" />
        ) : (
          <ActivityCard
            title={
              <>
                Latest activity <Modelled table="operator_avs_registration_history" />
                <OtherRun of="network.activity" />
              </>
            }
            action="slashings, registrations, commissions"
            events={activity.rows}
            empty="No activity is known yet"
          />
        )}
        <Card
          title="Latest slashings"
          action={
            <Link href="/slashings" prefetch={false} className="text-accent hover:underline">
              All slashings
            </Link>
          }
        >
          {slashings.rows.length > 0 ? (
            <SlashingEvents slashings={slashings.rows} />
          ) : now.slashingCount === null ? (
            <NothingRead title="Whether an operator was slashed is not known" />
          ) : (
            <Empty title="No operator is known to have been slashed" />
          )}
        </Card>
      </div>
    </main>
  );
}
