import { Entity } from "@/app/_components/entity/entity";
import { nameOf } from "@/app/_components/entity/plain-name";
import { type Column, type FixedColumn, fixedListOf, listOf } from "@/app/_components/tables/columns";
import { Badge } from "@/app/_components/ui/badge";
import { Bps, Count, Percent, Usd } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import {
  OPERATOR_ALLOCATION_COLUMNS,
  type OperatorAllocationColumnId,
  type OperatorAllocationRow,
} from "@/server/network/lists/operator-allocations";
import type { RouterOutputs } from "@/server/trpc/router";

/** The reason for which a set can slash an allocation, may slash it, or cannot. */
const REASON = {
  member: "member",
  "left-recently": "left less than 14 days ago",
  "membership-unknown": "membership not known",
  "left-at-unknown-time": "left, may still be slashable",
  "clock-unknown": "not known whether in effect",
  "left-long-ago": "not slashable: left",
  "strategy-removed": "not slashable: strategy left the set",
  "nothing-in-effect": "nothing in effect",
};

/** An operator's allocations that are in effect. */
export const ALLOCATION_LIST = listOf(OPERATOR_ALLOCATION_COLUMNS, {
  avs: {
    header: "AVS and set",
    metric: null,
    csv: {
      avs: (row) => row.avs,
      avs_name: (row) => row.avsName,
      operator_set_number: (row) => row.setNumber,
      is_slashable: (row) => ({ slashable: true, "up-to": null, "not-slashable": false })[row.slashability],
      slashable_reason: (row) => row.reason,
    },
    cellClass: "w-full max-w-0 min-w-32",
    cell: (row) => (
      <span className="flex min-w-0 items-center gap-2">
        <Entity
          address={row.avs}
          name={row.avsName}
          href={`/avs/${row.avs}`}
          stretched
          phoneNote={
            <span className="text-xs text-dim">
              set {row.setNumber}
              {row.slashability !== "slashable" && `, ${REASON[row.reason]}`}
            </span>
          }
        />
        <Badge className="max-sm:hidden">set {row.setNumber}</Badge>
        {row.slashability !== "slashable" && <Badge className="max-sm:hidden">{REASON[row.reason]}</Badge>}
      </span>
    ),
  },
  strategy: {
    header: "Strategy",
    metric: null,
    csv: { strategy: (row) => row.strategy, symbol: (row) => row.symbol },
    cell: (row) => nameOf(row.symbol, row.strategy),
  },
  value: {
    header: "Allocated",
    align: "right",
    metric: "allocated",
    phoneTip: false,
    csv: {
      allocated_usd: (row) => row.allocatedUsd,
      is_allocated_upper_bound: (row) => row.isAllocatedUpperBound,
    },
    cell: (row) => (
      <Usd
        value={row.allocatedUsd}
        of={{ isTvsUpperBound: row.isAllocatedUpperBound }}
        className="font-semibold"
      />
    ),
  },
  magnitude: {
    header: "Of magnitude",
    align: "right",
    priority: 2,
    metric: null,
    csv: "share_of_magnitude_ratio",
    cell: (row) => <Percent value={row.ratio} />,
  },
  commission: {
    header: "AVS split / set split",
    align: "right",
    priority: 3,
    metric: "allocationSplits",
    csv: { avs_split_bps: (row) => row.avsSplitBps, operator_set_split_bps: (row) => row.setSplitBps },
    cell: (row) => (
      <>
        <Bps value={row.avsSplitBps} /> / <Bps value={row.setSplitBps} />
      </>
    ),
  },
  since: {
    header: "Since",
    align: "right",
    priority: 3,
    metric: null,
    csv: "allocated_at_utc",
    cell: (row) => <Time at={row.allocatedAt} show="day" className="whitespace-nowrap" />,
  },
} satisfies Record<OperatorAllocationColumnId, Column<OperatorAllocationRow>>);

type Pending = RouterOutputs["analytics"]["operators"]["allocations"]["pending"][number];

/** Changes of allocations that are announced and not yet in effect. */
export const PENDING_ALLOCATION_LIST = fixedListOf({
  avs: {
    header: "AVS",
    metric: null,
    csv: {
      avs: (row) => row.avs,
      avs_name: (row) => row.avsName,
      operator_set_number: (row) => row.setNumber,
    },
    cellClass: "w-full max-w-0 min-w-32",
    cell: (row) => <Entity address={row.avs} name={row.avsName} />,
  },
  strategy: {
    header: "Strategy",
    metric: null,
    csv: { strategy: (row) => row.strategy, symbol: (row) => row.symbol },
    cell: (row) => nameOf(row.symbol, row.strategy),
  },
  now: {
    header: "Now",
    align: "right",
    priority: 2,
    metric: null,
    csv: { share_of_magnitude_now_ratio: (row) => row.heldRatio },
    cell: (row) => (row.heldRatio === 0 ? "none" : <Percent value={row.heldRatio} />),
  },
  later: {
    header: "Will be",
    align: "right",
    metric: null,
    csv: {
      share_of_magnitude_then_ratio: (row) => row.ratio,
      is_deallocation: (row) => row.isDeallocation,
    },
    cell: (row) => (row.isDeallocation ? "deallocated" : <Percent value={row.ratio} />),
  },
  value: {
    header: "Value then",
    align: "right",
    priority: 2,
    metric: null,
    csv: {
      allocated_then_usd: (row) => row.allocatedUsd,
      is_allocated_upper_bound: (row) => row.isAllocatedUpperBound,
    },
    cell: (row) => <Usd value={row.allocatedUsd} of={{ isTvsUpperBound: row.isAllocatedUpperBound }} />,
  },
  effect: {
    header: "Effect block",
    align: "right",
    metric: null,
    csv: {
      announced_at_utc: (row) => row.announcedAt,
      effect_block_number: (row) => row.effectBlock,
      effect_expected_at_utc: (row) => row.effectAt,
    },
    cell: (row) => (
      <>
        <Count value={row.effectBlock} />
        <span className="block text-2xs text-dim">
          about <Time at={row.effectAt} show="day" />
        </span>
      </>
    ),
  },
} satisfies Record<string, FixedColumn<Pending>>);
