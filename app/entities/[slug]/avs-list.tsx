import { Entity } from "@/app/_components/entity/entity";
import { type FixedColumn, fixedListOf } from "@/app/_components/tables/columns";
import { Count, Counted, Usd } from "@/app/_components/values/quantity";
import { allocatedCertainty } from "@/app/_components/values/value-mark";
import type { RouterOutputs } from "@/server/trpc/router";

type Row = RouterOutputs["analytics"]["entities"]["avs"][number];

/** The AVSs that operators of an entity secure, those with the most allocated first. */
export const ENTITY_AVS_LIST = fixedListOf({
  avs: {
    header: "AVS",
    metric: null,
    csv: { avs: (row) => row.address, avs_name: (row) => row.name },
    cellClass: "w-full max-w-0 min-w-36",
    cell: (row) => (
      <Entity
        address={row.address}
        name={row.name}
        href={`/avs/${row.address}`}
        stretched
        phoneNote={
          <span className="text-xs text-dim">
            <Counted value={row.operatorCount} one="operator" />
          </span>
        }
      />
    ),
  },
  operators: {
    header: "Its operators",
    align: "right",
    priority: 2,
    metric: null,
    csv: {
      entity_operator_count: (row) => row.operatorCount,
      avs_operator_count: (row) => row.ofOperatorCount,
    },
    cellClass: "whitespace-nowrap",
    cell: (row) => (
      <>
        <Count value={row.operatorCount} />{" "}
        <span className="text-dim">
          of <Count value={row.ofOperatorCount} />
        </span>
      </>
    ),
  },
  allocated: {
    header: "Allocated",
    align: "right",
    metric: "allocated",
    csv: {
      allocated_usd: (row) => row.allocatedUsd,
      is_allocated_upper_bound: (row) => row.isAllocatedUpperBound,
      unknown_value_count: (row) => row.unpricedCount,
    },
    cell: (row) =>
      row.allocatedUsd === 0 && row.unpricedCount === 0 ? (
        <span className="text-dim">nothing</span>
      ) : (
        <Usd value={row.allocatedUsd} of={allocatedCertainty(row)} className="font-semibold" />
      ),
  },
} satisfies Record<string, FixedColumn<Row>>);
