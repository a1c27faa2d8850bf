import { createLoader, createSerializer, parseAsStringLiteral } from "nuqs/server";
import { Gate } from "@/app/_components/account/gate";
import { ActivityList } from "@/app/_components/activity/activity-list";
import { KINDS } from "@/app/_components/activity/kinds";
import { OtherRun } from "@/app/_components/certainty/other-run";
import { Unread } from "@/app/_components/certainty/unread";
import { ChainCard } from "@/app/_components/chain/chain-card";
import { RANGES, rangeSegments } from "@/app/_components/charts/ranges";
import { ShareBar } from "@/app/_components/charts/share-bar";
import { TimeSeries } from "@/app/_components/charts/time-series";
import { EtherscanLink, Modelled } from "@/app/_components/demo/demo";
import { nameOf } from "@/app/_components/entity/plain-name";
import { Link } from "@/app/_components/navigation/link";
import { NavigationSuspense } from "@/app/_components/navigation/navigation-suspense";
import { Card } from "@/app/_components/ui/card";
import { Segmented } from "@/app/_components/ui/segmented";
import { TwoColumns } from "@/app/_components/ui/two-columns";
import { allowed, api, ifRead } from "@/app/_trpc/server";
import { Facts } from "./_components/facts";
import { OperatorFigures } from "./_components/operator-figures";
import { ScoreCard } from "./_components/score-card";
import { SlashingRecord } from "./_components/slashing-record";
import { OverviewSkeleton } from "./_components/tab-skeleton";
import { ValueHistory } from "./_components/value-history";
import { LeavingCard } from "./_verdict/leaving-card";
import { VerdictPanel } from "./_verdict/verdict-panel";
import { findOperator, findSlashings } from "./operator";

const params = { range: parseAsStringLiteral(RANGES).withDefault("90d") };
const load = createLoader(params);
const href = createSerializer(params);
const RECENT_EVENTS = 8;
/**
 * The kinds of events under recent activity: not delegations, of which there are dozens a day, and not slashings,
 * which have a card of their own.
 */
const RECENT_KINDS = KINDS.filter((kind) => kind !== "delegation" && kind !== "slashing");

export default async function OperatorOverview(props: PageProps<"/operators/[address]">) {
  const mayRead = await allowed("operatorScore");
  return (
    <NavigationSuspense skeleton={<OverviewSkeleton mayRead={mayRead} />}>
      <Overview {...props} />
    </NavigationSuspense>
  );
}

async function Overview(props: PageProps<"/operators/[address]">) {
  const operator = await findOperator(props.params);
  const { address } = operator;
  const { range } = await load(props.searchParams);
  const mayCheckAll = await allowed("operatorChainDetail", address);
  const [history, shares, network, recent, slashings, slashed] = await Promise.all([
    ifRead(api.analytics.operators.history({ address, range })),
    api.analytics.operators.strategies.shares({ address }),
    api.analytics.network.overview().catch(() => undefined),
    ifRead(api.analytics.operators.activity({ address, kinds: RECENT_KINDS, perPage: RECENT_EVENTS })),
    findSlashings(operator),
    operator.slashingCount ? api.analytics.slashing.counts({ operator: address }) : null,
  ]);
  const series = (key: "delegatorCount" | "avsCount") =>
    (history ?? []).map((day) => ({ on: day.snapshotOn, value: day[key] }));
  const segments = (
    <Segmented
      label="Range"
      options={rangeSegments(range, (chosen) => href(`/operators/${address}`, { range: chosen }))}
    />
  );
  return (
    <div className="grid gap-4">
      <VerdictPanel address={address} name={operator.name} />
      <OperatorFigures operator={operator} medianCommissionBps={network?.now.medianCommissionBps} />
      <TwoColumns>
        {history === null ? (
          <Unread title="Value secured" />
        ) : (
          <ValueHistory
            operator={operator}
            days={history}
            slashings={slashings}
            range={range}
            segments={segments}
          />
        )}
        {(shares.length > 0 || history?.length !== 0) && (
          <ShareBar
            title="By strategy"
            items={shares.map((share) => ({
              key: share.address,
              label: nameOf(share.symbol, share.address),
              value: share.shareRatio,
            }))}
            empty={shares.length > 0 ? "Not known: not all has an exact value" : "No stake of known value"}
          />
        )}
      </TwoColumns>
      <LeavingCard address={address} name={nameOf(operator.name, address)} />
      {slashed && <SlashingRecord address={address} counts={slashed} slashings={slashings} />}
      {history !== null && history.length > 0 && (
        <div className="grid gap-4 md:grid-cols-2">
          <TimeSeries
            title="Delegators"
            tip={<Modelled table="operator_delegators" />}
            format="count"
            points={series("delegatorCount")}
            height={150}
          />
          <TimeSeries
            title="AVSs secured"
            tip={<Modelled table="operator_avs_relationships" />}
            format="count"
            points={series("avsCount")}
            height={150}
          />
        </div>
      )}
      <div className="grid gap-4 lg:grid-cols-[1.9fr_1fr]">
        <Card title="Standing">
          <Facts
            operator={operator}
            approverLink={
              operator.delegationApprover === null ? undefined : (
                <EtherscanLink address={operator.delegationApprover} of={address} />
              )
            }
          />
        </Card>
        <Gate feature="operatorScore" title="Risk score">
          <ScoreCard address={address} />
        </Gate>
      </div>
      <Card
        title={
          <>
            Recent activity <Modelled table="operator_avs_registration_history" />
            <OtherRun of="operators.activity" />
          </>
        }
        action={
          <>
            <span className="mr-3 max-sm:hidden">without delegations and slashings</span>
            <Link href={`/operators/${address}/activity`} className="text-accent hover:underline">
              All activity
            </Link>
          </>
        }
      >
        <p className="mb-1 text-xs text-dim sm:hidden">Without delegations and slashings.</p>
        {recent === null ? (
          <p className="text-dim">This could not be read: the database did not answer.</p>
        ) : recent.rows.length > 0 ? (
          <ActivityList operator={address} events={recent.rows} />
        ) : (
          <p className="text-dim">No activity is known yet.</p>
        )}
      </Card>
      <ChainCard
        ask={() =>
          mayCheckAll
            ? api.analytics.chain.operatorDetail({ address })
            : api.analytics.chain.operator({ address })
        }
        note={
          !mayCheckAll && "PRO also compares what it promised of each strategy, and its split for each AVS."
        }
      />
    </div>
  );
}
