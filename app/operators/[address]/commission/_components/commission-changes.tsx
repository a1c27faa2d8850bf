import { tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Table } from "@/app/_components/tables/table";
import { Card } from "@/app/_components/ui/card";
import { Count } from "@/app/_components/values/quantity";
import { api } from "@/app/_trpc/server";
import { NEWEST_CHANGES } from "@/server/analytics/operator-commission";
import { COMMISSION_CHANGE_LIST } from "../list";

/** Lists the announced changes of an operator's splits, each once, newest first. */
export async function CommissionChanges({ address }: { address: string }) {
  const changes = await api.analytics.operators.commission.changes({ address });
  return (
    <Card
      flush={changes.length > 0}
      title="Every change"
      action={
        changes.length > 0 && (
          <CsvButton
            small
            of="changes of splits"
            href={csvHref("commission-changes", "", { operator: address })}
          />
        )
      }
    >
      {changes.length === 0 ? (
        <p className="text-dim">No change of a split is known.</p>
      ) : (
        <Table
          mostRows={NEWEST_CHANGES}
          caption="Changes of commission"
          columns={tableOf(COMMISSION_CHANGE_LIST)}
          rows={changes}
          rowKey={(change) => change.key}
        />
      )}
      {changes.length === NEWEST_CHANGES && (
        <p className="border-t px-4 py-3 text-sm text-dim md:px-4.5">
          The newest <Count value={NEWEST_CHANGES} />. The CSV has all.
        </p>
      )}
    </Card>
  );
}
