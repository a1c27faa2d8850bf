import type { Metadata } from "next";
import { OtherRun } from "@/app/_components/certainty/other-run";
import { Unread } from "@/app/_components/certainty/unread";
import { ChainCard } from "@/app/_components/chain/chain-card";
import { HistogramBar } from "@/app/_components/charts/histogram-bar";
import { rangeSegments } from "@/app/_components/charts/ranges";
import { ShareBar } from "@/app/_components/charts/share-bar";
import { TimeSeries } from "@/app/_components/charts/time-series";
import { moneyOfDays, pointsOf } from "@/app/_components/currency/money";
import { Modelled } from "@/app/_components/demo/demo";
import { Breadcrumb } from "@/app/_components/entity/entity-head";
import { isolated, nameOf } from "@/app/_components/entity/plain-name";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { NavigationSuspense } from "@/app/_components/navigation/navigation-suspense";
import { holdsUncorrectedLoss } from "@/app/_components/slashings/holds-uncorrected-loss";
import { UncorrectedLoss } from "@/app/_components/slashings/uncorrected-loss";
import { prioritiesOf, tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Table } from "@/app/_components/tables/table";
import { Card } from "@/app/_components/ui/card";
import { Segmented } from "@/app/_components/ui/segmented";
import { TwoColumns } from "@/app/_components/ui/two-columns";
import { Bps, Count } from "@/app/_components/values/quantity";
import { allocatedCertainty } from "@/app/_components/values/value-mark";
import { api, ifRead } from "@/app/_trpc/server";
import { slashingMarks } from "@/app/slashings/slashing-marks";
import { formatBps } from "@/server/format";
import { AvsFigures } from "./_components/avs-figures";
import { AvsHead } from "./_components/avs-head";
import { AvsSkeleton } from "./_components/avs-skeleton";
import { listAvsOperators, Operators } from "./_components/operators";
import { SecurityHeadline } from "./_components/security-headline";
import { Slashings } from "./_components/slashings";
import { SupposedLoss } from "./_components/supposed-loss";
import { findAvs, sentenceOn } from "./avs";
import { AVS_OPERATOR_LIST } from "./operators-list";
import { hrefWith, loadAvsPageParams, setNumbersOf, toLossInput } from "./search-params";
import { securityHref } from "./security/search-params";
import { SET_LIST } from "./sets-list";

type Props = PageProps<"/avs/[address]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const avs = await findAvs(params).catch(() => undefined);
  if (!avs) return { title: "Not found" };
  const name = nameOf(avs.name, avs.address);
  return {
    title: name,
    description: sentenceOn(isolated(name), avs),
    alternates: { canonical: `/avs/${avs.address}` },
  };
}

/** The most slashings that the chart marks; the newest are marked. */
const MARKED = 100;

/**
 * The most operator sets that the form offers, the largest first: an AVS may make thousands. The URL accepts every
 * set.
 */
const MOST_SETS_OFFERED = 100;

export default function AvsPage(props: Props) {
  return (
    <NavigationSuspense skeleton={<AvsSkeleton columns={prioritiesOf(tableOf(AVS_OPERATOR_LIST))} />}>
      <Avs {...props} />
    </NavigationSuspense>
  );
}

