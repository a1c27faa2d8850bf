import { OperatorEntity } from "@/app/_components/entity/entity";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import type { TableColumns } from "@/app/_components/tables/columns";
import { Table } from "@/app/_components/tables/table";
import { Card } from "@/app/_components/ui/card";
import { Empty } from "@/app/_components/ui/empty";
import { Change, Counted, Usd } from "@/app/_components/values/quantity";
import type { RouterOutputs } from "@/server/trpc/router";

type Mover = RouterOutputs["analytics"]["network"]["movers"]["risers"][number];

export const MOVER_COLUMNS: TableColumns<Mover> = {
  name: {
    header: "Operator",
    cellClass: "w-full max-w-0 min-w-32",
    cell: (row) => <OperatorEntity address={row.address} name={row.name} stretched />,
  },
  tvs: {
    header: "TVS",
    align: "right",
    priority: 2,
    cell: (row) => <Usd value={row.tvsUsd} of={row} />,
  },
  stake: {
    header: "Stake",
    ofUsd: true,
    align: "right",
    cell: (row) => <Change value={row.stakeChangeUsd} unit="usd" arrow={false} className="font-semibold" />,
  },
  ratio: {
    header: "%",
    ofUsd: true,
    align: "right",
    cell: (row) => <Change value={row.stakeChangeRatio} arrow={false} />,
  },
};

/**
 * Lists the operators whose stake rose, or fell, most in a week; the change of `unknownCount` others is not
 * known.
 */
export function MoversCard({
  title,
  rows,
  unknownCount,
}: {
  title: string;
  rows: Mover[];
  unknownCount: number;
}) {
  return (
    <Card
      flush
      title={
        <>
          {title} <MetricTip metric="movers" />
        </>
      }
      action="7 days"
    >
      {rows.length === 0 ? (
        unknownCount > 0 ? (
          <Empty title="None is known">No stake is known to have moved this way by enough to matter.</Empty>
        ) : (
          <Empty title="Nobody this week">No operator's stake moved this way by enough to matter.</Empty>
        )
      ) : (
        <Table
          caption={`${title} in seven days`}
          columns={MOVER_COLUMNS}
          rows={rows}
          rowKey={(row) => row.address}
        />
      )}
      {unknownCount > 0 && (
        <p className="px-4 py-2 text-2xs text-dim md:px-4.5">
          Of <Counted value={unknownCount} one="operator" /> with stake the change is not known.
        </p>
      )}
    </Card>
  );
}
