import { LeftOut } from "@/app/_components/certainty/left-out";
import { Entity } from "@/app/_components/entity/entity";
import type { TableColumns } from "@/app/_components/tables/columns";
import { Table } from "@/app/_components/tables/table";
import { Card } from "@/app/_components/ui/card";
import { Count, Counted, Usd } from "@/app/_components/values/quantity";
import { Slashable } from "@/app/_components/values/slashable";
import { ValueBar } from "@/app/_components/values/value-bar";
import type { RouterOutputs } from "@/server/trpc/router";

type Takers = RouterOutputs["analytics"]["strategies"]["avs"];

const SHOWN = 8;

/** Lists the AVSs that operators allocated a strategy to, and how much of it they can slash. */
export function Takers({ rows }: { rows: Takers }) {
  const more = rows.slice(SHOWN);
  const columns = takerColumns(Math.max(0, ...rows.map((row) => row.allocatedUsd ?? 0)));
  return (
    <Card flush title="AVSs that it is allocated to">
      <Table
        caption="AVSs that it is allocated to"
        columns={columns}
        rows={rows.slice(0, SHOWN)}
        rowKey={(row) => row.address}
      />
      {more.length > 0 && (
        <details className="group border-t">
          <summary className="list-none px-4 py-3 text-sm text-accent select-none hover:underline md:px-4.5">
            <span className="group-open:hidden">
              <Counted value={more.length} one="more AVS" many="more AVSs" />
            </span>
            <span className="hidden group-open:inline">Fewer</span>
          </summary>
          <Table
            caption="More AVSs that it is allocated to"
            columns={columns}
            rows={more}
            rowKey={(row) => row.address}
          />
        </details>
      )}
    </Card>
  );
}

export const takerColumns = (most: number): TableColumns<Takers[number]> => ({
  name: {
    header: "AVS",
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
    header: "Operators",
    align: "right",
    priority: 2,
    cell: (row) => <Count value={row.operatorCount} />,
  },
  sets: {
    header: "Operator sets",
    align: "right",
    priority: 3,
    cell: (row) => <Count value={row.operatorSetCount} />,
  },
  allocated: {
    header: "Allocated",
    align: "right",
    metric: "allocated",
    cell: (row) => (
      <>
        <Usd
          value={row.allocatedUsd}
          of={{ isTvsUpperBound: row.isAllocatedUpperBound }}
          className="font-semibold"
        />
        <LeftOut of={row.allocatedUsd} count={row.unpricedCount} />
        <ValueBar value={row.allocatedUsd} max={most} />
      </>
    ),
  },
  slashable: {
    header: "Slashable",
    align: "right",
    priority: 2,
    metric: "slashable",
    cell: (row) => <Slashable of={row} />,
  },
});
