import { Entity, OperatorEntity } from "@/app/_components/entity/entity";
import { ENTITY_CELL } from "@/app/_components/entity/entity-name";
import { type FixedColumn, fixedListOf } from "@/app/_components/tables/columns";
import { Count, Counted, Part, Percent, Usd } from "@/app/_components/values/quantity";
import { Slashable } from "@/app/_components/values/slashable";
import type { RouterOutputs } from "@/server/trpc/router";

type Detail = RouterOutputs["analytics"]["avs"]["securityDetail"];
type SpreadRow = Detail["spread"]["operators"][number];
type SharedRow = Detail["shared"]["avs"][number];
type PairRow = Detail["pairs"][number];

/** The operators that an AVS can slash, each with its part of the slashable stake. */
export const SPREAD_LIST = fixedListOf({
  operator: {
    header: "Operator",
    metric: null,
    csv: null,
    cellClass: ENTITY_CELL,
    cell: (row) => (
      <OperatorEntity
        address={row.address}
        name={row.name}
        stretched
        phoneNote={
          <span className="text-xs text-dim">
            <Slashable of={row} />
          </span>
        }
      />
    ),
  },
  slashable: {
    header: "Slashable",
    align: "right",
    priority: 2,
    metric: "slashable",
    csv: null,
    cell: (row) => <Slashable of={row} />,
  },
  ofAll: {
    header: "Of the AVS",
    align: "right",
    priority: 2,
    metric: null,
    csv: null,
    cell: (row) => <Part value={row.ofAllRatio} />,
  },
  ofOperator: {
    header: "Of a delegator",
    align: "right",
    metric: "stakeSpread",
    csv: null,
    cell: (row) => <Part value={row.ofOperatorRatio} />,
  },
} satisfies Record<string, FixedColumn<SpreadRow>>);

/** Other AVSs that are secured by operators of one. */
export const SHARED_AVS_LIST = fixedListOf({
  avs: {
    header: "AVS",
    metric: null,
    csv: { avs: (row) => row.address, avs_name: (row) => row.name },
    cellClass: ENTITY_CELL,
    cell: (row) => (
      <Entity
        address={row.address}
        name={row.name}
        href={`/avs/${row.address}/security`}
        stretched
        phoneNote={
          <span className="text-xs text-dim">
            <Usd value={row.slashableUpToUsd} /> slashable
          </span>
        }
      />
    ),
  },
  operators: {
    header: "Shared operators",
    align: "right",
    metric: "sharedOperators",
    csv: {
      shared_operator_count: (row) => row.operatorCount,
      of_operators_ratio: (row) => row.ofOperatorsRatio,
    },
    cell: (row) => (
      <>
        <Count value={row.operatorCount} className="font-semibold" />
        <span className="block text-2xs text-dim">
          <Percent value={row.ofOperatorsRatio} /> of them
        </span>
      </>
    ),
  },
  slashable: {
    header: "Of its slashable stake",
    align: "right",
    priority: 2,
    metric: null,
    csv: {
      shared_slashable_up_to_usd: (row) => row.slashableUpToUsd,
      of_slashable_ratio: (row) => row.ofSlashableRatio,
      is_shared_slashable_upper_bound: (row) => row.isSlashableUpperBound,
    },
    cell: (row) =>
      row.slashableUpToUsd === 0 ? (
        <span className="text-dim">nothing</span>
      ) : (
        <>
          <Usd
            value={row.slashableUpToUsd}
            of={{ isTvsUpperBound: row.isSlashableUpperBound, unpricedCount: row.unpricedSlashableCount }}
          />
          <span className="block text-2xs text-dim">
            <Part value={row.ofSlashableRatio} />
          </span>
        </>
      ),
  },
  elsewhere: {
    header: "Slashable there",
    align: "right",
    priority: 2,
    metric: null,
    csv: {
      slashable_there_up_to_usd: (row) => row.elsewhereUpToUsd,
      is_slashable_there_upper_bound: (row) => row.isElsewhereUpperBound,
    },
    cell: (row) => (
      <Usd
        value={row.elsewhereUpToUsd}
        of={{ isTvsUpperBound: row.isElsewhereUpperBound, unpricedCount: row.unpricedElsewhereCount }}
      />
    ),
  },
  value: {
    header: "Whole value shared",
    align: "right",
    priority: 3,
    metric: "operatorTvs",
    csv: { shared_operator_tvs_usd: (row) => row.tvsUsd, of_operator_tvs_ratio: (row) => row.ofValueRatio },
    cell: (row) => (
      <>
        <Usd value={row.tvsUsd} of={row} />
        <span className="block text-2xs text-dim">
          <Part value={row.ofValueRatio} />
        </span>
      </>
    ),
  },
} satisfies Record<string, FixedColumn<SharedRow>>);

/** Pairs of operators that the same AVSs can slash. */
export const PAIR_LIST = fixedListOf({
  pair: {
    header: "Operators",
    metric: null,
    csv: null,
    cell: ({ operators }) => (
      <span className="grid gap-1 py-1">
        {operators.map(({ address, name }) => (
          <OperatorEntity key={address} address={address} name={name} />
        ))}
      </span>
    ),
  },
  shared: {
    header: "Together",
    align: "right",
    metric: "operatorPairs",
    csv: null,
    cell: (row) => (
      <>
        <Usd value={row.sharedUsd} />
        <span className="block text-2xs text-dim">
          at <Counted value={row.avsCount} one="AVS" many="AVSs" />
        </span>
      </>
    ),
  },
} satisfies Record<string, FixedColumn<PairRow>>);
