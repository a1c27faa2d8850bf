import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Cell, DataTable, Row } from "@/app/_components/tables/data-table";
import { Badge } from "@/app/_components/ui/badge";
import { Card } from "@/app/_components/ui/card";
import { CommissionScope } from "@/app/_components/values/commission-scope";
import { Bps } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { api } from "@/app/_trpc/server";

/** Every rate that the operator has set, and which are about to change. */
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
        <DataTable
          caption="Commission rates"
          columns={[
            { label: "Of the rewards of" },
            { label: "Now", numeric: true },
            { label: "Pending", numeric: true },
          ]}
        >
          {rates.map((rate) => (
            <Row key={rate.key}>
              <Cell className="w-full">
                <CommissionScope
                  type={rate.type}
                  avs={rate.avs}
                  avsName={rate.avsName}
                  setNumber={rate.setNumber}
                />
              </Cell>
              <Cell numeric className="font-semibold">
                <Bps value={rate.effectiveBps} />
              </Cell>
              <Cell numeric className="whitespace-nowrap">
                {rate.pendingBps === null ? (
                  <span className="text-dim">none</span>
                ) : (
                  <>
                    <Badge tone="medium">
                      <Bps value={rate.pendingBps} />
                    </Badge>
                    <span className="block text-2xs text-dim">
                      from <Time at={rate.pendingAt} show="instant" />
                    </span>
                  </>
                )}
              </Cell>
            </Row>
          ))}
        </DataTable>
      )}
    </Card>
  );
}
