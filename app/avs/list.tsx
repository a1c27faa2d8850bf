import { UnknownCount } from "@/app/_components/certainty/unknown-count";
import { ENTITY_CELL, EntityName } from "@/app/_components/entity/entity-name";
import { type Column, listOf } from "@/app/_components/tables/columns";
import { SLASHABLE_UP_TO } from "@/app/_components/tables/csv-values";
import { Ceiling } from "@/app/_components/values/ceiling";
import { Figure } from "@/app/_components/values/figure";
import { Bps, Change, Count, Counted, Usd } from "@/app/_components/values/quantity";
import { ValueBar } from "@/app/_components/values/value-bar";
import { allocatedCertainty } from "@/app/_components/values/value-mark";
import { UNKNOWN } from "@/server/format";
import { AVS_COLUMNS, type AvsColumnId, type AvsRow } from "@/server/network/lists/avs";

const allocatedOf = (row: AvsRow) =>
  row.allocatedUsd !== null && (
    <>
      <Usd value={row.allocatedUsd} of={allocatedCertainty(row)} /> allocated
    </>
  );
const operatorTvsOf = ({ isOperatorTvsUpperBound, unpricedOperatorPartCount }: AvsRow) => ({
  isTvsUpperBound: isOperatorTvsUpperBound,
  unpricedCount: unpricedOperatorPartCount,
});
const { change } = AVS_COLUMNS;

/** The list of AVSs. */
export const AVS_LIST = listOf(AVS_COLUMNS, {
  name: {
    header: "AVS",
    metric: null,
    csv: { address: (row) => row.address, name: (row) => row.name },
    cellClass: ENTITY_CELL,
    cell: (row, { sorted }) => (
      <EntityName
        kind="avs"
        address={row.address}
        name={row.name}
        phoneNote={<span className="text-xs text-dim">{sorted ?? allocatedOf(row)}</span>}
      />
    ),
  },
  operators: {
    header: "Operators",
    align: "right",
    metric: null,
    csv: {
      operator_count: (row) => row.operatorCount,
      unknown_operator_count: (row) => row.unknownOperatorCount,
    },
    bar: (row) => row.operatorCount,
    cell: (row, { most }) => (
      <>
        <Count value={row.operatorCount} className="font-semibold" />
        <UnknownCount count={row.unknownOperatorCount} />
        <ValueBar value={row.operatorCount} max={most} />
      </>
    ),
  },
  change: {
    header: "30 d",
    align: "right",
    priority: 2,
    metric: null,
    csv: { operator_count_30d_ago: (row) => row.operatorCount30dAgo },
    cell: (row) => <Change value={change.value(row)} unit="count" arrow={false} />,
    phone: (row) => <Change value={change.value(row)} unit="count" over="in 30 d" arrow={false} />,
  },
  allocated: {
    header: "Allocated",
    align: "right",
    priority: 2,
    metric: "allocated",
    csv: {
      allocated_usd: (row) => row.allocatedUsd,
      is_allocated_upper_bound: (row) => row.isAllocatedUpperBound,
      unknown_allocated_count: (row) => row.unpricedCount,
      slashable_usd: (row) => row.slashableUsd,
      ...SLASHABLE_UP_TO,
    },
    cell: (row) =>
      row.allocationCount === null && row.securityState === "not-in-demo" ? (
        <Figure text={UNKNOWN} why="Not known: the demo does not have it" />
      ) : row.allocationCount === 0 ? (
        <span className="whitespace-nowrap text-dim">
          {row.power === "nothing-today" || row.securityState === "nothing" ? "nothing" : "none known"}
        </span>
      ) : (
        <Usd value={row.allocatedUsd} of={allocatedCertainty(row)} className="font-semibold" />
      ),
  },
  ceiling: {
    header: "Ceiling",
    align: "right",
    priority: 2,
    metric: "ceiling",
    csv: {
      economic_ceiling_least_usd: (row) => row.ceilingLeastUsd,
      economic_ceiling_most_usd: (row) => row.ceilingMostUsd,
      economic_ceiling_set_number: (row) => row.ceilingSetNumber,
      security_state: (row) => row.securityState,
    },
    cell: (row) => <Ceiling of={row} state={row.securityState} />,
    phone: (row) => (
      <>
        ceiling <Ceiling of={row} state={row.securityState} />
      </>
    ),
  },
  tvs: {
    header: "Operators' value",
    align: "right",
    priority: 3,
    metric: "operatorTvs",
    csv: {
      operator_tvs_usd: (row) => row.operatorTvsUsd,
      is_operator_tvs_upper_bound: (row) => row.isOperatorTvsUpperBound,
      unknown_operator_value_count: (row) => row.unpricedOperatorPartCount,
    },
    cell: (row) => <Usd value={row.operatorTvsUsd} of={operatorTvsOf(row)} />,
    phone: (row) => (
      <>
        <Usd value={row.operatorTvsUsd} of={operatorTvsOf(row)} /> with them
      </>
    ),
  },
  delegators: {
    header: "Delegators",
    align: "right",
    priority: 3,
    metric: null,
    csv: "delegator_count",
    cell: (row) => (
      <>
        <Count value={row.delegatorCount} />
        {row.delegatorCount !== null && row.unknownOperatorCount > 0 && (
          <span className="block text-2xs text-dim">
            without those of <Count value={row.unknownOperatorCount} />
          </span>
        )}
      </>
    ),
    phone: (row) => <Counted value={row.delegatorCount} one="delegator" />,
  },
  sets: {
    header: "Sets",
    align: "right",
    priority: 4,
    metric: null,
    csv: { operator_set_count: (row) => row.operatorSetCount, strategy_count: (row) => row.strategyCount },
    cell: (row) => <Count value={row.operatorSetCount} />,
    phone: (row) => <Counted value={row.operatorSetCount} one="set" />,
  },
  commission: {
    header: "Split",
    first: "asc",
    align: "right",
    priority: 4,
    metric: "avsCommission",
    csv: "median_avs_split_bps",
    cell: (row) => <Bps value={row.medianCommissionBps} />,
    phone: (row) => (
      <>
        split <Bps value={row.medianCommissionBps} />
      </>
    ),
  },
  slashings: {
    header: "Slashings",
    align: "right",
    priority: 3,
    metric: "slashings",
    csv: "slashing_count",
    cellClass: (row) => (row.slashingCount ? "text-critical" : "text-dim"),
    cell: (row) => <Count value={row.slashingCount} />,
    phone: (row) => <Counted value={row.slashingCount} one="slashing" />,
  },
} satisfies Record<AvsColumnId, Column<AvsRow>>);
