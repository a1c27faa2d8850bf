import { createLoader, createSerializer, parseAsStringLiteral } from "nuqs/server";
import { Arrival } from "@/app/_components/arrival";
import { Card } from "@/app/_components/card";
import { ShareBar } from "@/app/_components/charts/share-bar";
import { TimeSeries } from "@/app/_components/charts/time-series";
import { Gate } from "@/app/_components/gate";
import { Link } from "@/app/_components/link";
import { MetricTip } from "@/app/_components/metric-tip";
import { Change, Usd } from "@/app/_components/quantity";
import { Segmented } from "@/app/_components/segmented";
import { moneyOfDays } from "@/app/_lib/money";
import { nameOf } from "@/app/_lib/plain-name";
import { RANGES, rangeSegments } from "@/app/_lib/ranges";
import { api } from "@/app/_trpc/server";
import { slashingMarks } from "@/app/slashing/slashing-marks";
import { ActivityList } from "./_components/activity-list";
import { Facts } from "./_components/facts";
import { OperatorFigures } from "./_components/operator-figures";
import { RiskMeaning } from "./_components/risk-meaning";
import { ScoreCard } from "./_components/score-card";
import { SlashingRecord } from "./_components/slashing-record";
import { OverviewSkeleton } from "./_components/tab-skeleton";
import { Unsettled } from "./_components/unsettled";
import { KINDS } from "./activity/search-params";
import { findOperator, findSlashings } from "./operator";

const params = { range: parseAsStringLiteral(RANGES).withDefault("90d") };
const load = createLoader(params);
const href = createSerializer(params);
const RECENT_EVENTS = 8;
/** Without delegations, of which a large operator has dozens a day, and slashings, which stand above on their own. */
const RECENT_KINDS = KINDS.filter((kind) => kind !== "delegation" && kind !== "slashing");

export default function OperatorOverview(props: PageProps<"/operators/[address]">) {
  return (
    <Arrival skeleton={<OverviewSkeleton />}>
      <Overview {...props} />
    </Arrival>
  );
}

async function Overview(props: PageProps<"/operators/[address]">) {
  const operator = await findOperator(props.params);
  const { address } = operator;
  const { range } = await load(props.searchParams);
  const [history, assets, network, recent, money, slashings, slashed] = await Promise.all([
    api.analytics.operators.history({ address, range }),
    api.analytics.operators.assets({ address }),
    api.analytics.network.overview().catch(() => undefined),
    api.analytics.operators.activity({ address, kinds: RECENT_KINDS, perPage: RECENT_EVENTS }),
    moneyOfDays(),
    findSlashings(operator),
    operator.slashingCount > 0 ? api.analytics.slashing.counts({ operator: address }) : null,
  ]);
  const values = history.map((day) => ({
    on: day.snapshotOn,
    value: money.valueOn(day.snapshotOn, day.tvsUsd),
  }));
  const known = values.flatMap(({ value }) => value ?? []);
  const first = known[0];
  const now = money.format === "usd" ? operator.tvsUsd : known.at(-1);
  const growth = first && now != null ? now / first - 1 : null;
  const series = (key: "delegatorCount" | "avsCount") =>
    history.map((day) => ({ on: day.snapshotOn, value: day[key] }));
  return (
    <div className="grid gap-4">
      <OperatorFigures operator={operator} medianCommissionBps={network?.now.medianCommissionBps} />
      <div className="grid gap-4 lg:grid-cols-[1.9fr_1fr]">
        <TimeSeries
          title="Value secured"
          tip={<MetricTip metric="tvs" />}
          format={money.format}
          points={values}
          marks={{ verb: "Slashed", days: slashingMarks(slashings, "operator") }}
          range={
            <Segmented
              label="Range"
              options={rangeSegments(range, (chosen) => href(`/operators/${address}`, { range: chosen }))}
            />
          }
          headline={
            <>
              <Usd value={operator.tvsUsd} />
              <span className="text-xs font-normal tracking-normal">
                <Change value={growth} over={`over ${RANGE_WORDS[range]}`} ofUsd={money.format === "usd"} />
              </span>
            </>
          }
        />
        <ShareBar
          title="By asset"
          items={assets.map((asset) => ({
            key: asset.address,
            label: nameOf(asset.symbol, asset.address),
            value: asset.shareRatio,
          }))}
          empty="No stake of value"
        />
      </div>
      {slashed && <SlashingRecord address={address} counts={slashed} slashings={slashings} />}
      <div className="grid gap-4 md:grid-cols-2">
        <TimeSeries title="Delegators" format="count" points={series("delegatorCount")} height={150} />
        <TimeSeries title="AVSs secured" format="count" points={series("avsCount")} height={150} />
      </div>
      <div className="grid gap-4 lg:grid-cols-[1.9fr_1fr]">
        <Card title="Standing">
          <RiskMeaning
            level={operator.riskLevel}
            slashingCount={operator.slashingCount}
            lastSlashedAt={operator.lastSlashedAt}
          />
          <Unsettled assetCount={operator.unsettledAssetCount} className="mb-3 border-b pb-3" />
          <Facts operator={operator} />
        </Card>
        <Gate feature="operatorScore" title="Risk score">
          <ScoreCard address={address} />
        </Gate>
      </div>
      <Card
        title="Recent activity"
        action={
          <>
            <span className="mr-3 max-sm:hidden">without delegations and slashings</span>
            <Link href={`/operators/${address}/activity`} className="text-accent hover:underline">
              All activity
            </Link>
          </>
        }
      >
        {recent.rows.length > 0 ? (
          <ActivityList events={recent.rows} />
        ) : (
          <p className="text-dim">Nothing has happened yet.</p>
        )}
      </Card>
    </div>
  );
}

const RANGE_WORDS = { "30d": "30 days", "90d": "90 days", "1y": "a year", all: "all days recorded" };
