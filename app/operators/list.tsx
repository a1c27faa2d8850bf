import { UnknownCount } from "@/app/_components/certainty/unknown-count";
import { Spark } from "@/app/_components/charts/spark";
import { CompareToggle } from "@/app/_components/compare/compare-toggle";
import { ENTITY_CELL, EntityName } from "@/app/_components/entity/entity-name";
import { plainName } from "@/app/_components/entity/plain-name";
import { type Column, listOf } from "@/app/_components/tables/columns";
import { TVS_CERTAINTY } from "@/app/_components/tables/csv-values";
import { Badge } from "@/app/_components/ui/badge";
import { Meter } from "@/app/_components/values/meter";
import { Bps, Change, Count, Counted, Percent } from "@/app/_components/values/quantity";
import { BarredUsd } from "@/app/_components/values/value-bar";
import { ANSWERED_CSV } from "@/app/_components/verdict/answered-words";
import { VERDICT_LOOK } from "@/app/_components/verdict/verdict-look";
import { VerdictMark } from "@/app/_components/verdict/verdict-mark";
import { formatScore } from "@/server/format";
import {
  type ListedOperatorRow,
  OPERATOR_COLUMNS,
  type OperatorColumnId,
} from "@/server/network/lists/operators";

/** The list of operators. Its score is a column of the screener, a paid feature. */
export const OPERATOR_LIST = listOf(OPERATOR_COLUMNS, {
  name: {
    header: "Operator",
    metric: null,
    csv: { address: (row) => row.address, name: (row) => row.name },
    cellClass: ENTITY_CELL,
    cell: (row) => (
      <EntityName
        kind="operator"
        address={row.address}
        name={row.name}
        phoneNote={<VerdictMark small word={row.verdict} />}
        tools={
          <span className="max-sm:hidden">
            <CompareToggle address={row.address} name={plainName(row.name) ?? row.address} />
          </span>
        }
      >
        {row.isActive === false && <Badge>Inactive</Badge>}
      </EntityName>
    ),
  },
  verdict: {
    ...VERDICT_LOOK,
    csv: { verdict: (row) => row.verdict, ...ANSWERED_CSV },
  },
  tvs: {
    header: "TVS",
    align: "right",
    metric: "tvs",
    csv: { tvs_usd: (row) => row.tvsUsd, ...TVS_CERTAINTY },
    bar: (row) => row.tvsUsd,
    cell: (row, view) => <BarredUsd value={row.tvsUsd} of={row} {...view} />,
  },
  change: {
    header: "30 d",
    ofUsd: true,
    align: "right",
    priority: 2,
    metric: null,
    csv: "tvs_change_30d_ratio",
    cell: (row) => <Change value={row.tvsChange30dRatio} arrow={false} />,
    phone: (row) => <Change value={row.tvsChange30dRatio} over="in 30 d" arrow={false} />,
  },
  stake: {
    header: "Stake 30 d",
    align: "right",
    priority: 3,
    // Hidden beside the score on a narrow screen.
    className: "max-[1199px]:hidden",
    metric: "stakeChange",
    csv: "stake_change_30d_ratio",
    cell: (row) => <Change value={row.stakeChange30dRatio} arrow={false} />,
    phone: (row) => (
      <>
        stake <Change value={row.stakeChange30dRatio} arrow={false} />
      </>
    ),
  },
  trend: {
    header: "90 d",
    ofUsd: true,
    priority: 4,
    replacedBy: "score",
    metric: null,
    // A cell of a file has one value.
    csv: null,
    cell: (row) => (
      <Spark
        values={row.tvsTrendUsd ?? []}
        label="Stake over 90 days, at today's prices"
        ofUsd
        isUpperBound={row.isTrendUpperBound}
      />
    ),
  },
  delegators: {
    header: "Delegators",
    align: "right",
    priority: 2,
    metric: "delegators",
    csv: "delegator_count",
    cell: (row) => <Count value={row.delegatorCount} />,
    phone: (row) => <Counted value={row.delegatorCount} one="delegator" />,
  },
  avs: {
    header: "AVSs",
    align: "right",
    priority: 3,
    metric: "avs",
    csv: { avs_count: (row) => row.avsCount, unknown_avs_count: (row) => row.unknownAvsCount },
    cell: (row) => (
      <>
        <Count value={row.avsCount} />
        <UnknownCount count={row.unknownAvsCount} />
      </>
    ),
    phone: (row) => <Counted value={row.avsCount} one="AVS" many="AVSs" />,
  },
  commission: {
    header: "PI split",
    first: "asc",
    align: "right",
    priority: 3,
    metric: "commission",
    csv: {
      pi_split_bps: (row) => row.commissionBps,
      avs_split_count: (row) => row.avsSplits.setCount,
      least_avs_split_bps: (row) => row.avsSplits.leastBps,
      most_avs_split_bps: (row) => row.avsSplits.mostBps,
    },
    cell: (row) => <Bps value={row.commissionBps} />,
    phone: (row) => (
      <>
        PI split <Bps value={row.commissionBps} />
      </>
    ),
  },
  utilization: {
    header: "Utilization",
    align: "right",
    priority: 4,
    metric: "utilization",
    csv: "utilization_ratio",
    cell: (row) => (
      <span className="inline-flex items-center gap-2">
        <span className="max-2xl:hidden">
          <Meter ratio={row.utilizationRatio} />
        </span>
        <Percent value={row.utilizationRatio} className="min-w-12" />
      </span>
    ),
    phone: (row) => (
      <>
        <Percent value={row.utilizationRatio} /> utilized
      </>
    ),
  },
  days: {
    header: "Days",
    align: "right",
    priority: 4,
    metric: "operationalDays",
    csv: "operational_days",
    cell: (row) => <Count value={row.operationalDayCount} />,
    phone: (row) => <Counted value={row.operationalDayCount} one="day" />,
  },
  slashings: {
    header: "Slashed",
    align: "right",
    priority: 3,
    metric: "slashings",
    csv: "slashing_count",
    cellClass: (row) => (row.slashingCount ? "text-critical" : "text-dim"),
    cell: (row) => <Count value={row.slashingCount} />,
    phone: (row) => <Counted value={row.slashingCount} one="slashing" />,
  },
  risk: {
    header: "Risk level by the pipeline",
    cell: null,
    csv: "pipeline_risk_level",
  },
  score: {
    header: "Score",
    align: "right",
    priority: 2,
    metric: "score",
    csv: "risk_score_points",
    cell: (row) => formatScore(row.score ?? null),
    phone: (row) => `score ${formatScore(row.score ?? null)}`,
  },
  status: {
    header: "Status",
    first: "desc",
    cell: null,
    csv: { is_active: (row) => row.isActive, is_permissioned: (row) => row.isPermissioned },
  },
} satisfies Record<OperatorColumnId, Column<ListedOperatorRow>>);
