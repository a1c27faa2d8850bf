import { tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Table } from "@/app/_components/tables/table";
import { Card } from "@/app/_components/ui/card";
import { api } from "@/app/_trpc/server";
import { ALLOCATION_LIST } from "../list";
import { type AllocationState, allocationsHref } from "../search-params";

/** Lists every allocation that is in effect. Rendered only inside a gate. */
export async function AllocationTable({ address, state }: { address: string; state: AllocationState }) {
  const { sort, dir } = state;
  const rows = await api.analytics.operators.allocations.list({ address, sort, dir });
  if (rows.length === 0) return null;
  return (
    <Card
      flush
      title="Every allocation"
      action={
        <CsvButton
          small
          of="allocations"
          href={csvHref("allocations", allocationsHref(address, state, {}), { operator: address })}
        />
      }
    >
      <Table
        caption="Allocations in effect"
        columns={tableOf(ALLOCATION_LIST)}
        rows={rows}
        rowKey={(row) => `${row.avs}-${row.setNumber}-${row.strategy}`}
        order={{ ...state, hrefFor: (change) => allocationsHref(address, state, change) }}
      />
    </Card>
  );
}
