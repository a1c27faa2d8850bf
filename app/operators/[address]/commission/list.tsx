import { type CsvColumns, type FixedColumn, fixedListOf } from "@/app/_components/tables/columns";
import { Badge } from "@/app/_components/ui/badge";
import { CommissionScope } from "@/app/_components/values/commission-scope";
import { Bps } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { formatCountChange } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";

type Commission = RouterOutputs["analytics"]["operators"]["commission"];
type Rate = Commission["rates"][number];
type Change = Commission["changes"][number];

type Scope = Pick<Rate, "type" | "avs" | "avsName" | "setNumber">;
const SCOPE: CsvColumns<Scope> = {
  commission_type: (row) => row.type,
  avs: (row) => row.avs,
  avs_name: (row) => row.avsName,
  operator_set_number: (row) => row.setNumber,
};

/** The rewards that a split is taken from: those of an AVS or of an operator set, or programmatic incentives. */
const SCOPE_COLUMN: FixedColumn<Scope> = {
  header: "Of the rewards of",
  metric: null,
  csv: SCOPE,
  cellClass: "w-full",
  cell: ({ type, avs, avsName, setNumber }) => (
    <CommissionScope type={type} avs={avs} avsName={avsName} setNumber={setNumber} />
  ),
};

/** The splits that an operator has set, with their announced changes. */
export const COMMISSION_RATE_LIST = fixedListOf({
  scope: SCOPE_COLUMN,
  now: {
    header: "Now",
    align: "right",
    metric: null,
    csv: { split_bps: (row) => row.effectiveBps },
    cellClass: "font-semibold",
    cell: (row) => <Bps value={row.effectiveBps} />,
  },
  pending: {
    header: "Pending",
    align: "right",
    metric: null,
    csv: {
      pending_from_bps: (row) => row.pendingFromBps,
      pending_split_bps: (row) => row.pendingBps,
      pending_from_utc: (row) => row.pendingAt,
    },
    cellClass: "whitespace-nowrap",
    cell: (row) =>
      row.pendingBps === null ? (
        <span className="text-dim">none</span>
      ) : (
        <>
          <Badge tone="medium">
            <Bps value={row.pendingBps} />
          </Badge>
          <span className="block text-2xs text-dim">
            from <Time at={row.pendingAt} show="instant" />
          </span>
        </>
      ),
  },
} satisfies Record<string, FixedColumn<Rate>>);

/** Returns by how many basis points a split changed. */
const changeOf = ({ fromBps, toBps }: Change) =>
  fromBps === null || toBps === null ? null : toBps - fromBps;

/** The announced changes of an operator's splits. */
export const COMMISSION_CHANGE_LIST = fixedListOf({
  scope: SCOPE_COLUMN,
  from: {
    header: "From",
    align: "right",
    metric: null,
    csv: { from_bps: (row) => row.fromBps },
    cellClass: "text-dim",
    cell: (row) => <Bps value={row.fromBps} />,
  },
  to: {
    header: "To",
    align: "right",
    metric: null,
    csv: { to_bps: (row) => row.toBps },
    cellClass: "font-semibold",
    cell: (row) => <Bps value={row.toBps} />,
  },
  points: {
    header: "Points",
    align: "right",
    priority: 2,
    metric: null,
    csv: { change_bps: changeOf },
    cellClass: (row) => ((changeOf(row) ?? 0) > 0 ? "text-critical" : "text-low"),
    cell: (row) => {
      const change = changeOf(row);
      return formatCountChange(change === null ? null : change / 100);
    },
  },
  announced: {
    header: "Announced",
    align: "right",
    priority: 2,
    metric: null,
    csv: { announced_at_utc: (row) => row.changedAt },
    cellClass: "whitespace-nowrap",
    cell: (row) => <Time at={row.changedAt} show="day" />,
  },
  effective: {
    header: "In force",
    align: "right",
    metric: null,
    csv: {
      effective_from_utc: (row) => row.activatedAt,
      is_pending: (row) => row.isPending,
      block_number: (row) => row.block,
    },
    cellClass: "whitespace-nowrap",
    cell: (row) => (
      <>
        {row.isPending && <Badge tone="medium">Pending</Badge>} <Time at={row.activatedAt} show="day" />
      </>
    ),
  },
} satisfies Record<string, FixedColumn<Change>>);
