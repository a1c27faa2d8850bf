import { Entity } from "@/app/_components/entity/entity";
import { type Column, listOf } from "@/app/_components/tables/columns";
import { Meter } from "@/app/_components/values/meter";
import { Count, Part, Percent, Usd } from "@/app/_components/values/quantity";
import { ValueBar } from "@/app/_components/values/value-bar";
import {
  OPERATOR_STRATEGY_COLUMNS,
  type OperatorStrategyColumnId,
  type OperatorStrategyRow,
} from "@/server/network/lists/operator-strategies";

/** The strategies that an operator has stake in. */
export const OPERATOR_STRATEGY_LIST = listOf(OPERATOR_STRATEGY_COLUMNS, {
  name: {
    header: "Strategy",
    metric: null,
    csv: {
      strategy: (row) => row.address,
      symbol: (row) => row.symbol,
      token_name: (row) => row.tokenName,
    },
    cellClass: "w-full max-w-0 min-w-32",
    cell: (row) => (
      <Entity
        address={row.address}
        name={row.symbol}
        href={`/strategies/${row.address}`}
        stretched
        note={
          row.isDead && (
            <span className="text-xs text-critical">nothing can be delegated into it any more</span>
          )
        }
      />
    ),
  },
  value: {
    header: "Value",
    align: "right",
    metric: "tvs",
    csv: {
      value_usd: (row) => row.valueUsd,
      is_value_upper_bound: (row) => row.isTvsUpperBound,
      unknown_value_count: (row) => row.unpricedCount,
      share_of_operator_ratio: (row) => row.shareRatio,
    },
    bar: (row) => row.valueUsd,
    cell: (row, { most }) => (
      <>
        <span className="whitespace-nowrap">
          <Usd value={row.valueUsd} of={row} className="font-semibold" />
          <Part value={row.shareRatio} className="ml-2 inline-block min-w-12 text-dim max-sm:hidden" />
        </span>
        <ValueBar value={row.valueUsd} max={most} />
      </>
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
  utilization: {
    header: "Utilization",
    align: "right",
    metric: "utilization",
    csv: "utilization_ratio",
    cell: (row) => (
      <span className="inline-flex items-center gap-2">
        <span className="max-sm:hidden">
          <Meter ratio={row.utilizationRatio} />
        </span>
        <Percent value={row.utilizationRatio} className="min-w-12" />
      </span>
    ),
  },
  allocated: {
    header: "Allocated",
    align: "right",
    priority: 3,
    metric: "allocated",
    csv: {
      allocated_usd: (row) => row.allocatedUsd,
      is_allocated_upper_bound: (row) => row.isAllocatedUpperBound,
      unknown_allocated_count: (row) => row.unpricedAllocatedCount,
    },
    cell: (row) => (
      <Usd
        value={row.allocatedUsd}
        of={{ isTvsUpperBound: row.isAllocatedUpperBound, unpricedCount: row.unpricedAllocatedCount }}
      />
    ),
  },
  slashed: {
    header: "Slashed",
    align: "right",
    priority: 3,
    metric: "slashedPart",
    csv: "slashed_ratio",
    cellClass: (row) => (row.slashedRatio ? "text-critical" : "text-dim"),
    cell: (row) => <Percent value={row.slashedRatio} />,
  },
} satisfies Record<OperatorStrategyColumnId, Column<OperatorStrategyRow>>);
