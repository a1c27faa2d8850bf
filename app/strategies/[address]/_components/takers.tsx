import { LeftOut } from "@/app/_components/certainty/left-out";
import { Entity } from "@/app/_components/entity/entity";
import { Cell, DataTable, Row } from "@/app/_components/tables/data-table";
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
  const most = Math.max(0, ...rows.map((row) => row.allocatedUsd ?? 0));
  return (
    <Card flush title="AVSs that it is allocated to">
      <TakerTable rows={rows.slice(0, SHOWN)} most={most} caption="AVSs that it is allocated to" />
      {more.length > 0 && (
        <details className="group border-t">
          <summary className="list-none px-4 py-3 text-sm text-accent select-none hover:underline md:px-4.5">
            <span className="group-open:hidden">
              <Counted value={more.length} one="more AVS" many="more AVSs" />
            </span>
            <span className="hidden group-open:inline">Fewer</span>
          </summary>
          <TakerTable rows={more} most={most} caption="More AVSs that it is allocated to" />
        </details>
      )}
    </Card>
  );
}

const TakerTable = ({ rows, most, caption }: { rows: Takers; most: number; caption: string }) => (
  <DataTable
    caption={caption}
    columns={[
      { label: "AVS" },
      { label: "Operators", numeric: true, priority: 2 },
      { label: "Operator sets", numeric: true, priority: 3 },
      { label: "Allocated", numeric: true, metric: "allocated" },
      { label: "Slashable", numeric: true, priority: 2, metric: "slashable" },
    ]}
  >
    {rows.map((row) => (
      <Row key={row.address}>
        <Cell className="w-full max-w-0 min-w-36">
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
        </Cell>
        <Cell numeric priority={2}>
          <Count value={row.operatorCount} />
        </Cell>
        <Cell numeric priority={3}>
          <Count value={row.operatorSetCount} />
        </Cell>
        <Cell numeric>
          <Usd
            value={row.allocatedUsd}
            of={{ isTvsUpperBound: row.isAllocatedUpperBound }}
            className="font-semibold"
          />
          <LeftOut of={row.allocatedUsd} count={row.unpricedCount} />
          <ValueBar value={row.allocatedUsd} max={most} />
        </Cell>
        <Cell numeric priority={2}>
          <Slashable of={row} />
        </Cell>
      </Row>
    ))}
  </DataTable>
);
