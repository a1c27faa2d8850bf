import { Entity } from "@/app/_components/entity/entity";
import { type FixedColumn, fixedListOf } from "@/app/_components/tables/columns";
import { Part, Usd } from "@/app/_components/values/quantity";
import { Slashable } from "@/app/_components/values/slashable";
import { Time } from "@/app/_components/values/time";
import type { RouterOutputs } from "@/server/trpc/router";

type Row = RouterOutputs["analytics"]["operators"]["allocations"]["slashable"][number];

/** The most that each AVS can slash of an operator, now and once announced changes are in effect. */
export const SLASHABLE_LIST = fixedListOf({
  avs: {
    header: "AVS",
    metric: null,
    csv: { avs: (row) => row.address, avs_name: (row) => row.name },
    cellClass: "w-full max-w-0 min-w-32",
    cell: (row) => (
      <Entity
        address={row.address}
        name={row.name}
        href={`/avs/${row.address}`}
        stretched
        phoneNote={
          row.isRiseAnnounced && (
            <span className="text-xs text-dim">
              leave by <LastDay row={row} />
            </span>
          )
        }
      />
    ),
  },
  share: {
    header: "Of its stake",
    align: "right",
    metric: null,
    csv: { share_of_operator_ratio: (row) => row.ofOperatorRatio },
    cell: (row) => <Part value={row.ofOperatorRatio} />,
  },
  slashable: {
    header: "Slashable now",
    align: "right",
    priority: 2,
    metric: null,
    csv: {
      slashable_up_to_usd: (row) => row.slashableUpToUsd,
      is_slashable_upper_bound: (row) => row.isSlashableUpperBound || row.isSlashableUpTo,
      unknown_slashable_count: (row) => row.unpricedSlashableCount,
    },
    cell: (row) => <Slashable of={row} />,
  },
  announced: {
    header: "Once announced",
    align: "right",
    metric: null,
    csv: {
      announced_share_of_operator_ratio: (row) => row.announcedOfOperatorRatio,
      announced_up_to_usd: (row) => row.announcedUpToUsd,
      is_announced_upper_bound: (row) => row.isAnnouncedUpperBound,
      unknown_announced_count: (row) => row.unpricedAnnouncedCount,
    },
    cell: (row) => (
      <>
        <Part value={row.announcedOfOperatorRatio} />
        <span className="block text-2xs text-dim">
          <Usd
            value={row.announcedUpToUsd}
            of={{ isTvsUpperBound: row.isAnnouncedUpperBound, unpricedCount: row.unpricedAnnouncedCount }}
          />
        </span>
      </>
    ),
  },
  leave: {
    header: "Last day to leave",
    align: "right",
    priority: 2,
    metric: null,
    csv: { last_time_to_leave_utc: (row) => row.lastTimeToLeave },
    cell: (row) => (row.isRiseAnnounced ? <LastDay row={row} /> : <span className="text-dim">no rise</span>),
  },
} satisfies Record<string, FixedColumn<Row>>);

/** Renders the last day to leave before the next announced rise counts, or says that it is past. */
const LastDay = ({ row }: { row: Row }) => (
  <>
    <Time at={row.lastTimeToLeave} show="day" className="whitespace-nowrap" />
    {row.isTooLateToLeave && <span className="block text-2xs text-critical">past</span>}
  </>
);
