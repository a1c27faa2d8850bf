import { OperatorEntity } from "@/app/_components/entity/entity";
import { type Column, listOf } from "@/app/_components/tables/columns";
import { TVS_CERTAINTY } from "@/app/_components/tables/csv-values";
import { Badge } from "@/app/_components/ui/badge";
import { Bps, Count, Usd } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { BarredUsd } from "@/app/_components/values/value-bar";
import { VERDICT_LOOK } from "@/app/_components/verdict/verdict-look";
import { VerdictMark } from "@/app/_components/verdict/verdict-mark";
import {
  AVS_OPERATOR_COLUMNS,
  type AvsOperatorColumnId,
  type ListedAvsOperatorRow,
} from "@/server/network/figures/avs";

/** The operators that secure an AVS. Their allocations to it are columns for viewers who may see them. */
export const AVS_OPERATOR_LIST = listOf(AVS_OPERATOR_COLUMNS, {
  name: {
    header: "Operator",
    metric: null,
    csv: {
      operator: (row) => row.address,
      operator_name: (row) => row.name,
      is_active: (row) => row.isActive,
    },
    cellClass: "w-full max-w-0 min-w-36 sm:min-w-52",
    cell: (row) => (
      <span className="flex min-w-0 items-center gap-2">
        <OperatorEntity
          address={row.address}
          name={row.name}
          stretched
          phoneNote={<VerdictMark small word={row.verdict} />}
        />
        {row.isActive === false && <Badge>Inactive</Badge>}
      </span>
    ),
  },
  verdict: VERDICT_LOOK,
  tvs: {
    header: "TVS",
    align: "right",
    metric: "tvs",
    csv: { tvs_usd: (row) => row.tvsUsd, ...TVS_CERTAINTY },
    bar: (row) => row.tvsUsd,
    cell: (row, { most }) => <BarredUsd value={row.tvsUsd} of={row} most={most} />,
  },
  delegators: {
    header: "Delegators",
    align: "right",
    priority: 2,
    metric: null,
    csv: "delegator_count",
    cell: (row) => <Count value={row.delegatorCount} />,
  },
  allocated: {
    header: "Allocated here",
    align: "right",
    priority: 2,
    metric: "allocated",
    csv: {
      allocated_usd: (row) => row.allocatedUsd,
      is_allocated_upper_bound: (row) => row.isAllocatedUpperBound,
      unknown_allocated_count: (row) => row.unpricedAllocatedCount,
    },
    cell: (row) =>
      row.setNumbers === null && row.allocatedUsd === 0 ? (
        <span className="text-dim">nothing</span>
      ) : (
        <Usd
          value={row.allocatedUsd}
          of={{ isTvsUpperBound: row.isAllocatedUpperBound, unpricedCount: row.unpricedAllocatedCount }}
          className="font-semibold"
        />
      ),
  },
  sets: {
    header: "In set",
    align: "right",
    priority: 4,
    metric: null,
    csv: "operator_set_numbers",
    cellClass: "text-dim",
    cell: ({ setNumbers }) => setNumbers && setNumbers.length > 0 && `set ${setNumbers.join(", ")}`,
  },
  commission: {
    header: "Split here",
    first: "asc",
    align: "right",
    priority: 3,
    metric: "avsCommission",
    csv: "avs_split_bps",
    cell: (row) => <Bps value={row.commissionBps} />,
  },
  since: {
    header: "Registered since",
    first: "asc",
    align: "right",
    priority: 3,
    metric: null,
    csv: "registered_since_utc",
    cell: (row) => <Time at={row.registeredSince} show="day" className="whitespace-nowrap" />,
  },
} satisfies Record<AvsOperatorColumnId, Column<ListedAvsOperatorRow>>);
