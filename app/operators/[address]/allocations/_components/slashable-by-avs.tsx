import { tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { MOST_ROWS, RowsCut } from "@/app/_components/tables/rows-cut";
import { Table } from "@/app/_components/tables/table";
import { Card } from "@/app/_components/ui/card";
import { api } from "@/app/_trpc/server";
import { SLASHABLE_LIST } from "../slashable-list";

/** Lists what each AVS can slash, the most first, and the last day to leave before more can be slashed. */
export async function SlashableByAvs({ address }: { address: string }) {
  const rows = await api.analytics.operators.allocations.slashable({ address });
  if (rows.length === 0) return null;
  return (
    <Card
      flush
      title="Slashable by AVS"
      action={
        <CsvButton
          small
          of="slashable stake by AVS"
          href={csvHref("operator-slashable", "", { operator: address })}
        />
      }
    >
      <Table
        caption="Slashable by AVS, at most"
        columns={tableOf(SLASHABLE_LIST)}
        rows={rows.slice(0, MOST_ROWS)}
        rowKey={(row) => row.address}
      />
      <p className="px-4 py-3 text-xs text-dim md:px-4.5">
        Parts are of its priced stake, at most. Leaving takes 14 days: a delegator that begins after the last
        day is still slashable when the announced change counts. <RowsCut count={rows.length} many="AVSs" />
      </p>
    </Card>
  );
}
