import { OperatorEntity } from "@/app/_components/entity/entity";
import { type Column, listOf } from "@/app/_components/tables/columns";
import { TVS_CERTAINTY } from "@/app/_components/tables/csv-values";
import { Meter } from "@/app/_components/values/meter";
import { Count, Percent, Shares, Usd } from "@/app/_components/values/quantity";
import { ValueBar } from "@/app/_components/values/value-bar";
import { VERDICT_LOOK } from "@/app/_components/verdict/verdict-look";
import { VerdictMark } from "@/app/_components/verdict/verdict-mark";
import { HOLDER_COLUMNS, type HolderColumnId, type ListedHolderRow } from "@/server/network/figures/strategy";

/** An operator that holds a strategy, with the decimals of its token, by which shares are shown. */
type Row = ListedHolderRow & { decimals?: number | null };

/** The operators that hold a strategy. Value, shares, utilization and delegators are paid columns. */
export const HOLDER_LIST = listOf(HOLDER_COLUMNS, {
  name: {
    header: "Operator",
    metric: null,
    csv: { operator: (row) => row.address, operator_name: (row) => row.name },
    cellClass: "w-full max-w-0 min-w-36 sm:min-w-52",
    cell: (row) => (
      <OperatorEntity
        address={row.address}
        name={row.name}
        stretched
        phoneNote={<VerdictMark small word={row.verdict} />}
      />
    ),
  },
  verdict: VERDICT_LOOK,
  value: {
    header: "Of the strategy",
    align: "right",
    metric: null,
    csv: "share_of_strategy_ratio",
    bar: (row) => row.ofStrategyRatio,
    cell: (row, { most }) => (
      <>
        <Percent value={row.ofStrategyRatio} className="font-semibold" />
        <ValueBar value={row.ofStrategyRatio} max={most} />
      </>
    ),
  },
  usd: {
    header: "Value",
    align: "right",
    priority: 2,
    metric: null,
    csv: { tvs_usd: (row) => row.tvsUsd, ...TVS_CERTAINTY },
    cell: (row) => <Usd value={row.tvsUsd} of={row} />,
  },
  share: {
    header: "Of the operator",
    align: "right",
    priority: 3,
    metric: null,
    csv: "share_of_operator_ratio",
    cell: (row) => <Percent value={row.ofOperatorRatio} />,
  },
  shares: {
    header: "Shares",
    align: "right",
    priority: 4,
    metric: null,
    csv: "shares_smallest_unit",
    cell: ({ shares, decimals = null }) => <Shares value={shares} decimals={decimals} />,
  },
  utilization: {
    header: "Utilization",
    align: "right",
    priority: 3,
    metric: "utilization",
    csv: "utilization_ratio",
    cell: (row) => (
      <span className="inline-flex items-center gap-2">
        <Meter ratio={row.utilizationRatio} />
        <Percent value={row.utilizationRatio} className="min-w-12" />
      </span>
    ),
  },
  delegators: {
    header: "Delegators",
    align: "right",
    priority: 2,
    metric: null,
    csv: "delegator_count",
    cell: (row) => <Count value={row.delegatorCount} />,
  },
} satisfies Record<HolderColumnId, Column<Row>>);
