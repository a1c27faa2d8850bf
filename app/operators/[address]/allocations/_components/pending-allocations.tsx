import { Entity } from "@/app/_components/entity/entity";
import { nameOf } from "@/app/_components/entity/plain-name";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Cell, DataTable, Row } from "@/app/_components/tables/data-table";
import { Card } from "@/app/_components/ui/card";
import { Count, Percent, Usd } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { api } from "@/app/_trpc/server";

type PendingProps = {
  address: string;
  /** Whether allocations were read at all. */
  isRead: boolean;
};

/** Lists allocations that are announced and not yet in effect, with the block from which they count. */
export async function PendingAllocations({ address, isRead }: PendingProps) {
  const rows = await api.analytics.operators.allocations.pending({ address });
  return (
    <Card
      flush={rows.length > 0}
      title="Pending changes"
      action={
        rows.length > 0 && (
          <CsvButton
            small
            of="pending changes"
            href={csvHref("pending-allocations", "", { operator: address })}
          />
        )
      }
    >
      {rows.length === 0 ? (
        <p className="text-dim">
          {isRead ? "Nothing is known to be pending." : "What is pending is not known."} A change shows here
          from its announcement until its effect block.
        </p>
      ) : (
        <DataTable
          caption="Pending changes of allocations"
          columns={[
            { label: "AVS" },
            { label: "Strategy" },
            { label: "Now", numeric: true, priority: 2 },
            { label: "Will be", numeric: true },
            { label: "Value then", numeric: true, priority: 2 },
            { label: "Effect block", numeric: true },
          ]}
        >
          {rows.map((row) => (
            <Row key={`${row.avs}-${row.setNumber}-${row.strategy}`}>
              <Cell className="w-full max-w-0 min-w-32">
                <Entity address={row.avs} name={row.avsName} />
              </Cell>
              <Cell>{nameOf(row.symbol, row.strategy)}</Cell>
              <Cell numeric priority={2}>
                {row.heldRatio === 0 ? "none" : <Percent value={row.heldRatio} />}
              </Cell>
              <Cell numeric>{row.isDeallocation ? "deallocated" : <Percent value={row.ratio} />}</Cell>
              <Cell numeric priority={2}>
                <Usd value={row.allocatedUsd} of={{ isTvsUpperBound: row.isAllocatedUpperBound }} />
              </Cell>
              <Cell numeric>
                <Count value={row.effectBlock} />
                <span className="block text-2xs text-dim">
                  about <Time at={row.effectAt} show="day" />
                </span>
              </Cell>
            </Row>
          ))}
        </DataTable>
      )}
    </Card>
  );
}