async function Avs({ params, searchParams }: Props) {
  const [avs, state] = await Promise.all([findAvs(params), loadAvsPageParams(searchParams)]);
  const { address } = avs;
  const name = nameOf(avs.name, avs.address);
  const [security, sets, strategies, operators, registrations, allocated, commissions, slashings, money] =
    await Promise.all([
      api.analytics.avs.security({ address }),
      api.analytics.avs.sets({ address }),
      api.analytics.avs.strategies({ address }),
      listAvsOperators(address, state),
      ifRead(api.analytics.avs.registrations({ address, range: state.range })),
      ifRead(api.analytics.avs.allocated({ address, range: state.range })),
      api.analytics.avs.commissions({ address }),
      api.analytics.slashing.list({ avs: address, perPage: MARKED }),
      moneyOfDays(),
    ]);
  const marks = { verb: "It slashed", days: slashingMarks(slashings.rows, "avs") };
  const canSlash = security.state !== "nothing" && avs.allocationCount !== 0;
  const byAsset = (
    <ShareBar
      title="Allocated by strategy"
      tip={<MetricTip metric="allocated" />}
      format="usd"
      items={strategies.map((strategy) => ({
        key: strategy.address,
        label: nameOf(strategy.symbol, strategy.address),
        value: strategy.allocatedUsd,
        ratio: strategy.ofAllRatio,
        of: allocatedCertainty(strategy),
        href: `/strategies/${strategy.address}`,
      }))}
      empty="Nothing of known value is allocated"
    />
  );
  const kept = commissions.length > 0 && (
    <HistogramBar
      title="What its operators keep"
      tip={<MetricTip metric="avsCommission" />}
      items={commissions.map(({ commissionBps, operatorCount }) => ({
        key: formatBps(commissionBps),
        label: <Bps value={commissionBps} />,
        count: operatorCount,
      }))}
      note="Operators by their split of this AVS's rewards"
      className="self-start"
    />
  );
  const allocatedTo = setNumbersOf(sets);
  return (
    <main className="page py-6" id="content">
      <Breadcrumb
        list={{ name: "AVSs", path: "/avs" }}
        name={name}
        path={`/avs/${address}`}
        figures="Operators, operator sets, allocated and slashable value, and slashings of this AVS."
      />
      <UncorrectedLoss isUpperBound={holdsUncorrectedLoss([avs, sets, strategies, operators])} />
      <AvsHead avs={avs} />
      <div className="grid gap-4">
        <AvsFigures avs={avs} />
        <SecurityHeadline security={security} href={securityHref(address)} />
        {security.state !== "nothing" && (
          <SupposedLoss
            supposed={toLossInput(address, state, allocatedTo)}
            percent={state.slash}
            avs={avs}
            sets={allocatedTo.slice(0, MOST_SETS_OFFERED)}
            hasSets={sets.length > 0}
            keep={state.range === "all" ? {} : { range: state.range }}
          />
        )}
        <TwoColumns>
          {registrations === null ? (
            <Unread title="Operators registered" />
          ) : (
            (registrations.length > 0 || state.range !== "all") && (
              <TimeSeries
                title="Operators registered"
                tip={
                  <>
                    <Modelled table="operator_avs_registration_history" />
                    <OtherRun of="avs.registrations" />
                  </>
                }
                format="count"
                points={registrations.map((day) => ({ on: day.snapshotOn, value: day.operatorCount }))}
                marks={marks}
                range={
                  <Segmented
                    label="Range"
                    options={rangeSegments(state.range, (range) => hrefWith(address, state, { range }))}
                  />
                }
                headline={<Count value={avs.operatorCount} />}
              />
            )
          )}
          {canSlash ? byAsset : kept}
        </TwoColumns>
        {allocated === null && canSlash && <Unread title="Allocated to it" />}
        {allocated?.some((day) => day.allocatedUsd) && (
          <TimeSeries
            title="Allocated to it"
            tip={
              <>
                <MetricTip metric="allocated" />
                <OtherRun of="avs.allocated" />
              </>
            }
            format={money.format}
            points={pointsOf(money, allocated, (day) => day.allocatedUsd)}
            marks={marks}
            height={170}
          />
        )}
        <TwoColumns>
          {sets.length > 0 && (
            <Card
              flush
              title="Operator sets"
              action={
                <CsvButton small of="operator sets" href={csvHref("operator-sets", "", { avs: address })} />
              }
              className="self-start"
            >
              <Table
                caption="Operator sets"
                columns={tableOf(SET_LIST)}
                rows={sets}
                rowKey={(set) => set.id}
              />
            </Card>
          )}
          {canSlash && kept}
        </TwoColumns>
        {avs.operatorCount !== 0 && (
          <Operators avs={avs} canSlash={canSlash} state={state} list={operators} />
        )}
        {slashings.total > 0 && <Slashings address={address} found={slashings} />}
        <ChainCard
          ask={() => api.analytics.chain.avs({ address })}
          note="The contract is asked for each slasher as of this block. A new one waits 17.5 days; a recipient is fixed when the set is made."
        />
        {avs.description && (
          <Card title="In its own words">
            <p className="line-clamp-6 max-w-prose wrap-anywhere text-dim">
              {avs.description.slice(0, 1000)}
            </p>
          </Card>
        )}
      </div>
    </main>
  );
}
