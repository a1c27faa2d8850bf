import { Entity } from "@/app/_components/entity/entity";
import { type Column, listOf } from "@/app/_components/tables/columns";
import { Badge } from "@/app/_components/ui/badge";
import { Bps, Count, Usd } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import {
  type ListedOperatorAvsRow,
  OPERATOR_AVS_COLUMNS,
  type OperatorAvsColumnId,
} from "@/server/network/lists/operator-avs";

const SOURCE = {
  AVS: "its own split",
  OPERATOR_SET: "set split",
  PI: "PI split",
  DEFAULT: "protocol default",
};
const SECURING = {
  registered: null,
  "through-operator-sets": "Through operator sets",
  unknown: "Not known",
  "has-secured": "Left",
  no: "Not a member",
};

/** The AVSs of an operator, now or before. All columns but the name, the status and the date are paid. */
export const OPERATOR_AVS_LIST = listOf(OPERATOR_AVS_COLUMNS, {
  name: {
    header: "AVS",
    metric: null,
    csv: { avs: (row) => row.address, avs_name: (row) => row.name, securing: (row) => row.securing },
    cellClass: "w-full max-w-0 min-w-36",
    cell: (row) => (
      <span className="flex min-w-0 items-center gap-2">
        <Entity
          address={row.address}
          name={row.name}
          href={`/avs/${row.address}`}
          stretched
          phoneNote={
            <span className="text-xs whitespace-nowrap text-dim">
              since <Time at={row.statusSinceAt} show="day" />
            </span>
          }
        />
        {SECURING[row.securing] && <Badge>{SECURING[row.securing]}</Badge>}
      </span>
    ),
  },
  allocated: {
    header: "Allocated",
    align: "right",
    metric: "allocated",
    phoneTip: false,
    csv: {
      allocated_usd: (row) => row.allocatedUsd,
      is_allocated_upper_bound: (row) => row.isAllocatedUpperBound,
      unknown_value_count: (row) => row.unpricedCount,
    },
    cell: (row) => (
      <Usd
        value={row.allocatedUsd}
        of={{ isTvsUpperBound: row.isAllocatedUpperBound, unpricedCount: row.unpricedCount }}
        className={row.allocatedUsd === 0 ? "text-dim" : "font-semibold"}
      />
    ),
  },
  commission: {
    header: "AVS split",
    align: "right",
    metric: "avsCommission",
    phoneTip: false,
    csv: {
      avs_split_bps: (row) => row.commissionBps,
      avs_split_source: (row) => row.commissionSource,
    },
    cell: (row) => (
      <span className="block leading-tight">
        <Bps value={row.commissionBps} />
        {row.commissionSource && (
          <span className="block text-2xs text-dim max-sm:hidden">{SOURCE[row.commissionSource]}</span>
        )}
      </span>
    ),
  },
  since: {
    header: "Since",
    align: "right",
    priority: 2,
    metric: null,
    csv: "status_since_utc",
    cell: (row) => <Time at={row.statusSinceAt} show="day" className="whitespace-nowrap" />,
  },
  days: {
    header: "Days in all",
    align: "right",
    priority: 3,
    metric: null,
    csv: {
      first_registered_at_utc: (row) => row.firstRegisteredAt,
      registered_days: (row) => row.registeredDayCount,
    },
    cell: (row) => <Count value={row.registeredDayCount} />,
  },
  cycles: {
    header: "Cycles",
    align: "right",
    priority: 3,
    metric: null,
    csv: "registration_cycle_count",
    cell: (row) => <Count value={row.cycleCount} />,
  },
  sets: {
    header: "Operator sets",
    align: "right",
    priority: 3,
    metric: null,
    csv: "operator_set_count",
    cell: (row) => <Count value={row.operatorSetCount} />,
  },
} satisfies Record<OperatorAvsColumnId, Column<ListedOperatorAvsRow>>);
