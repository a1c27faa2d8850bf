import { tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Table } from "@/app/_components/tables/table";
import { Card } from "@/app/_components/ui/card";
import { api } from "@/app/_trpc/server";
import { PENDING_ALLOCATION_LIST } from "../list";

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
        <Table
          caption="Pending changes of allocations"
          columns={tableOf(PENDING_ALLOCATION_LIST)}
          rows={rows}
          rowKey={(row) => `${row.avs}-${row.setNumber}-${row.strategy}`}
        />
      )}
    </Card>
  );
}
