import { tableOf } from "@/app/_components/tables/columns";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Table } from "@/app/_components/tables/table";
import { Card } from "@/app/_components/ui/card";
import { api } from "@/app/_trpc/server";
import { COMMISSION_RATE_LIST } from "../list";

/** Lists the splits that an operator has set, with their announced changes. */
export async function CommissionRates({ address }: { address: string }) {
  const rates = await api.analytics.operators.commission.rates({ address });
  return (
    <Card
      flush={rates.length > 0}
      title="Splits it has set"
      action={
        rates.length > 0 && (
          <CsvButton small of="rates" href={csvHref("commission-rates", "", { operator: address })} />
        )
      }
    >
      {rates.length === 0 ? (
        <p className="text-dim">
          No split of its own is known. Where it set none, the protocol's default counts.
        </p>
      ) : (
        <Table
          caption="Commission rates"
          columns={tableOf(COMMISSION_RATE_LIST)}
          rows={rates}
          rowKey={(rate) => rate.key}
        />
      )}
    </Card>
  );
}
